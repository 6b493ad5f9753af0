import type { Model } from '../model.ts'

/** What a solve works on: the model, two vectors of values and what is remembered of each state, as views of one
 *  buffer, so that WebAssembly and every thread see the same numbers. */
export interface Space {
  readonly model: Model
  /** two vectors [stateCount]: a sweep reads one and writes the other */
  readonly values: readonly [Float64Array, Float64Array]
  /** [stateCount] the values that the last improvement read */
  readonly seen: Float64Array
  /** [stateCount] how far the best action was ahead of the second; what the values moved since then is taken off */
  readonly lead: Float64Array
  /** [stateCount] state → its row, -1 before the first improvement */
  readonly policy: Int32Array
  /** [stateCount + 1] state → its place in keptSuccessor and keptProbability, as wide as its longest row */
  readonly keptStart: Int32Array
  /** the rows of the policy, one after the other; what a shorter row leaves over has probability zero */
  readonly keptSuccessor: Int32Array
  readonly keptProbability: Float64Array
  /** [stateCount] */
  readonly keptReward: Float64Array
  /** [at most stateCount] block → mean of what the last sweep changed */
  readonly blockChange: Float64Array
  /** [at most stateCount] block → greatest |change| of the last sweep */
  readonly blockPeak: Float64Array
  /** [at most stateCount] block → what is to be added to its values */
  readonly blockShift: Float64Array
  /** [blocks × width] the coarse transitions, see coarse.ts */
  readonly band: Float64Array
  /** [regions] region → least and greatest of what its values moved between two improvements */
  readonly moveLow: Float64Array
  readonly moveHigh: Float64Array
  /** [regions] region → by how much a lead over another action may have shrunk */
  readonly margin: Float64Array
  /** [threads × slotSize] what each thread found in its part */
  readonly slots: Float64Array
  /** [controlSize] command, argument and counters of the threads */
  readonly control: Int32Array
  /** [4] numbers that go with the command */
  readonly parameters: Float64Array
}

/** What one thread found: low, high, changed, examined. */
export const slotSize = 8
/** States of one call: few enough that an engine which compiles in the background soon swaps in the faster code. */
export const regionBits = 10
/** Room for the coarse transitions, doubles for each state; untouched pages cost nothing. */
export const bandPerState = 32
export const threadsMax = 64
/** Numbers that threads write at the same time lie a line of the cache apart. */
export const lineSize = 16
export const controlSize = (3 + threadsMax) * lineSize

export interface ModelSize {
  readonly stateCount: number
  readonly rowCount: number
  readonly entryCount: number
}

/** Where each array begins, in bytes. Places depend on the size alone: every thread computes the same. */
export interface Layout {
  readonly size: ModelSize
  readonly keptCount: number
  readonly at: Readonly<Record<keyof typeof widths, number>>
  readonly byteCount: number
}

const widths = {
  rowStart: 4,
  action: 4,
  entryStart: 4,
  successor: 4,
  probability: 8,
  reward: 8,
  valueA: 8,
  valueB: 8,
  seen: 8,
  lead: 8,
  policy: 4,
  keptStart: 4,
  keptSuccessor: 4,
  keptProbability: 8,
  keptReward: 8,
  blockChange: 8,
  blockPeak: 8,
  blockShift: 8,
  band: 8,
  moveLow: 8,
  moveHigh: 8,
  margin: 8,
  slots: 8,
  control: 4,
  parameters: 8,
} as const

/** keptCount: room for the rows of a policy; at most as many entries as the model has. */
export function planLayout(size: ModelSize, keptCount = size.entryCount): Layout {
  const { stateCount, rowCount, entryCount } = size
  const regionCount = Math.ceil(stateCount / 2 ** regionBits)
  const counts: Record<keyof typeof widths, number> = {
    rowStart: stateCount + 1,
    action: rowCount,
    entryStart: rowCount + 1,
    successor: entryCount,
    probability: entryCount,
    reward: rowCount,
    valueA: stateCount,
    valueB: stateCount,
    seen: stateCount,
    lead: stateCount,
    policy: stateCount,
    keptStart: stateCount + 1,
    keptSuccessor: keptCount,
    keptProbability: keptCount,
    keptReward: stateCount,
    blockChange: stateCount,
    blockPeak: stateCount,
    blockShift: stateCount,
    band: bandPerState * stateCount,
    moveLow: regionCount,
    moveHigh: regionCount,
    margin: regionCount,
    slots: threadsMax * slotSize,
    control: controlSize,
    parameters: 8,
  }
  let byteCount = 64
  const at: Record<string, number> = {}
  for (const name of Object.keys(widths) as (keyof typeof widths)[]) {
    at[name] = byteCount
    byteCount += Math.ceil((counts[name] * widths[name]) / 64) * 64 + 64 // apart: no two threads write one line
  }
  return { size, keptCount, at: at as Layout['at'], byteCount }
}

export function viewModel(buffer: ArrayBufferLike, { size, at }: Layout): Model {
  const { stateCount, rowCount, entryCount } = size
  return {
    stateCount,
    rowStart: new Int32Array(buffer, at.rowStart, stateCount + 1),
    action: new Int32Array(buffer, at.action, rowCount),
    entryStart: new Int32Array(buffer, at.entryStart, rowCount + 1),
    successor: new Int32Array(buffer, at.successor, entryCount),
    probability: new Float64Array(buffer, at.probability, entryCount),
    reward: new Float64Array(buffer, at.reward, rowCount),
  }
}

/** The views of everything; the model's may lie elsewhere when WebAssembly has no part in it. */
export function viewSpace(buffer: ArrayBufferLike, layout: Layout, model = viewModel(buffer, layout)): Space {
  const { at, size, keptCount } = layout
  const { stateCount } = size
  const regionCount = Math.ceil(stateCount / 2 ** regionBits)
  const reals = (from: number, count = stateCount) => new Float64Array(buffer, from, count)
  return {
    model,
    values: [reals(at.valueA), reals(at.valueB)],
    seen: reals(at.seen),
    lead: reals(at.lead),
    policy: new Int32Array(buffer, at.policy, stateCount),
    keptStart: new Int32Array(buffer, at.keptStart, stateCount + 1),
    keptSuccessor: new Int32Array(buffer, at.keptSuccessor, keptCount),
    keptProbability: reals(at.keptProbability, keptCount),
    keptReward: reals(at.keptReward),
    blockChange: reals(at.blockChange),
    blockPeak: reals(at.blockPeak),
    blockShift: reals(at.blockShift),
    band: reals(at.band, bandPerState * stateCount),
    moveLow: reals(at.moveLow, regionCount),
    moveHigh: reals(at.moveHigh, regionCount),
    margin: reals(at.margin, regionCount),
    slots: reals(at.slots, threadsMax * slotSize),
    control: new Int32Array(buffer, at.control, controlSize),
    parameters: reals(at.parameters, 8),
  }
}
