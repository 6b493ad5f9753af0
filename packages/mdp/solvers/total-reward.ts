import { findClosedClasses, nameStates } from '../model/closed-classes.ts'
import { chainOfPolicy } from '../model/policy-chain.ts'
import type { Model } from '../model.ts'
import type { Solution, SolveOptions } from '../solution.ts'
import { backUp } from './back-up.ts'
import { roundingOf, supNorm } from './bounds.ts'
import { chainGains } from './chain-gain.ts'
import { solveChain } from './chain-value.ts'
import { checkEpsilon, checkStateValues } from './check-options.ts'
import { improve } from './improve.ts'
import { improvementsDefault, startLimits } from './limits.ts'
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
  const limits = startLimits(options, improvementsDefault)
  const rest = findRest(model)
  const policy = startPolicy(model, rest, options.initialValue)
  const value = new Float64Array(model.stateCount)
  for (let iterations = 1; ; iterations++) {
    const { steps } = evaluateProper(chainOfPolicy(model, policy), value, limits.isLate)
    const rounding = roundingOf(model, value, 1)
    const before = policy.slice()
    const { changed, least, greatest } = improve(model, 1, value, policy, rounding * (4 + supNorm(steps)))
    if (changed > 0) refuseEndless(model, policy)
    if (changed > 0 && !limits.isOver(iterations)) continue
    const longest = supNorm(steps) + 1
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
function startPolicy(model: Model, rest: Int32Array, initialValue: Float64Array | undefined): Int32Array {
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
  chain: Model,
  value: Float64Array,
  isOver: () => boolean = () => false,
): { steps: Float64Array } {
  const { classOf } = findClosedClasses(chain)
  const isFixed = Uint8Array.from(classOf, each => (each >= 0 ? 1 : 0))
  for (let s = 0; s < value.length; s++) if (isFixed[s]) value[s] = 0
  solveChain(chain, 1, value, chain.reward, isFixed, isOver)
  const steps = new Float64Array(chain.stateCount)
  solveChain(chain, 1, steps, new Float64Array(chain.stateCount).fill(1), isFixed, isOver)
  return { steps }
}

/** The states of a recurrent class in which something is earned, null when there is none. */
function endless(model: Model, policy: Int32Array): Int32Array | null {
  const { classes } = findClosedClasses(chainOfPolicy(model, policy))
  return classes.find(states => states.some(s => model.reward[policy[s]!] !== 0)) ?? null
}

function refuseEndless(model: Model, policy: Int32Array): void {
  const states = endless(model, policy)
  if (!states) return
  const gains = chainGains(chainOfPolicy(model, policy))
  throw new RangeError(
    `The total reward has no end: going round in ${nameStates(states)} by actions ` +
      `${nameStates(states.map(s => model.action[policy[s]!]!))} earns ${gains[states[0]!]} a step. ` +
      'Discount, or ask for the average reward.',
  )
}
