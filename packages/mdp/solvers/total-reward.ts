import { classify, nameStates } from '../chain/classes.ts'
import { makePolicyChain, type PolicyChain } from '../chain/policy-chain.ts'
import { largest } from '../chain/sparse-solver.ts'
import { improvementLimits, type Limits, startLimits } from '../limits.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp } from './back-up.ts'
import { roundingOf } from './bounds.ts'
import { solveChainGain } from './chain-gain.ts'
import { prepareChain } from './chain-value.ts'
import { checkEpsilon, checkStateValues } from './check-options.ts'
import { improve } from './improve.ts'
import { findProperPolicy, findRest } from './proper-policy.ts'

/** The greatest total reward without discount (γ = 1), of problems that end: shortest paths, the gambler, a sale that
 *  is won or lost. A policy is proper when from every state it surely comes to rest, where nothing is earned any more.
 *  Policy iteration from a proper policy: every policy met is proper, or a cycle is found that earns without end.
 *  The bounds allow for the residual in each step until rest: `below` for the steps of the policy found, `above` for an
 *  optimal policy that takes no longer than it.
 *  @throws RangeError that names the state, when from it no policy surely ends, or the cycle whose reward is endless
 *  Complexity: as policyIteration; the search for rest and a proper policy is O(entries) as a rule.
 *  Source: Bertsekas and Tsitsiklis (1991), An analysis of stochastic shortest path problems; Puterman (2005), 7.1.
 *  @example
 *  const transitions = [[0, 0, 1, 0.5], [0, 0, 0, 0.5], [0, 1, 1, 1]]
 *  const model = buildModel({ nStates: 2, transitions, rewards: [[0, 0, -1], [0, 1, -3]], absorbing: [1] })
 *  totalReward(model).value // ≈ [-2.0000000000, 0.0]
 */
export function totalReward(model: Model, options: Omit<SolveOptions, 'gamma'> = {}): Solution {
  const epsilon = checkEpsilon(options.epsilon ?? 1e-6)
  const limits = startLimits(options, improvementLimits)
  const rest = findRest(model)
  const policy = startProperPolicy(model, rest, options.initialValue)
  const value = new Float64Array(model.stateCount)
  for (let iterations = 1; ; iterations++) {
    const { steps } = evaluateProper(makePolicyChain(model, policy), value, limits)
    const rounding = roundingOf(model, value, 1)
    const before = policy.slice()
    const { changed, least, greatest } = improve(model, 1, value, policy, rounding * (4 + largest(steps)))
    if (changed > 0) refuseEndless(model, policy)
    if (changed > 0 && !limits.isOver(iterations)) continue
    const longest = largest(steps) + 1
    const bounds = {
      below: Math.max(0, -least) * longest + rounding * longest,
      above: Math.max(0, greatest) * longest + rounding * longest,
    }
    const residual = Math.max(greatest, -least, 0)
    const converged =
      changed === 0 && (Math.max(bounds.below, bounds.above) <= epsilon || residual <= rounding * longest)
    return { value, policy: before, bounds, iterations, residual, converged }
  }
}

/** A warm start counts where the policy that is greedy for it is proper. */
export function startProperPolicy(
  model: Model,
  rest: Int32Array,
  initialValue: Float64Array | undefined,
): Int32Array {
  const proper = findProperPolicy(model, rest)
  if (!initialValue) return proper
  checkStateValues('initialValue', model, initialValue)
  const greedy = new Int32Array(model.stateCount)
  backUp(model, 1, initialValue, new Float64Array(model.stateCount), greedy)
  for (let s = 0; s < greedy.length; s++) if (rest[s]! >= 0) greedy[s] = rest[s]!
  return endless(model, greedy) ? proper : greedy
}

/** Writes the value of a proper chain and answers the expected steps until rest [stateCount]. */
export function evaluateProper(
  chain: PolicyChain,
  value: Float64Array,
  limits: Pick<Limits, 'isLate'>,
): { steps: Float64Array } {
  const isFixed = new Uint8Array(value.length)
  for (const states of classify(chain.matrix).recurrent)
    for (const s of states) {
      isFixed[s] = 1
      value[s] = 0
    }
  const solve = prepareChain(chain, 1, isFixed, limits)
  const steps = new Float64Array(value.length)
  solve(value, chain.reward)
  solve(steps, new Float64Array(value.length).fill(1))
  return { steps }
}

/** The states of a recurrent class in which something is earned, null when there is none. */
export function endless(model: Model, policy: Int32Array): Int32Array | null {
  const { recurrent } = classify(makePolicyChain(model, policy).matrix)
  return recurrent.find(states => states.some(s => model.reward[policy[s]!] !== 0)) ?? null
}

/** @throws RangeError when the policy goes round where more than `margin` is earned a step */
export function refuseEndless(model: Model, policy: Int32Array, margin = -Infinity): void {
  const states = endless(model, policy)
  if (!states) return
  const { gain } = solveChainGain(makePolicyChain(model, policy))
  if (!(gain[states[0]!]! > margin)) return
  throw new RangeError(
    `The total reward has no end: going round in ${nameStates(states)} by actions ` +
      `${nameStates(states.map(s => model.action[policy[s]!]!))} earns ${gain[states[0]!]} a step. ` +
      'Discount, or ask for the average reward.',
  )
}
