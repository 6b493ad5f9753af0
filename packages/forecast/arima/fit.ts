import type { FittedModel, Forecast } from '../forecast.ts'
import { type Minimum, minimise } from './minimise.ts'
import { ArimaObjective } from './objective.ts'
import { rootsOutside } from './polynomials.ts'
import {
  type ArimaOptions,
  type ArimaSpecification,
  coefficientNames,
  nameOf,
  readSpecification,
} from './specification.ts'
import { type FilterResult, filterArima, forecastStates } from './state-space.ts'
import { chooseTransformation, type Transformation } from './transform.ts'

export interface ArimaCoefficient {
  /** ar1 …, ma1 …, sar1 …, sma1 …, mean or drift, as R names them */
  readonly name: string
  readonly value: number
  /** null where the curvature of the likelihood gives none (an estimate on the border of its region) */
  readonly standardError: number | null
}

export interface ArimaModel extends FittedModel {
  readonly specification: ArimaSpecification
  readonly coefficients: readonly ArimaCoefficient[]
  /** innovation variance on the transformed scale, Σ v²/F over the degrees of freedom left (as R's package
   *  forecast has it); the intervals use it */
  readonly sigma2: number
  /** its maximum likelihood estimate, Σ v²/F over the observations (as R's `arima` has it) */
  readonly sigma2MaximumLikelihood: number
  readonly aic: number | null
  readonly bic: number | null
  /** [length] observation less its one-step mean on the transformed scale; 0 where missing or nothing can be said */
  readonly residuals: Float64Array
  /** [length] the series with every missing value replaced by its mean given all others (Kalman smoother) */
  interpolate(): Float64Array
}

/** Fits an ARIMA model with given orders: exact Gaussian maximum likelihood, starting from conditional least
 *  squares. Conventions, signs and names are those of R's `arima`; autoregressions stay stationary and moving
 *  averages invertible by their partial autocorrelations. The level is taken out by generalised least squares.
 *  Without gaps an evaluation costs O(length · lags) (Mélard 1984, AS 197), with gaps
 *  O(length · (lags + differences)²) through the Kalman filter with exact diffuse start (de Jong 1991).
 *  @param y [length] observations in equal steps; NaN = missing
 *  @throws RangeError for an infinite value, orders that cannot be, or fewer observations than the order needs
 *  @example
 *  const y = Float64Array.from([5, 7, 6, 8, 9, 7, 8, 10, 9, 11, 10, 12, 11, 13, 12, 14])
 *  fitArima(y, { order: [0, 1, 1], withDrift: true }).method // → "ARIMA(0,1,1) with drift"
 *  fitArima(y, { order: [1, 2, 1], withDrift: true }) // throws RangeError
 */
export function fitArima(y: Float64Array, options: ArimaOptions): ArimaModel {
  return fitSpecified(y, readSpecification(options), options)
}

/** Fits checked orders, from the given unconstrained parameters when a search has come near already. */
export function fitSpecified(
  y: Float64Array,
  spec: ArimaSpecification,
  options: Pick<ArimaOptions, 'transform' | 'method' | 'maxIterations'>,
  start?: Float64Array,
): ArimaModel {
  for (let t = 0; t < y.length; t++)
    if (Math.abs(y[t]!) === Infinity)
      throw new RangeError(`y[${t}] is infinite: give a number, or NaN if missing`)
  const transformation = chooseTransformation(options.transform ?? 'none', y)
  const scaled = scaleSeries(y, transformation)
  const objective = new ArimaObjective(spec, scaled.values)
  const needed = objective.size + (spec.hasLevel ? 1 : 0) + 1
  if (objective.used < needed)
    throw new RangeError(
      `y has ${objective.used + objective.lags.length} observed values; ${nameOf(spec)} needs at least ${needed + objective.lags.length}`,
    )
  const method = options.method ?? 'css-ml'
  const minimum = estimate(objective, method, options.maxIterations ?? 100, start)
  return describeModel(y, objective, minimum, transformation, scaled.scale, method === 'css')
}

/** Minimum of the chosen criterion from the conditional start. */
function estimate(
  objective: ArimaObjective,
  method: 'css-ml' | 'ml' | 'css',
  maxIterations: number,
  near?: Float64Array,
): Minimum {
  let start: Float64Array = near ?? new Float64Array(objective.size)
  if (method !== 'ml' && !near) {
    const { spec, differenced } = objective
    const conditionalLength = differenced.length - spec.p - spec.period * spec.seasonalP
    if (!objective.hasGaps && conditionalLength > 2 * (objective.size + 1)) {
      const conditional = minimise(objective.conditionalAtParameters, start, {
        maxIterations,
        tolerance: 1e-8,
        central: method === 'css',
      })
      if (method === 'css') return conditional
      const isBetter = objective.atParameters(conditional.x) < objective.atParameters(start)
      if (isBetter) start = drawInside(conditional.x)
    } else if (method === 'css')
      throw new RangeError(
        objective.hasGaps
          ? "method 'css' cannot have missing values: use 'css-ml'"
          : `method 'css' has only ${conditionalLength} values left after its autoregressive lags`,
      )
  }
  return minimise(objective.atParameters, start, { maxIterations, tolerance: 1e-11, central: true })
}

