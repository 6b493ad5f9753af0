import { worstCaseInterval } from '../estimate/worst-case.ts'
import { startLimits } from '../limits.ts'
import type { Ending } from '../solution.ts'

/** [state][action] → its successors, each [s', least probability, greatest probability] */
export type Intervals = readonly (readonly (readonly (readonly number[])[])[])[]

export interface IntervalReachabilityOptions {
  /** the state to be reached */
  readonly target: number
  /** whether actions are chosen to reach it or to miss it */
  readonly aim: 'reach' | 'avoid'
  /** whether the probabilities turn out against that aim or in its favour */
  readonly nature: 'against' | 'with'
  readonly epsilon?: number
  readonly iterationsMax?: number
  readonly secondsMax?: number
  readonly now?: () => number
}

export interface Reachability extends Ending {
  /** [stateCount] probability to reach the target */
  readonly value: Float64Array
}

/** The probability to reach a state when transition probabilities are only known to lie in intervals: the robust Bellman
 *  operator, iterated from zero, which rises to the least fixed point. Each (s, a) has its own worst (or best) case.
 *  Iteration stops when no value rises by more than `epsilon` (default 1e-12); the values lie below the limit.
 *  @throws RangeError that names state and action for intervals that hold no distribution, or a state that does not exist
 *  Complexity: O(entries log entries of a row) a sweep.
 *  Source: Givan, Leach and Dean (2000); Nilim and El Ghaoui (2005).
 *  @example
 *  const intervals = [[[[1, 0.4, 0.9], [2, 0.5, 0.8]]], [[[1, 1, 1]]], [[[2, 1, 1]]]]
 *  intervalReachability(intervals, { target: 1, aim: 'reach', nature: 'against' }).value // ≈ [0.4, 1.0, 0.0]
 *  intervalReachability(intervals, { target: 1, aim: 'reach', nature: 'with' }).value // ≈ [0.5, 1.0, 0.0]
 */
export function intervalReachability(
  intervals: Intervals,
  options: IntervalReachabilityOptions,
): Reachability {
  const { target, aim, nature, epsilon = 1e-12 } = options
  checkIntervals(intervals, target)
  const limits = startLimits(options)
  const isLow = (aim === 'reach') === (nature === 'against')
  const value = new Float64Array(intervals.length)
  value[target] = 1
  for (let iterations = 1; ; iterations++) {
    let residual = 0
    for (const [s, actions] of intervals.entries()) {
      if (s === target) continue
      const chances = actions.map(successors => chanceOf(successors, value, isLow))
      const next = aim === 'reach' ? Math.max(...chances) : Math.min(...chances)
      residual = Math.max(residual, Math.abs(next - value[s]!))
      value[s] = next
    }
    if (residual <= epsilon || limits.isOver(iterations))
      return { value, iterations, residual, converged: residual <= epsilon }
  }
}

/** The least or the greatest mean of the value that the intervals of an action allow. */
function chanceOf(successors: readonly (readonly number[])[], value: Float64Array, isLow: boolean): number {
  const sign = isLow ? 1 : -1
  const values = successors.map(([to]) => sign * value[to!]!)
  const lower = successors.map(([, least]) => least!)
  const upper = successors.map(([, , most]) => most!)
  return sign * worstCaseInterval(lower, upper, values).value + 0 // no -0
}

function checkIntervals(intervals: Intervals, target: number): void {
  const states = intervals.length
  const exists = (s: number | undefined) => Number.isInteger(s) && s! >= 0 && s! < states
  if (!exists(target)) throw new RangeError(`target ${target} does not exist; states are 0 … ${states - 1}.`)
  for (const [s, actions] of intervals.entries()) {
    if (!Array.isArray(actions) || actions.length === 0) throw new RangeError(`State ${s} has no action.`)
    for (const [a, successors] of actions.entries()) {
      let least = 0
      let most = 0
      for (const [to, lower, upper] of successors) {
        if (!exists(to))
          throw new RangeError(`intervals of state ${s}, action ${a}: state ${to} does not exist.`)
        if (!(lower! >= 0 && lower! <= upper! && upper! <= 1))
          throw new RangeError(
            `intervals of state ${s}, action ${a}, to state ${to}: ${lower} … ${upper} is no interval of probabilities.`,
          )
        least += lower!
        most += upper!
      }
      if (least > 1 + 1e-9 || most < 1 - 1e-9)
        throw new RangeError(
          `intervals of state ${s}, action ${a} hold no distribution: they sum from ${least} to ${most}.`,
        )
    }
  }
}
