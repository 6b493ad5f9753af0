import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSeed } from '../../proof/properties.ts'
import { randomModel } from '../bench/random-model.ts'
import type { Model } from '../model.ts'
import { evaluateDense, solveDense } from '../testing/dense-solve.ts'
import { modelOf, raggedModels } from '../testing/ragged-model.ts'
import { allocateModel } from './allocate-model.ts'
import { copyModel, modifiedPolicyIteration, sizeOf } from './modified-policy-iteration.ts'

const discount = fc.oneof(
  fc.constantFrom(0, 0.5, 0.9, 0.99, 0.9999),
  fc.double({ min: 0, max: 0.99, noNaN: true }),
)
const reward = fc.double({ min: -100, max: 100, noNaN: true })

/** Puterman 2005, example 3.1.1. */
const puterman = modelOf([
  [
    {
      reward: 5,
      successors: [
        [0, 1],
        [1, 1],
      ],
    },
    { reward: 10, successors: [[1, 1]] },
  ],
  [{ reward: -1, successors: [[1, 1]] }],
])

function expectWithinBounds(model: Model, gamma: number, epsilon: number) {
  const exact = solveDense(model, gamma)
  const { value, bounds, converged, policy } = modifiedPolicyIteration(model, { gamma, epsilon })
  const rounding = roundingOf(model, gamma)
  exact.forEach((best, s) => {
    expect(value[s]! - bounds.below).toBeLessThanOrEqual(best + rounding)
    expect(value[s]! + bounds.above).toBeGreaterThanOrEqual(best - rounding)
  })
  if (converged) {
    expect(Math.max(bounds.below, bounds.above)).toBeLessThanOrEqual(epsilon)
    const reached = evaluateDense(model, gamma, Array.from(policy))
    const loss = Math.max(...exact.map((best, s) => best - reached[s]!))
    expect(loss).toBeLessThanOrEqual(epsilon + rounding)
  }
  return converged
}

/** What dense elimination may be off by. */
function roundingOf(model: Model, gamma: number): number {
  return (1e-14 * Math.max(...model.reward.map(Math.abs))) / (1 - gamma) ** 2
}