/** A conditional estimate on the border has no gradient to leave it by. */
function drawInside(x: Float64Array): Float64Array {
  return Float64Array.from(x, value => Math.max(-2, Math.min(2, value)))
}

/** Divides by the largest magnitude, so that 1e−12 and 1e12 are the same problem; fills y of one value alike. */
function scaleSeries(
  y: Float64Array,
  transformation: Transformation,
): { values: Float64Array; scale: number } {
  const values = Float64Array.from(y, value => transformation.forward(value))
  let scale = 0
  for (let t = 0; t < values.length; t++) if (Math.abs(values[t]!) > scale) scale = Math.abs(values[t]!)
  if (scale === 0) scale = 1
  for (let t = 0; t < values.length; t++) values[t] = values[t]! / scale
  return { values, scale }
}

/** Below this share of the squared series the residual variance is rounding: the fit is perfect. */
const ROUNDING = 1e-26

function describeModel(
  y: Float64Array,
  objective: ArimaObjective,
  minimum: Minimum,
  transformation: Transformation,
  scale: number,
  isConditional: boolean,
): ArimaModel {
  const { spec, used, size } = objective
  const value = isConditional
    ? objective.conditionalAtParameters(minimum.x)
    : objective.atParameters(minimum.x)
  const isPerfect = !(objective.sigma2 > ROUNDING)
  const maximumLikelihood = isPerfect ? 0 : objective.sigma2
  const level = objective.level
  const armaCoefficients = Float64Array.from(objective.coefficients)
  const filtered = filterFitted(objective, level)
  const { fitted, residuals } = oneStepMeans(y, filtered, objective, transformation, scale)
  const parameters = size + (spec.hasLevel ? 1 : 0) + 1
  const sigma2 = (maximumLikelihood * used) / (used - parameters + 1)
  const logLikelihood =
    isPerfect || isConditional || !Number.isFinite(value)
      ? null
      : -used * (value + 0.5 * (1 + Math.log(2 * Math.PI))) - used * Math.log(scale)
  const correction = used - parameters - 1
  const aic = logLikelihood === null ? null : -2 * logLikelihood + 2 * parameters
  const method = transformation.label + nameOf(spec)
  let coefficients: ArimaCoefficient[] | null = null
  return {
    method,
    specification: spec,
    fitted,
    residuals,
    logLikelihood,
    aic,
    aicc: aic === null || correction <= 0 ? null : aic + (2 * parameters * (parameters + 1)) / correction,
    bic: logLikelihood === null ? null : -2 * logLikelihood + parameters * Math.log(used),
    sigma2: sigma2 * scale * scale,
    sigma2MaximumLikelihood: maximumLikelihood * scale * scale,
    iterations: minimum.iterations,
    converged: minimum.converged,
    get coefficients() {
      coefficients ??= describeCoefficients(
        objective,
        armaCoefficients,
        isPerfect || isConditional,
        level,
        scale,
      )
      return coefficients
    },
    forecast: horizon =>
      forecastFitted(method, objective, filtered, { level, sigma2, scale, transformation }, horizon),
    interpolate: () => interpolateFitted(y, objective, armaCoefficients, transformation, scale),
  }
}

interface FittedFilter extends Pick<FilterResult, 'innovations' | 'predictions' | 'state' | 'covariance'> {
  readonly ar: Float64Array
  readonly ma: Float64Array
  /** first period of which the model says something */
  readonly from: number
}

/** The state after the last observation. Without gaps the differences are filtered and the last values of the
 *  series appended as known lags, which is exact and much smaller than starting lags that must be estimated. */
