import type { Kernel } from './kernel.ts'
import { type Space, slotSize } from './space.ts'

/** One pass over all states. */
export interface Task {
  readonly kind: (typeof taskKinds)[number]
  /** which of the two vectors of values is read */
  readonly side: number
  readonly blockBits: number
  /** improve: 0 when all values are zero; sumBlocks: the reach in blocks */
  readonly whole: number
  readonly gamma: number
  readonly margin: number
}

export const taskKinds = [
  'survey',
  'improve',
  'evaluate',
  'measureMove',
  'shiftBlocks',
  'measureReach',
  'sumBlocks',
] as const

export interface Found {
  readonly low: number
  readonly high: number
  /** states whose action became another */
  readonly changed: number
  /** states whose every action was looked at */
  readonly examined: number
}

/** Who does a task: this thread, or several. */
export type Crew = (task: Task) => Found

/** States of one call: short enough that an engine which compiles in the background soon swaps in the faster code. */
const chunkBits = 13

export function crewOfOne(space: Space, kernel: Kernel): Crew {
  return task => {
    clearSlot(space, 0)
    performPart(kernel, task, 0, space.model.stateCount, 0)
    return readSlots(space, 1)
  }
}

export function clearSlot({ slots }: Space, slot: number) {
  slots[slot * slotSize] = Infinity
  slots[slot * slotSize + 1] = -Infinity
  slots[slot * slotSize + 2] = 0
  slots[slot * slotSize + 3] = 0
}

export function readSlots({ slots }: Space, count: number): Found {
  let [low, high, changed, examined] = [Infinity, -Infinity, 0, 0]
  for (let at = 0; at < count * slotSize; at += slotSize) {
    low = Math.min(low, slots[at]!)
    high = Math.max(high, slots[at + 1]!)
    changed += slots[at + 2]!
    examined += slots[at + 3]!
  }
  return { low, high, changed, examined }
}

/** Does the states from … to - 1; `from` begins a block. */
export function performPart(kernel: Kernel, task: Task, from: number, to: number, slot: number) {
  const step = 2 ** stepBits(task.blockBits)
  for (let start = from; start < to; start += step) {
    perform(kernel, task, start, Math.min(to, start + step), slot)
  }
}

/** No block lies in two parts. */
export function stepBits(blockBits: number): number {
  return blockBits < noBlocks ? Math.max(chunkBits, blockBits) : chunkBits
}

/** blockBits of a sweep whose block means nobody reads. */
export const noBlocks = 30

function perform(kernel: Kernel, task: Task, from: number, to: number, slot: number) {
  const { kind, side, blockBits, whole, gamma, margin } = task
  if (kind === 'improve') kernel.improve(side, from, to, slot, blockBits, gamma, margin, whole)
  else if (kind === 'evaluate') kernel.evaluate(side, from, to, slot, blockBits, gamma)
  else if (kind === 'measureMove') kernel.measureMove(side, from, to, slot)
  else if (kind === 'shiftBlocks') kernel.shiftBlocks(side, from, to, slot, blockBits)
  else if (kind === 'sumBlocks') kernel.sumBlocks(from, to, blockBits, whole)
  else if (kind === 'measureReach') kernel.measureReach(from, to, slot)
  else kernel.survey(from, to, slot)
}
