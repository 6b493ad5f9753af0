import { readStart } from '../chain/occupancy.ts'
import { makePolicyChain, multiply, type Policy } from '../chain/policy-chain.ts'
import type { Model } from '../model.ts'

/** The true value of a policy over a number of steps, when the model is known: what off-policy estimates are
 *  compared with. V₀ of Vₜ = r + γ P Vₜ₊₁, V_horizon = 0. O(horizon × entries)
 *  @param options `horizon` whole and ≥ 0; `gamma` within 0 … 1; `start` a state or a distribution
 *  @returns the mean of V₀ over the start
 *  @throws RangeError for a horizon, gamma or start outside these
 *  @example
 *  const { model } = estimateModel({ stateCount: 1, counts: [[0, 0, 0, 1]], rewards: [[0, 0, 1]] })
 *  horizonValue(model, Int32Array.of(0), { gamma: 0.9, horizon: 3, start: 0 }) // ≈ 2.71
 */
export function horizonValue(
  model: Model,
  policy: Policy,
  options: { readonly gamma: number; readonly horizon: number; readonly start: number | ArrayLike<number> },
): number {
  const { gamma, horizon } = options
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma must be within 0 … 1, not ${gamma}`)
  if (!Number.isInteger(horizon) || horizon < 0)
    throw new RangeError(`horizon must be a whole number ≥ 0, not ${horizon}`)
  const start = readStart(options.start, model.stateCount)
  const { matrix, reward } = makePolicyChain(model, policy)
  let value = new Float64Array(model.stateCount)
  for (let t = 0; t < horizon; t++) {
    const next = multiply(matrix, value)
    value = next.map((each, s) => reward[s]! + gamma * each)
  }
  return value.reduce((sum, each, s) => sum + each * start[s]!, 0)
}
