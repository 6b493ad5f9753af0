import type { Model } from '../model.ts'

/** mulberry32: the same numbers from 0 to 1 for the same seed everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface RandomModelSize {
  readonly states: number
  readonly actions: number
  readonly successors: number
  /** 0: successors from anywhere; else within so many states, mirrored at the ends */
  readonly band: number
  readonly seed: number
}

/** A random sparse model: successors drawn without repetition, probabilities exponential and scaled to one, rewards
 *  uniform from 0 to 10, drawn row by row. */
export function drawModel({ states, actions, successors, band, seed }: RandomModelSize): Model {
  const random = seededRandom(seed)
  const rowCount = states * actions
  const successor = new Int32Array(rowCount * successors)
  const probability = new Float64Array(rowCount * successors)
  const reward = new Float64Array(rowCount)
  for (let row = 0; row < rowCount; row++) {
    const first = row * successors
    const drawn: number[] = []
    while (drawn.length < successors) {
      const next = drawSuccessor(Math.floor(row / actions), states, band, random)
      if (!drawn.includes(next)) drawn.push(next)
    }
    successor.set(
      drawn.sort((one, other) => one - other),
      first,
    )
    const weights = drawn.map(() => -Math.log(1 - random()))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    probability.set(
      weights.map(weight => weight / sum),
      first,
    )
    reward[row] = 10 * random()
  }
  return {
    stateCount: states,
    rowStart: Int32Array.from({ length: states + 1 }, (_, s) => s * actions),
    action: Int32Array.from({ length: rowCount }, (_, row) => row % actions),
    entryStart: Int32Array.from({ length: rowCount + 1 }, (_, row) => row * successors),
    successor,
    probability,
    reward,
  }
}

function drawSuccessor(state: number, states: number, band: number, random: () => number): number {
  if (band === 0) return Math.floor(random() * states)
  const drawn = Math.abs(state - band + Math.floor(random() * (2 * band + 1)))
  return drawn >= states ? 2 * states - 2 - drawn : drawn
}

/** Inputs of a small model with all that makes trouble: actions that differ by state, few successors (so that classes,
 *  cycles and absorbing states come about), ties and rewards of both signs. */
export function drawSmallInputs(seed: number) {
  const random = seededRandom(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const nStates = 1 + upTo(3)
  const transitions: number[][] = []
  const rewards: number[][] = []
  for (let s = 0; s < nStates; s++)
    for (let a = 0, last = upTo(2); a <= last; a++) {
      const one = upTo(nStates - 1)
      const other = upTo(nStates - 1)
      const p = one === other ? 1 : (1 + upTo(8)) / 10
      transitions.push([s, a * 2, one, p])
      if (one !== other) transitions.push([s, a * 2, other, 1 - p])
      rewards.push([s, a * 2, upTo(1) * (upTo(6) - 3)])
    }
  return { nStates, transitions, rewards }
}
