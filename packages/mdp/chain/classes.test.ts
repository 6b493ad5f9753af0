import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { modelOf, randomModel, randomPolicy } from '../testing/small-models.ts'
import { classifyStates } from './classes.ts'
import { makePolicyChain } from './policy-chain.ts'

describe('classes of states', () => {
  it('are who reaches whom and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 14 }), (seed, size) => {
        const model = randomModel(seed, size, 1, 2)
        const policy = randomPolicy(model, seed)
        const reach = reachability(makePolicyChain(model, policy).matrix)
        const { classOf, transient, recurrent } = classifyStates(model, policy)
        for (let s = 0; s < size; s++) {
          for (let t = 0; t < size; t++) {
            expect(classOf[s] === classOf[t]).toBe(reach[s]![t]! && reach[t]![s]!)
            if (reach[s]![t]) expect(classOf[t]).toBeLessThanOrEqual(classOf[s]!)
          }
          const isLeft = reach[s]!.some((there, t) => there && !reach[t]![s])
          expect(transient.includes(s)).toBe(isLeft)
        }
        expect(recurrent.flatMap(each => [...each]).length + transient.length).toBe(size)
      }),
      { seed: drawSeed('classes'), numRuns: 80 },
    )
  })

  it('are found in a chain of a hundred thousand without recursion', () => {
    const size = 100_000
    const model = modelOf(
      size,
      Array.from({ length: size }, (_, s) => [s, 0, Math.min(s + 1, size - 1), 1] as const),
    )
    const { transient, recurrent } = classifyStates(model, model.rowStart.slice(0, size))
    expect(transient.length).toBe(size - 1)
    expect(recurrent).toEqual([Int32Array.of(size - 1)])
  })

  it('ignore rows that the policy does not use', () => {
    const model = modelOf(2, [
      [0, 0, 0, 1],
      [0, 1, 1, 1],
      [1, 0, 0, 1],
    ])
    expect(classifyStates(model, Int32Array.of(0, 2)).recurrent).toEqual([Int32Array.of(0)])
    expect(classifyStates(model, Float64Array.of(0.5, 0.5, 1)).recurrent).toEqual([Int32Array.of(0, 1)])
    expect(() => classifyStates(model, Int32Array.of(2, 2))).toThrow('state 0: row 2 is not its own')
    expect(() => classifyStates(model, Float64Array.of(0.5, 0.4, 1))).toThrow('sum to 0.9')
  })
})

function reachability({ size, start, column }: ReturnType<typeof makePolicyChain>['matrix']): boolean[][] {
  const reach = Array.from({ length: size }, (_, s) => Array.from({ length: size }, (_, t) => s === t))
  for (let s = 0; s < size; s++) for (let e = start[s]!; e < start[s + 1]!; e++) reach[s]![column[e]!] = true
  for (let k = 0; k < size; k++)
    for (let s = 0; s < size; s++)
      for (let t = 0; t < size; t++) if (reach[s]![k] && reach[k]![t]) reach[s]![t] = true
  return reach
}
