import { bandPerState, type Space } from './space.ts'

/** Neighbouring states in blocks, whose errors are taken for equal: the coarse chain of a policy.
 *
 *  Where a state's successors lie near it, errors that are smooth over the states fade slowly, by γ a sweep. The coarse
 *  chain sees exactly those: (I - γ D P Q) e = D (TV - V), where D takes means over blocks and Q repeats them, gives what
 *  is to be added (aggregation–disaggregation: Bertsekas and Castañon 1989; Puterman 2005, section 6.7). Its matrix is
 *  banded and diagonally dominant, so elimination needs no pivots. It only proposes values: bounds come from sweeps. */
export interface BlockPlan {
  readonly blockBits: number
  readonly blockCount: number
  /** how many blocks away a successor may be */
  readonly reach: number
}

/** The finest blocks whose elimination costs no more than half a sweep; null when there are none worth having.
 *  @param stateReach how many states away the furthest successor is */
export function planBlocks(stateCount: number, keptCount: number, stateReach: number): BlockPlan | null {
  for (let blockBits = 2; 2 ** blockBits < stateCount; blockBits++) {
    const plan = planOf(stateCount, stateReach, blockBits)
    if (costOf(plan) <= keptCount / 2) return plan
  }
  return null
}

/** Blocks half as large, for a chain whose errors the present blocks do not resolve; at last single states, whose
 *  elimination is exact. Null when that would cost more than 32 sweeps or more room than there is. */
export function refineBlocks(
  plan: BlockPlan,
  stateCount: number,
  keptCount: number,
  stateReach: number,
): BlockPlan | null {
  if (plan.blockBits === 0) return null
  const finer = planOf(stateCount, stateReach, plan.blockBits - 1)
  const isRoom = finer.blockCount * (2 * finer.reach + 1) <= bandPerState * stateCount
  return isRoom && costOf(finer) <= 32 * keptCount ? finer : null
}

function planOf(stateCount: number, stateReach: number, blockBits: number): BlockPlan {
  const blockCount = Math.ceil(stateCount / 2 ** blockBits)
  return { blockBits, blockCount, reach: Math.min(blockCount - 1, Math.ceil(stateReach / 2 ** blockBits)) }
}

function costOf({ blockCount, reach }: BlockPlan): number {
  return blockCount * (reach + 1) ** 2
}

/** Turns the sums of probabilities in `band` into the factors L and U of I - γ D P Q, pivots inverted.
 *  @complexity O(blocks × reach²) */
export function factorBlocks({ model, band }: Space, plan: BlockPlan, gamma: number) {
  const { blockBits, blockCount, reach } = plan
  const width = 2 * reach + 1
  for (let i = 0; i < blockCount; i++) {
    const size = Math.min(2 ** blockBits, model.stateCount - i * 2 ** blockBits)
    const scale = -gamma / size
    for (let at = i * width; at < (i + 1) * width; at++) band[at] = band[at]! * scale
    band[i * width + reach]! += 1
  }
  for (let i = 0; i < blockCount; i++) {
    const diagonal = i * width + reach
    const inverse = 1 / band[diagonal]!
    band[diagonal] = inverse
    const last = Math.min(reach, blockCount - 1 - i)
    for (let j = 1; j <= last; j++) {
      const at = (i + j) * width + reach - j
      const factor = band[at]! * inverse
      band[at] = factor
      if (factor !== 0) for (let k = 1; k <= last; k++) band[at + k]! -= factor * band[diagonal + k]!
    }
  }
}

/** blockShift = e - D(TV - V): what is to be added to TV.
 *  @complexity O(blocks × reach) */
export function solveBlocks({ band, blockChange, blockShift }: Space, { blockCount, reach }: BlockPlan) {
  const width = 2 * reach + 1
  for (let i = 0; i < blockCount; i++) {
    let sum = blockChange[i]!
    const diagonal = i * width + reach
    for (let j = Math.min(reach, i); j > 0; j--) sum -= band[diagonal - j]! * blockShift[i - j]!
    blockShift[i] = sum
  }
  for (let i = blockCount - 1; i >= 0; i--) {
    let sum = blockShift[i]!
    const diagonal = i * width + reach
    const last = Math.min(reach, blockCount - 1 - i)
    for (let j = 1; j <= last; j++) sum -= band[diagonal + j]! * blockShift[i + j]!
    blockShift[i] = sum * band[diagonal]!
  }
  for (let i = 0; i < blockCount; i++) blockShift[i]! -= blockChange[i]!
}
