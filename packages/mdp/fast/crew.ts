import type { Kernel } from './kernel.ts'
import { regionBits, type Space, slotSize } from './space.ts'

/** One pass over all states. */
export interface Task {
  readonly kind: (typeof taskKinds)[number]
  /** which of the two vectors of values is read */
  readonly side: number
  readonly blockBits: number
  /** improve: 0 when all values are zero; sumBlocks: the reach in blocks */
  readonly whole: number
  readonly gamma: number
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

export function crewOfOne(space: Space, kernel: Kernel): Crew {
  return task => {
    clearSlot(space, 0)
    performPart(space, kernel, task, 0, space.model.stateCount, 0)
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
export function performPart(
  space: Space,
  kernel: Kernel,
  task: Task,
  from: number,
  to: number,
  slot: number,
) {
  const step = 2 ** stepBits(task.blockBits)
  for (let start = from; start < to; start += step)
    perform(space, kernel, task, start, Math.min(to, start + step), slot)
}

/** No block lies in two parts. */
export function stepBits(blockBits: number): number {
  return blockBits < noBlocks ? Math.max(regionBits, blockBits) : regionBits
}

/** blockBits of a sweep whose block means nobody reads. */
export const noBlocks = 30

function perform(space: Space, kernel: Kernel, task: Task, from: number, to: number, slot: number) {
  const { kind, side, blockBits, whole, gamma } = task
  const region = from >> stepBits(blockBits)
  if (kind === 'improve') kernel.improve(side, from, to, slot, blockBits, gamma, space.margin[region]!, whole)
  else if (kind === 'evaluate') kernel.evaluate(side, from, to, slot, blockBits, gamma)
  else if (kind === 'measureMove') kernel.measureMove(side, from, to, region)
  else if (kind === 'shiftBlocks') kernel.shiftBlocks(side, from, to, slot, blockBits)
  else if (kind === 'sumBlocks') kernel.sumBlocks(from, to, blockBits, whole)
  else if (kind === 'measureReach') kernel.measureReach(from, to, slot)
  else kernel.survey(from, to, slot)
}
