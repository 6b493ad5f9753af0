import { makePolicyChain } from '../chain/policy-chain.ts'
import { largest } from '../chain/sparse-solver.ts'
import type { Limits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution } from '../solution.ts'
import { rowValue } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { improve } from './improve.ts'
import { findProperGreedy } from './proper-greedy.ts'
import { endless, evaluateProper, totalReward } from './total-reward.ts'

const improvementsMax = 50

/** Policy and bounds of a total reward that was found otherwise: below by the value of a proper policy that is greedy for
 *  it, above by a value that no action can improve and that is not negative where the process may rest (superharmonic:
 *  Puterman 2005, 7.2.1; as in optimistic value iteration, Hartmanns and Kaminski 2020).
 *  @param proper what to fall back on
 *  @param changed how far the last sweep moved */
export function boundTotal(
  model: Model,
  rest: Int32Array,
  value: Float64Array,
  { proper, changed }: { readonly proper: Int32Array; readonly changed: number },
  limits: Pick<Limits, 'isLate'>,
): Pick<Solution, 'policy' | 'bounds'> & { readonly isCertain: boolean } {
  const tolerance = 2 * changed + 64 * roundingOf(model, value, 1)
  const policy = findProperGreedy(model, rest, value, tolerance) ?? proper
  const earned = new Float64Array(model.stateCount)
  const { steps } = evaluateProper(makePolicyChain(model, policy), earned, limits)
  const longest = largest(steps) + 1
  const rounding = roundingOf(model, earned, 1)
  const slack = rounding * longest
  const below = greatestOf(value, earned) + slack
  const ceiling = findCeiling(model, rest, policy, rounding, limits)
  if (ceiling) return { policy, bounds: { below, above: greatestOf(ceiling, value) }, isCertain: true }
  const { changed: improved, greatest } = improve(model, 1, earned, policy.slice(), rounding * (4 + longest))
  if (improved > 0 && !limits.isLate()) {
    // a round trip that costs nothing: no ceiling, but policy iteration knows
    const exact = totalReward(model)
    const above = greatestOf(exact.value, value) + exact.bounds.above
    return { policy, bounds: { below, above }, isCertain: exact.converged }
  }
  const above = greatestOf(earned, value) + Math.max(0, greatest) * longest + slack
  return { policy, bounds: { below, above }, isCertain: improved === 0 && !limits.isLate() }
}

/** A value that no action improves: the best that can be had where each step earns a little more. Null where that is
 *  endless, or not found. */
function findCeiling(
  model: Model,
  rest: Int32Array,
  start: Int32Array,
  rounding: number,
  limits: Pick<Limits, 'isLate'>,
): Float64Array | null {
  const policy = start.slice()
  const more = 4 * rounding
  for (let round = 0; round < improvementsMax && !limits.isLate(); round++) {
    const chain = makePolicyChain(model, policy)
    const ceiling = new Float64Array(model.stateCount)
    evaluateProper({ ...chain, reward: chain.reward.map(each => each + more) }, ceiling, limits)
    if (limits.isLate() || ceiling.some((each, s) => rest[s]! >= 0 && each < 0)) return null
    let isBroken = false
    for (let s = 0; s < model.stateCount; s++) {
      const row = bestRow(model, s, ceiling)
      if (!exceeds(model, row, s, ceiling, rounding)) continue
      isBroken = true
      policy[s] = row
    }
    if (!isBroken) return ceiling
    if (endless(model, policy)) return null
    for (const s of policy.keys()) if (!Number.isFinite(ceiling[s]!)) return null
  }
  return null
}

function bestRow(model: Model, s: number, value: Float64Array): number {
  let best = model.rowStart[s]!
  let bestRise = -Infinity
  for (let row = best; row < model.rowStart[s + 1]!; row++) {
    const rise = rowValue(model, row, 1, value) - (staysAsItIs(model, row, s, value) ? Infinity : 0)
    if (rise <= bestRise) continue
    best = row
    bestRise = rise
  }
  return best
}

function exceeds(model: Model, row: number, s: number, value: Float64Array, rounding: number): boolean {
  return !staysAsItIs(model, row, s, value) && rowValue(model, row, 1, value) > value[s]! - rounding
}

/** Earns nothing and leads to states of this very value only: no rounding there. */
function staysAsItIs(model: Model, row: number, s: number, value: Float64Array): boolean {
  if (model.reward[row] !== 0) return false
  for (let i = model.entryStart[row]!; i < model.entryStart[row + 1]!; i++)
    if (model.probability[i]! > 0 && value[model.successor[i]!] !== value[s]) return false
  return true
}

/** The most that one lies above the other, not below zero. */
function greatestOf(one: Float64Array, other: Float64Array): number {
  return one.reduce((most, each, s) => Math.max(most, each - other[s]!), 0)
}
