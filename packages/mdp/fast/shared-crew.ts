import { type Crew, clearSlot, performPart, readSlots, stepBits, type Task, taskKinds } from './crew.ts'
import type { Kernel } from './kernel.ts'
import { lineSize, type Space } from './space.ts'

// Places in `control`.
const round = 0 // counts tasks; the others wait for it to move
const finished = lineSize // how many chunks of the task are done
const ended = 2 * lineSize
const kind = ended + 1
const side = ended + 2
const blockBits = ended + 3
const whole = ended + 4
const claims = 3 * lineSize // of each share, a line apart: the round and its next chunk

/** Chunks of a share at most, and the bits of a claim that count them; the round has the others. */
const chunksMax = 32
const chunkBits = 8
/** Looks so often before it sleeps: a sweep of a small model is shorter than being woken. */
const looksMax = 10_000

/** Tasks in chunks: this thread leads, the others follow (`followCrew`). Each thread has a share of the states, whose
 *  chunks it does first, so that they stay in its cache; then it helps with the others' chunks. Nobody waits for a
 *  thread that has not begun, be it still starting or without a core: at the end only chunks in work are waited for. */
export function leadCrew(space: Space, kernel: Kernel, threads: number): Crew & { end(): void } {
  const { control, parameters } = space
  const announce = (turn: number) => {
    Atomics.store(control, round, turn)
    Atomics.notify(control, round)
  }
  const lead = (task: Task) => {
    const turn = Atomics.load(control, round) + 1
    for (let slot = 0; slot < threads; slot++) clearSlot(space, slot)
    control[kind] = taskKinds.indexOf(task.kind)
    control[side] = task.side
    control[blockBits] = task.blockBits
    control[whole] = task.whole
    parameters[0] = task.gamma
    Atomics.store(control, finished, 0)
    let chunkCount = 0
    for (let owner = 0; owner < threads; owner++) {
      chunkCount += shareOf(space, task, owner, threads).chunkCount
      Atomics.store(control, claims + owner * lineSize, turn << chunkBits)
    }
    announce(turn)
    performChunks(space, kernel, task, turn, 0, threads)
    for (let count = 0; count < chunkCount; ) {
      count = Atomics.load(control, finished)
      if (count < chunkCount) waitWhile(control, finished, count)
    }
    return readSlots(space, threads)
  }
  const end = () => {
    control[ended] = 1
    announce(Atomics.load(control, round) + 1)
  }
  return Object.assign(lead, { end })
}

/** Does chunks of every task until the leader ends. A task read too late, while the leader already writes the next, does
 *  no harm: no chunk of its round is to be had any more. */
export function followCrew(space: Space, kernel: Kernel, index: number, threads: number) {
  const { control, parameters } = space
  for (let seen = 0; ; ) {
    waitWhile(control, round, seen)
    seen = Atomics.load(control, round)
    if (control[ended]) return
    const task: Task = {
      kind: taskKinds[control[kind]!]!,
      side: control[side]!,
      blockBits: control[blockBits]!,
      whole: control[whole]!,
      gamma: parameters[0]!,
    }
    performChunks(space, kernel, task, seen, index, threads)
  }
}

function waitWhile(control: Int32Array, place: number, value: number) {
  for (let look = 0; look < looksMax; look++) if (Atomics.load(control, place) !== value) return
  while (Atomics.load(control, place) === value) Atomics.wait(control, place, value)
}

/** The chunks of its own share, then what the others have left. Which thread does a chunk changes no digit: no chunk
 *  cuts a block, and what is found is put together by least, greatest and sums of whole numbers. */
function performChunks(
  space: Space,
  kernel: Kernel,
  task: Task,
  turn: number,
  index: number,
  threads: number,
) {
  for (let other = 0; other < threads; other++) {
    const owner = (index + other) % threads
    const { from, to, chunkSize, chunkCount } = shareOf(space, task, owner, threads)
    for (;;) {
      const chunk = claimChunk(space.control, owner, turn, chunkCount)
      if (chunk < 0) break
      const start = from + chunk * chunkSize
      performPart(space, kernel, task, start, Math.min(to, start + chunkSize), index)
      Atomics.add(space.control, finished, 1)
      Atomics.notify(space.control, finished)
    }
  }
}

/** @returns the next chunk of a share, -1: there is none in this round */
function claimChunk(control: Int32Array, owner: number, turn: number, chunkCount: number): number {
  const place = claims + owner * lineSize
  for (;;) {
    const claim = Atomics.load(control, place)
    const chunk = claim & (2 ** chunkBits - 1)
    if (claim - chunk !== turn << chunkBits || chunk >= chunkCount) return -1
    if (Atomics.compareExchange(control, place, claim, claim + 1) === claim) return chunk
  }
}

/** Shares have about as many entries each; neither they nor their chunks cut a block. */
function shareOf(space: Space, task: Task, owner: number, threads: number) {
  const from = startOfShare(space, task, owner, threads)
  const to = startOfShare(space, task, owner + 1, threads)
  const step = 2 ** stepBits(task.blockBits)
  const chunkSize = step * Math.max(1, Math.ceil((to - from) / step / chunksMax))
  return { from, to, chunkSize, chunkCount: Math.ceil((to - from) / chunkSize) }
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