describe('modified policy iteration', () => {
  it("solves Puterman's two states", () => {
    const { value, policy, converged } = modifiedPolicyIteration(puterman, { gamma: 0.95, epsilon: 1e-9 })
    expect(value[0]).toBeCloseTo(-8.571428571, 8)
    expect(value[1]).toBeCloseTo(-20, 8)
    expect({ policy: [...policy], converged }).toEqual({ policy: [0, 2], converged: true })
  })

  it('keeps the exact values of any process within its bounds, and the loss of its policy within epsilon', () => {
    const seed = drawSeed('modified policy iteration: bounds')
    const epsilon = fc.constantFrom(10, 0.1, 1e-3, 1e-6)
    const property = fc.property(raggedModels(reward), discount, epsilon, (model, gamma, wanted) => {
      const scale = Math.max(...model.reward.map(Math.abs)) / (1 - gamma)
      const isReachable = wanted > (1e-13 * scale) / (1 - gamma) // in double precision
      expect(expectWithinBounds(model, gamma, wanted) || !isReachable).toBe(true)
    })
    fc.assert(property, { seed, numRuns: 300 })
  })

  it('keeps them when a limit comes first, and says so', () => {
    const seed = drawSeed('modified policy iteration: limits')
    const limits = fc.record({
      iterationsMax: fc.integer({ min: 1, max: 3 }),
      innerSweeps: fc.integer({ min: 0, max: 3 }),
    })
    const property = fc.property(raggedModels(reward), discount, limits, (model, gamma, limit) => {
      const exact = solveDense(model, gamma)
      const { value, bounds, converged, iterations } = modifiedPolicyIteration(model, {
        gamma,
        epsilon: 1e-7,
        ...limit,
      })
      expect(iterations).toBeLessThanOrEqual(limit.iterationsMax)
      expect(converged).toBe(bounds.above * 2 <= 1.1e-7 && converged)
      exact.forEach((best, s) => {
        expect(Math.abs(best - value[s]!)).toBeLessThanOrEqual(bounds.above + roundingOf(model, gamma))
      })
    })
    fc.assert(property, { seed, numRuns: 200 })
    const late = modifiedPolicyIteration(puterman, { gamma: 0.99, iterationsMax: 1 })
    expect(late).toMatchObject({ converged: false, iterations: 1 })
    let clock = 0
    const timed = modifiedPolicyIteration(puterman, {
      gamma: 0.9999,
      epsilon: 1e-9,
      secondsMax: 5,
      now: () => (clock += 2000),
    })
    expect(timed.converged).toBe(false)
    expect(timed.iterations).toBeLessThanOrEqual(2)
  })

  it('gives the same digits in WebAssembly and in TypeScript', () => {
    const seed = drawSeed('modified policy iteration: kernels')
    const same = (model: Model, gamma: number, epsilon: number) => {
      const wasm = modifiedPolicyIteration(model, { gamma, epsilon, kernel: 'wasm' })
      expect(modifiedPolicyIteration(model, { gamma, epsilon, kernel: 'typescript' })).toEqual(wasm)
    }
    fc.assert(
      fc.property(raggedModels(reward), discount, (model, gamma) => same(model, gamma, 1e-6)),
      { seed, numRuns: 100 },
    )
    for (const bandWidth of [0, 3, 30])
      same(randomModel({ states: 4000, actions: 3, successors: 3, bandWidth, seed: 5 }), 0.98, 1e-4)
  })

  it('reaches what was computed for two large random processes by other programs', () => {
    // mdp_random.json: genmdp.mjs 2000 4 5 …, V* by a C++ solver to 1e-8, checked against MDPSolver and QuantEcon
    const uniform = solveReference(0, 0.95)
    expectClose(
      uniform.figures,
      [162.7423812694051, 163.4856323869994, 162.77963249017972, 155.92691304628337, 167.14496463893929],
    )
    expect(uniform.counts).toEqual([429, 524, 527, 520])
    expect(uniform.hash).toBe(225962287)
    const band = solveReference(20, 0.99)
    expectClose(
      band.figures,
      [868.1700006640242, 826.8147346944714, 830.2056625367189, 810.0083952131585, 870.9303461509121],
    )
    expect(band.counts).toEqual([490, 505, 515, 490])
    expect(band.hash).toBe(3149939910)
  })

  it('solves a model in memory of its own without a copy, again and again, as any other', () => {
    const model = randomModel({ states: 500, actions: 3, successors: 4, bandWidth: 9, seed: 2 })
    const first = modifiedPolicyIteration(model, { gamma: 0.9 })
    expect(modifiedPolicyIteration(model, { gamma: 0.9 })).toEqual(first)
    modifiedPolicyIteration(model, { gamma: 0.99 })
    expect(modifiedPolicyIteration(model, { gamma: 0.9 })).toEqual(first)
    expect(modifiedPolicyIteration(copyOf(model), { gamma: 0.9 })).toEqual(first)
  })

  it('starts from given values and takes the lowest of equal actions', () => {
    const twins = modelOf([
      [
        { reward: 1, successors: [[0, 1]] },
        { reward: 2, successors: [[0, 1]] },
        { reward: 2, successors: [[0, 1]] },
      ],
    ])
    const { policy, value } = modifiedPolicyIteration(twins, {
      gamma: 0.99,
      initialValue: Float64Array.of(200),
    })
    expect([...policy]).toEqual([1])
    expect(value[0]).toBeCloseTo(200, 6)
    expect(modifiedPolicyIteration(twins, { gamma: 0.99, initialValue: value }).iterations).toBe(1)
  })

  it('bears rewards of 1e12 and 1e-12 and a discount next to one', () => {
    for (const scale of [1e12, 1e-12]) {
      const model = randomModel({ states: 40, actions: 3, successors: 3, bandWidth: 0, seed: 9 })
      for (let row = 0; row < model.reward.length; row++) model.reward[row]! *= scale
      expect(expectWithinBounds(model, 0.9, 1e-6 * scale)).toBe(true)
      expect(expectWithinBounds(model, 0.9999, 1e-2 * scale)).toBe(true)
    }
    const slow = randomModel({ states: 60, actions: 2, successors: 3, bandWidth: 2, seed: 1 })
    expect(expectWithinBounds(slow, 0.9999, 1e-4)).toBe(true)
  })

  it('ends with true bounds where double precision cannot reach epsilon', () => {
    const model = randomModel({ states: 30, actions: 2, successors: 3, bandWidth: 0, seed: 6 })
    for (let row = 0; row < model.reward.length; row++) model.reward[row]! *= 1e12
    expect(expectWithinBounds(model, 0.99, 1e-9)).toBe(false)
    expect(modifiedPolicyIteration(model, { gamma: 0.99, epsilon: 1e-9 }).iterations).toBeLessThan(50)
  })

  it('does not go on for ever beside a discount next to one, whether corrected or not', () => {
    for (const bandWidth of [0, 10]) {
      const model = randomModel({ states: 2000, actions: 3, successors: 3, bandWidth, seed: 6 })
      for (let row = 0; row < model.reward.length; row++) model.reward[row]! *= 1e12
      const hopeless = modifiedPolicyIteration(model, { gamma: 0.999999, epsilon: 1e-9 })
      expect(hopeless.converged).toBe(false)
      expect(hopeless.iterations).toBeLessThan(500)
      expect(hopeless.bounds.above).toBeLessThan(1e-6 * Math.max(...hopeless.value)) // values are some 10¹⁹
    }
  })

  it('needs few sweeps where plain sweeps need thousands', () => {
    const model = randomModel({ states: 5000, actions: 3, successors: 4, bandWidth: 10, seed: 1 })
    expect(modifiedPolicyIteration(model, { gamma: 0.9999, epsilon: 1e-3 }).iterations).toBeLessThan(100)
  })

  it('refuses what cannot be solved, naming it', () => {
    const solve = (options: object) => () => modifiedPolicyIteration(puterman, { gamma: 0.9, ...options })
    expect(solve({ gamma: 1 })).toThrow('gamma 1: a discounted process needs 0 ≤ gamma < 1')
    expect(solve({ gamma: Number.NaN })).toThrow(RangeError)
    expect(solve({ epsilon: 0 })).toThrow('epsilon 0')
    expect(solve({ iterationsMax: 0 })).toThrow('iterationsMax 0')
    expect(solve({ secondsMax: -1 })).toThrow('secondsMax -1')
    expect(solve({ innerSweeps: -1 })).toThrow('innerSweeps -1')
    expect(solve({ initialValue: new Float64Array(3) })).toThrow(
      'initialValue has 3 values; the model has 2 states',
    )
    expect(solve({ initialValue: Float64Array.of(0, Infinity) })).toThrow('initialValue[1] is Infinity')
    expect(() => modifiedPolicyIteration(modelOf([]), { gamma: 0.9 })).toThrow('the model has no states')
    expect(() => allocateModel({ stateCount: 1.5, rowCount: 1, entryCount: 1 })).toThrow('stateCount 1.5')
  })
})

