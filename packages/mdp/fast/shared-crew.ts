import { type Crew, clearSlot, performPart, readSlots, stepBits, type Task, taskKinds } from './crew.ts'
import type { Kernel } from './kernel.ts'
import type { Space } from './space.ts'

// Places in `control`.
const round = 0 // counts tasks; the others wait for it to move
const finished = 1 // how many of the others have done the task
const ended = 2
const kind = 3
const side = 4
const blockBits = 5
const whole = 6

/** Looks so often before it sleeps: a sweep of a small model is shorter than being woken. */
const looksMax = 4000

/** Tasks in parts: the others follow (`followCrew`), this thread leads and does the first part. */
export function leadCrew(space: Space, kernel: Kernel, threads: number): Crew & { end(): void } {
  const { control, parameters } = space
  const announce = () => {
    Atomics.store(control, finished, 0)
    Atomics.add(control, round, 1)
    Atomics.notify(control, round)
  }
  const lead = (task: Task) => {
    for (let slot = 0; slot < threads; slot++) clearSlot(space, slot)
    control[kind] = taskKinds.indexOf(task.kind)
    control[side] = task.side
    control[blockBits] = task.blockBits
    control[whole] = task.whole
    parameters[0] = task.gamma
    announce()
    performShare(space, kernel, task, 0, threads)
    for (let count = 0; count < threads - 1; ) {
      count = Atomics.load(control, finished)
      if (count < threads - 1) waitWhile(control, finished, count)
    }
    return readSlots(space, threads)
  }
  const end = () => {
    control[ended] = 1
    announce()
  }
  return Object.assign(lead, { end })
}

/** Does this thread's part of every task until the leader ends. */
export function followCrew(space: Space, kernel: Kernel, index: number, threads: number) {
  const { control, parameters } = space
  for (let seen = 0; ; seen++) {
    waitWhile(control, round, seen)
    if (control[ended]) return
    const task: Task = {
      kind: taskKinds[control[kind]!]!,
      side: control[side]!,
      blockBits: control[blockBits]!,
      whole: control[whole]!,
      gamma: parameters[0]!,
    }
    performShare(space, kernel, task, index, threads)
    Atomics.add(control, finished, 1)
    Atomics.notify(control, finished)
  }
}

function waitWhile(control: Int32Array, place: number, value: number) {
  for (let look = 0; look < looksMax; look++) if (Atomics.load(control, place) !== value) return
  while (Atomics.load(control, place) === value) Atomics.wait(control, place, value)
}

/** Parts with about as many entries each, none of which cuts a block. */
function performShare(space: Space, kernel: Kernel, task: Task, index: number, threads: number) {
  const from = startOfShare(space, task, index, threads)
  const to = startOfShare(space, task, index + 1, threads)
  performPart(space, kernel, task, from, to, index)
}

function startOfShare({ model }: Space, { blockBits }: Task, index: number, threads: number): number {
  const { stateCount, rowStart, entryStart, probability } = model
  if (index === threads) return stateCount
  const wanted = (probability.length / threads) * index
  let low = 0
  let high = stateCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (entryStart[rowStart[middle]!]! < wanted) low = middle + 1
    else high = middle
  }
  const step = 2 ** stepBits(blockBits)
  return Math.min(stateCount, Math.round(low / step) * step)
}
