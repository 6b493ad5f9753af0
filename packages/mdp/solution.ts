/** How an iterative method ended. */
export interface Ending {
  /** sweeps over all states that improved the policy; of direct methods, improvements of the policy */
  readonly iterations: number
  /** sup norm of what the last sweep still changed: max |V - TV| */
  readonly residual: number
  /** false: a limit of iterations or time was reached first, and the bounds say how far off the values may be */
  readonly converged: boolean
}

/** The solution of a discounted or total-reward problem. */
export interface Solution extends Ending {
  /** [stateCount] */
  readonly value: Float64Array
  /** [stateCount] state → its chosen row; `model.action[policy[s]]` is the action's own number */
  readonly policy: Int32Array
  /** value[s] - below ≤ V*(s) ≤ value[s] + above for every state; zero of direct methods but for rounding */
  readonly bounds: { readonly below: number; readonly above: number }
}

export interface SolveOptions {
  /** discount factor, 0 ≤ gamma < 1 (1 where the method allows it) */
  readonly gamma: number
  /** the returned values are within epsilon of the optimum, sup norm; default 1e-6 */
  readonly epsilon?: number
  /** [stateCount] where to start from; default zeros */
  readonly initialValue?: Float64Array
  readonly iterationsMax?: number
  /** the best so far is answered when they are over */
  readonly secondsMax?: number
  /** milliseconds of a clock that never goes back */
  readonly now?: () => number
}

/** The solution of an average-reward problem. */
export interface AverageSolution extends Ending {
  /** reward per step in the long run, the same from every state */
  readonly gain: number
  /** [stateCount] relative value h with h[0] = 0: gain + h(s) = maxₐ R(s,a) + Σ P(s'|s,a) h(s') */
  readonly bias: Float64Array
  /** [stateCount] state → its chosen row */
  readonly policy: Int32Array
  /** gain - below ≤ g* ≤ gain + above */
  readonly bounds: { readonly below: number; readonly above: number }
}

/** The solution of a problem that ends after a number of stages. */
export interface FiniteSolution {
  /** [horizon + 1] stage → [stateCount]; the last one is the terminal value */
  readonly valueByStage: readonly Float64Array[]
  /** [horizon] stage → [stateCount] state → its chosen row */
  readonly policyByStage: readonly Int32Array[]
}