describe('the random processes of the benchmark', () => {
  it('are those of the generator whose figures are published with the reference', () => {
    // sha256 of the files that genmdp.mjs 300 3 4 band20 7 and … uniform 7 write
    expect(fileHash(20)).toBe('0fb20558f85a25500a44c91eab65b56b97bd3a3510365ced3611123d8f04e7fd')
    expect(fileHash(0)).toBe('a115333d4091d1ddd5e77bafe2aa5b473ddcd72adb56af2403ed136e1fe18589')
  })
})

describe('the kernel', () => {
  it('is what its text gives', () => {
    const script = fileURLToPath(new URL('./assemble-kernel.mjs', import.meta.url))
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
})

function solveReference(bandWidth: number, gamma: number) {
  const model = randomModel({ states: 2000, actions: 4, successors: 5, bandWidth, seed: 1 })
  const { value, policy } = modifiedPolicyIteration(model, { gamma, epsilon: 1e-8 })
  const mean = value.reduce((sum, v) => sum + v, 0) / value.length
  const figures = [value[0]!, value[1999]!, mean, Math.min(...value), Math.max(...value)]
  const actions = policy.map(row => model.action[row]!)
  const counts = [0, 1, 2, 3].map(action => actions.filter(each => each === action).length)
  return { figures, counts, hash: fnv1a(actions) }
}

/** The figures were computed to 1e-8, ours too. */
function expectClose(found: number[], expected: number[]) {
  expected.forEach((figure, at) => {
    expect(found[at]).toBeCloseTo(figure, 7)
  })
}

/** Of the actions, each as one byte. */
function fnv1a(numbers: Int32Array): number {
  let hash = 2166136261
  for (const byte of numbers) hash = Math.imul(hash ^ byte, 16777619) >>> 0
  return hash
}

function fileHash(bandWidth: number): string {
  const model = randomModel({ states: 300, actions: 3, successors: 4, bandWidth, seed: 7 })
  const hash = createHash('sha256')
    .update('MDP1')
    .update(Int32Array.of(300, 3, 4))
  return hash.update(model.successor).update(model.probability).update(model.reward).digest('hex')
}

function copyOf(model: Model): Model {
  const { stateCount, rowCount, entryCount } = sizeOf(model)
  const copy = {
    stateCount,
    rowStart: new Int32Array(stateCount + 1),
    action: new Int32Array(rowCount),
    entryStart: new Int32Array(rowCount + 1),
    successor: new Int32Array(entryCount),
    probability: new Float64Array(entryCount),
    reward: new Float64Array(rowCount),
  }
  copyModel(model, copy)
  return copy
}
