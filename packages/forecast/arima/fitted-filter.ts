import type { ArimaObjective } from './objective.ts'
import { type FilterResult, filterArima } from './state-space.ts'
import type { Transformation } from './transform.ts'

export interface FittedFilter
  extends Pick<FilterResult, 'innovations' | 'predictions' | 'state' | 'covariance'> {
  readonly ar: Float64Array
  readonly ma: Float64Array
  /** first period of which the model says something */
  readonly from: number
}

/** The state after the last observation. Without gaps the differences are filtered and the last values of the
 *  series appended as known lags, which is exact and much smaller than starting lags that must be estimated. */
export function filterFitted(objective: ArimaObjective, level: number): FittedFilter {
  const { y, lags, differenced, regressor } = objective
  const ar = Float64Array.from(objective.ar)
  const ma = Float64Array.from(objective.ma)
  if (objective.hasGaps) {
    const result = filterArima(ar, ma, lags, y, objective.regressorColumn())
    if (result === null)
      throw new RangeError('y: too many values are missing where the differences need them')
    return { ...result, ar, ma, from: firstSaid(y, lags.length) }
  }
  const centred = Float64Array.from(differenced, value => value - level * regressor)
  const inner = filterArima(ar, ma, new Float64Array(0), centred, null)
  if (inner === null) throw new RangeError('the fitted process is not stationary')
  const offset = lags.length
  const companion = inner.state.length
  const size = companion + offset
  const state = new Float64Array(size)
  state.set(inner.state)
  const column = objective.regressorColumn()
  for (let k = 0; k < offset; k++) {
    const t = y.length - 1 - k
    state[companion + k] = y[t]! - (column ? level * column[t]! : 0)
  }
  const covariance = new Float64Array(size * size)
  for (let i = 0; i < companion; i++)
    covariance.set(inner.covariance.subarray(i * companion, (i + 1) * companion), i * size)
  const innovations = new Float64Array(y.length)
  innovations.set(inner.innovations, offset)
  const predictions = Float64Array.from(y, (value, t) => value - innovations[t]!)
  return { innovations, predictions, state, covariance, ar, ma, from: offset }
}

/** The period after as many observations as the differencing uses up. */
function firstSaid(y: Float64Array, lost: number): number {
  let seen = 0
  for (let t = 0; t < y.length; t++) {
    if (seen >= lost) return t
    if (!Number.isNaN(y[t]!)) seen++
  }
  return y.length
}

export function oneStepMeans(
  y: Float64Array,
  filtered: FittedFilter,
  objective: ArimaObjective,
  transformation: Transformation,
  scale: number,
) {
  const fitted = new Float64Array(y.length)
  const residuals = new Float64Array(y.length)
  let last = y.find(value => !Number.isNaN(value)) ?? 0
  for (let t = 0; t < y.length; t++) {
    if (!Number.isNaN(y[t]!)) last = y[t]!
    if (t < filtered.from) {
      fitted[t] = last
      continue
    }
    fitted[t] = transformation.backward(filtered.predictions[t]! * scale)
    if (!Number.isNaN(objective.y[t]!)) residuals[t] = filtered.innovations[t]! * scale
  }
  return { fitted, residuals }
}
