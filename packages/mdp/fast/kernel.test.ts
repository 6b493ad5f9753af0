import { describe, expect, it } from 'vitest'
import { randomModel } from '../bench/random-model.ts'
import { memoryOf } from './allocate-model.ts'
import { type Crew, crewOfOne } from './crew.ts'
import { iterate } from './iterate.ts'
import type { Kernel } from './kernel.ts'
import { createTypescriptKernel } from './kernel-typescript.ts'
import { createWasmKernel } from './kernel-wasm.ts'
import { readSettings, sizeOf } from './modified-policy-iteration.ts'
import { planLayout, type Space, viewSpace } from './space.ts'

const stateCount = 3000

/** A space in WebAssembly's memory, which both kernels can work on. */
function openSpace(bandWidth: number) {
  const model = randomModel({ states: stateCount, actions: 3, successors: 4, bandWidth, seed: 11 })
  const memory = memoryOf(model)
  if (!memory) throw new Error('the model has no memory')
  const layout = planLayout(sizeOf(model))
  const space = viewSpace(memory.buffer, layout)
  return {
    model,
    space,
    kernels: { wasm: createWasmKernel(memory, layout), typescript: createTypescriptKernel(space) },
  }
}

const arrays = [
  'seen',
  'lead',
  'policy',
  'keptSuccessor',
  'keptProbability',
  'keptReward',
  'blockChange',
  'blockPeak',
  'band',
  'moveLow',
  'moveHigh',
  'slots',
] as const

function contentOf(space: Space) {
  return {
    values: space.values.map(value => value.slice()),
    ...Object.fromEntries(arrays.map(name => [name, space[name].slice()])),
  }
}

/** Every loop once, improvements with a margin that lets some states skip. */
function exercise(space: Space, kernel: Kernel) {
  for (const name of [...arrays, 'margin', 'blockShift'] as const) space[name].fill(0)
  for (const value of space.values) value.fill(1)
  kernel.survey(0, stateCount, 0)
  for (let s = 0; s < stateCount; s++) space.keptStart[s + 1] = 4 * (s + 1)
  kernel.improve(0, 0, stateCount, 0, 4, 0.9, 0, 0)
  const leads = space.lead.slice()
  kernel.measureMove(1, 0, stateCount, 1)
  kernel.improve(1, 0, stateCount, 1, 4, 0.9, 3, 1)
  const leadsAfter = space.lead.slice()
  kernel.evaluate(0, 0, stateCount, 2, 4, 0.9)
  kernel.sumBlocks(0, stateCount, 4, 2)
  kernel.measureReach(0, stateCount, 3)
  kernel.relax(1, 100, 200, 0.9)
  space.blockShift.fill(0.5)
  kernel.shiftBlocks(1, 0, stateCount, 4, 4)
  return { leads, leadsAfter, examined: space.slots[8 + 3], content: contentOf(space) }
}

describe('both kernels', () => {
  it('write the same digits everywhere', () => {
    const { space, kernels } = openSpace(20)
    const { content } = exercise(space, kernels.wasm)
    expect(exercise(space, kernels.typescript).content).toEqual(content)
  })

  it('take the margin off the lead of a state that they skip', () => {
    const { space, kernels } = openSpace(20)
    for (const kernel of Object.values(kernels)) {
      const { leads, leadsAfter, examined } = exercise(space, kernel)
      const skipped = leads.filter(lead => lead > 3).length
      expect(skipped).toBeGreaterThan(100)
      leads.forEach((lead, s) => {
        if (lead > 3) expect(leadsAfter[s]).toBe(lead - 3)
      })
      expect(examined).toBe(stateCount - skipped)
    }
  })
})

describe('skipping', () => {
  for (const bandWidth of [0, 15])
    it(`changes no digit, ${bandWidth > 0 ? 'successors near' : 'successors anywhere'}`, () => {
      const { model, space, kernels } = openSpace(bandWidth)
      const crew = crewOfOne(space, kernels.wasm)
      const examined = { skipping: 0, looking: 0 }
      const solve = (run: Crew) => {
        space.values[0].fill(0)
        return iterate(space, kernels.wasm, run, readSettings(model, { gamma: 0.97, epsilon: 1e-6 }), () => 0)
      }
      const skipping = solve(task => {
        const found = crew(task)
        if (task.kind === 'improve') examined.skipping += found.examined
        return found
      })
      const looking = solve(task => {
        if (task.kind === 'improve') space.margin.fill(Number.POSITIVE_INFINITY)
        const found = crew(task)
        if (task.kind === 'improve') examined.looking += found.examined
        return found
      })
      expect(skipping).toEqual(looking)
      expect(examined.looking).toBe(looking.iterations * stateCount)
      expect(examined.skipping).toBeLessThan(0.8 * examined.looking)
    })
})
