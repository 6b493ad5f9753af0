import { expect, it } from 'vitest'
import { evaluateDense } from '../testing/dense-solve.ts'
import { modelOf } from '../testing/ragged-model.ts'
import { factorBlocks, planBlocks, refineBlocks, solveBlocks } from './block-correction.ts'
import { clearSlot } from './crew.ts'
import { createTypescriptKernel } from './kernel-typescript.ts'
import { planLayout, viewSpace } from './space.ts'

const gamma = 0.99

/** A walk on a line with one action; every successor is a neighbour. */
function walk(stateCount: number) {
  return modelOf(
    Array.from({ length: stateCount }, (_, s) => [
      {
        reward: Math.sin(s),
        successors: [
          [Math.max(0, s - 1), 1 + (s % 3)],
          [Math.min(stateCount - 1, s + 1), 2],
        ] as [number, number][],
      },
    ]),
  )
}

function solvedSpace(stateCount: number, blockBits: number) {
  const model = walk(stateCount)
  const layout = planLayout({ stateCount, rowCount: stateCount, entryCount: 2 * stateCount })
  const space = viewSpace(new ArrayBuffer(layout.byteCount), layout, model)
  const kernel = createTypescriptKernel(space)
  clearSlot(space, 0)
  kernel.survey(0, stateCount, 0)
  for (let s = 0; s < stateCount; s++) space.keptStart[s + 1] = 2 * (s + 1)
  kernel.improve(0, 0, stateCount, 0, blockBits, gamma, 0, 1)
  const blockCount = Math.ceil(stateCount / 2 ** blockBits)
  const plan = { blockBits, blockCount, reach: 1 }
  kernel.sumBlocks(0, stateCount, blockBits, plan.reach)
  factorBlocks(space, plan, gamma)
  solveBlocks(space, plan)
  kernel.shiftBlocks(1, 0, stateCount, 0, blockBits)
  return { model, value: space.values[1] }
}

it('of blocks of one state gives the exact values of the policy', () => {
  const { model, value } = solvedSpace(40, 0)
  const exact = evaluateDense(model, gamma, Array.from(model.rowStart.subarray(0, 40)))
  exact.forEach((v, s) => {
    expect(value[s]).toBeCloseTo(v, 9)
  })
})

it('of all states in one block gives the mean its value, the last block being shorter', () => {
  const { model, value } = solvedSpace(37, 6)
  const mean = model.reward.reduce((sum, r) => sum + r, 0) / 37
  model.reward.forEach((r, s) => {
    expect(value[s]).toBeCloseTo(r + mean / (1 - gamma) - mean, 9)
  })
})

it('plans the finest blocks whose elimination is cheap, and halves them down to single states', () => {
  const plan = planBlocks(1_000_000, 5_000_000, 50)
  expect(plan).toEqual({ blockBits: 4, blockCount: 62500, reach: 4 })
  expect(refineBlocks(plan!, 1_000_000, 5_000_000, 50)).toEqual({
    blockBits: 3,
    blockCount: 125_000,
    reach: 7,
  })
  expect(refineBlocks({ blockBits: 1, blockCount: 50, reach: 2 }, 100, 300, 3)).toEqual({
    blockBits: 0,
    blockCount: 100,
    reach: 3,
  })
  expect(refineBlocks({ blockBits: 0, blockCount: 100, reach: 3 }, 100, 300, 3)).toBeNull()
  expect(refineBlocks({ blockBits: 10, blockCount: 98, reach: 97 }, 100_000, 300_000, 99_999)).toEqual({
    blockBits: 9,
    blockCount: 196,
    reach: 195,
  })
  expect(refineBlocks({ blockBits: 9, blockCount: 196, reach: 195 }, 100_000, 300_000, 99_999)).toBeNull()
  expect(planBlocks(1, 1, 0)).toBeNull()
})