function filterFitted(objective: ArimaObjective, level: number): FittedFilter {
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

function oneStepMeans(
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

const Z80 = 1.2815515655446004
const Z95 = 1.959963984540054

function forecastFitted(
  method: string,
  objective: ArimaObjective,
  filtered: FittedFilter,
  found: { level: number; sigma2: number; scale: number; transformation: Transformation },
  horizon: number,
): Forecast {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon ${horizon}: give a whole number of periods from 1`)
  const { level, sigma2, scale, transformation } = found
  const { ar, ma } = filtered
  const { mean, variance } = forecastStates(ar, ma, objective.lags, filtered, horizon)
  const isDrift = objective.spec.d + objective.spec.seasonalD > 0
  const bound = (z: number) =>
    Float64Array.from(mean, (value, h) => {
      const trend = objective.spec.hasLevel ? level * (isDrift ? objective.y.length + h + 1 : 1) : 0
      return transformation.backward((value + trend + z * Math.sqrt(sigma2 * variance[h]!)) * scale)
    })
  return {
    method,
    mean: bound(0),
    lower80: bound(-Z80),
    upper80: bound(Z80),
    lower95: bound(-Z95),
    upper95: bound(Z95),
  }
}

function interpolateFitted(
  y: Float64Array,
  objective: ArimaObjective,
  coefficients: Float64Array,
  transformation: Transformation,
  scale: number,
): Float64Array {
  if (!objective.hasGaps) return Float64Array.from(y)
  objective.atCoefficients(coefficients)
  const result = filterArima(
    objective.ar,
    objective.ma,
    objective.lags,
    objective.y,
    objective.regressorColumn(),
    true,
  )
  const smoothed = result?.smoothed
  if (!smoothed) throw new RangeError('y: too many values are missing where the differences need them')
  return Float64Array.from(y, (value, t) =>
    Number.isNaN(value) ? transformation.backward(smoothed[t]! * scale) : value,
  )
}

/** Standard errors from the curvature of the concentrated likelihood at the estimate; that of the level adds how
 *  it follows the ARMA coefficients, which together is the inverse of the full information matrix. */
function describeCoefficients(
  objective: ArimaObjective,
  estimate: Float64Array,
  withoutErrors: boolean,
  level: number,
  scale: number,
): ArimaCoefficient[] {
  const names = coefficientNames(objective.spec)
  const size = objective.size
  const errors = withoutErrors ? null : standardErrors(objective, estimate)
  return names.map((name, i) => ({
    name,
    value: i < size ? estimate[i]! : level * scale,
    standardError:
      errors?.[i] === undefined || errors[i] === null ? null : i < size ? errors[i] : errors[i] * scale,
  }))
}

function standardErrors(objective: ArimaObjective, estimate: Float64Array): (number | null)[] | null {
  const { size, used } = objective
  const step = 1e-4
  const x = Float64Array.from(estimate)
  const at = (i: number, di: number, j: number, dj: number) => {
    x.set(estimate)
    x[i] = x[i]! + di * step
    x[j] = x[j]! + dj * step
    return objective.atCoefficients(x)
  }
  const centre = objective.atCoefficients(estimate)
  const levelInformation = regressorInformation(objective)
  const hessian = new Float64Array(size * size)
  const slope = new Float64Array(size) // of the level
  for (let i = 0; i < size; i++) {
    const up = at(i, 1, i, 0)
    const levelUp = objective.level
    const down = at(i, -1, i, 0)
    slope[i] = (levelUp - objective.level) / (2 * step)
    hessian[i * size + i] = (used * (up - 2 * centre + down)) / (step * step)
    for (let j = 0; j < i; j++) {
      const mixed = at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)
      hessian[i * size + j] = (used * mixed) / (4 * step * step)
      hessian[j * size + i] = hessian[i * size + j]!
    }
  }
  const covariance = invertPositive(hessian, size)
  if (covariance === null) return null
  const out: (number | null)[] = Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]!))
  if (objective.spec.hasLevel) {
    let variance = levelInformation
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) variance += slope[i]! * slope[j]! * covariance[i * size + j]!
    out.push(Math.sqrt(variance))
  }
  return out
}

/** Variance of the level given the ARMA coefficients just evaluated. */
function regressorInformation(objective: ArimaObjective): number {
  if (!objective.spec.hasLevel) return 0
  if (!objective.hasGaps) return objective.sigma2 / objective.exact.regressorSquares
  const result = filterArima(
    objective.ar,
    objective.ma,
    objective.lags,
    objective.y,
    objective.regressorColumn(),
  )
  return result === null ? 0 : objective.sigma2 * result.levelVariance
}

function invertPositive(matrix: Float64Array, size: number): Float64Array | null {
  const root = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!
      if (i > j) root[i * size + j] = sum / root[j * size + j]!
      else if (sum > 0 && Number.isFinite(sum)) root[i * size + i] = Math.sqrt(sum)
      else return null
    }
  const out = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    for (let i = 0; i < size; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= root[i * size + k]! * out[k * size + column]!
      out[i * size + column] = sum / root[i * size + i]!
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = out[i * size + column]!
      for (let k = i + 1; k < size; k++) sum -= root[k * size + i]! * out[k * size + column]!
      out[i * size + column] = sum / root[i * size + i]!
    }
  }
  return out
}

/** Whether a root of the autoregression or moving average lies within one percent of the unit circle, where
 *  automatic choice does not trust the fit (Hyndman & Khandakar 2008, §3.2). */
export function isNearUnitRoot(ar: Float64Array, ma: Float64Array): boolean {
  const inverted = Float64Array.from(ma, value => -value)
  return !rootsOutside(ar, 1.01) || !rootsOutside(inverted, 1.01)
}
