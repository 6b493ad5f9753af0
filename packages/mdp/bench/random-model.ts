import { allocateModel } from '../fast/allocate-model.ts'
import type { Model } from '../model.ts'

/** A random sparse process, the same for the same arguments everywhere. */
export interface RandomModelOptions {
  readonly states: number
  readonly actions: number
  readonly successors: number
  /** successors lie at most so many states away, mirrored at both ends; 0: anywhere */
  readonly bandWidth: number
  readonly seed: number
  readonly shared?: boolean
}

/** Successors of a row differ, probabilities are exponential and normalised, rewards uniform in 0 … 10. */
export function randomModel(options: RandomModelOptions): Model {
  const { states, actions, successors, bandWidth, seed, shared = false } = options
  const rowCount = states * actions
  const model = allocateModel({ stateCount: states, rowCount, entryCount: rowCount * successors }, { shared })
  const draw = mulberry32(seed)
  for (let s = 0; s <= states; s++) model.rowStart[s] = s * actions
  for (let row = 0; row <= rowCount; row++) model.entryStart[row] = row * successors
  for (let row = 0; row < rowCount; row++) {
    const s = Math.floor(row / actions)
    model.action[row] = row - s * actions
    drawSuccessors(model.successor.subarray(row * successors, (row + 1) * successors), () =>
      bandWidth > 0
        ? mirror(s - bandWidth + Math.floor(draw() * (2 * bandWidth + 1)), states)
        : Math.floor(draw() * states),
    )
    drawProbabilities(model.probability.subarray(row * successors, (row + 1) * successors), draw)
    model.reward[row] = 10 * draw()
  }
  return model
}

function drawSuccessors(into: Int32Array, pick: () => number) {
  into.fill(-1)
  for (let k = 0; k < into.length; k++) {
    let successor = pick()
    while (into.subarray(0, k).includes(successor)) successor = pick()
    into[k] = successor
  }
  into.sort()
}

function drawProbabilities(into: Float64Array, draw: () => number) {
  let sum = 0
  for (let k = 0; k < into.length; k++) {
    const weight = -Math.log(1 - draw())
    into[k] = weight
    sum += weight
  }
  for (let k = 0; k < into.length; k++) into[k] = into[k]! / sum
}

function mirror(state: number, count: number): number {
  const positive = Math.abs(state)
  return positive >= count ? 2 * count - 2 - positive : positive
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
