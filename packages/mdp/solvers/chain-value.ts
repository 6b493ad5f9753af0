import type { Model } from '../model.ts'
import { supNorm } from './bounds.ts'
import { solveDense } from './solve-dense.ts'

/** Up to this many unknowns elimination is quick. */
const denseMax = 400
/** Up to this many, elimination comes to the rescue where sweeps hardly get on: a second or two, and 32 MB. */
const rescueMax = 2000
const sweepsBeforeRescue = 2000

/** Solves v = r + γ P v of a chain (one row a state) for the states that are not fixed; the fixed ones keep what
 *  `value` says of them. Up to 400 unknowns by elimination; above by Gauss–Seidel sweeps, from `value`, until what is
 *  left is rounding; up to 2000 by elimination after all, where 2000 sweeps did not get there.
 *  @param value [stateCount] overwritten
 *  @param reward [stateCount]
 *  @param isFixed [stateCount]; the process must reach a fixed state when gamma is 1
 *  @returns the greatest |r + γ P v - v| left */
export function solveChain(
  chain: Model,
  gamma: number,
  value: Float64Array,
  reward: Float64Array = chain.reward,
  isFixed: Uint8Array = new Uint8Array(chain.stateCount),
  isOver: () => boolean = () => false,
): number {
  const free: number[] = []
  for (let s = 0; s < chain.stateCount; s++) if (!isFixed[s]) free.push(s)
  const states = Int32Array.from(free)
  const sweepsMax = free.length <= rescueMax ? sweepsBeforeRescue : Infinity
  if (free.length <= denseMax || !sweepUntilStill(chain, gamma, value, reward, states, sweepsMax, isOver))
    eliminate(chain, gamma, value, reward, free)
  return residualOf(chain, gamma, value, reward, free)
}

function eliminate(chain: Model, gamma: number, value: Float64Array, reward: Float64Array, free: number[]) {
  const size = free.length
  const place = new Int32Array(chain.stateCount).fill(-1)
  for (const [index, state] of free.entries()) place[state] = index
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  for (const [index, state] of free.entries()) {
    matrix[index * size + index] = 1
    right[index] = reward[state]!
    for (let i = chain.entryStart[state]!; i < chain.entryStart[state + 1]!; i++) {
      const to = chain.successor[i]!
      const weight = gamma * chain.probability[i]!
      if (place[to]! >= 0) matrix[index * size + place[to]!]! -= weight
      else right[index]! += weight * value[to]!
    }
  }
  const solution = solveDense(matrix, right)
  for (const [index, state] of free.entries()) value[state] = solution[index]!
}

/** @returns false: more sweeps than allowed would be needed */
function sweepUntilStill(
  chain: Model,
  gamma: number,
  value: Float64Array,
  reward: Float64Array,
  free: Int32Array,
  sweepsMax: number,
  isOver: () => boolean,
): boolean {
  const { entryStart, successor, probability } = chain
  let least = Infinity
  for (let sweep = 0, since = 0; since < 1024; sweep++) {
    if (sweep % 16 === 15 && isOver()) return true
    if (sweep === sweepsMax) return false
    let change = 0
    for (const s of free) {
      let self = 0
      let sum = 0
      for (let i = entryStart[s]!; i < entryStart[s + 1]!; i++)
        if (successor[i] === s) self += probability[i]!
        else sum += probability[i]! * value[successor[i]!]!
      const next = (reward[s]! + gamma * sum) / (1 - gamma * self)
      change = Math.max(change, Math.abs(next - value[s]!))
      value[s] = next
    }
    if (change <= 2 * Number.EPSILON * supNorm(value)) return true
    since = change < least ? 0 : since + 1 // sweeps that change no less than before have met rounding
    least = Math.min(least, change)
  }
  return true
}

function residualOf(
  chain: Model,
  gamma: number,
  value: Float64Array,
  reward: Float64Array,
  free: number[],
): number {
  let greatest = 0
  for (const s of free) {
    let expected = 0
    for (let i = chain.entryStart[s]!; i < chain.entryStart[s + 1]!; i++)
      expected += chain.probability[i]! * value[chain.successor[i]!]!
    const left = Math.abs(reward[s]! + gamma * expected - value[s]!)
    if (!(left <= greatest)) greatest = left
  }
  return greatest
}
