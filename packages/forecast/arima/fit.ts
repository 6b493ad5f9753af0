import type { FittedModel } from '../forecast.ts'
import { filterFitted, oneStepMeans } from './fitted-filter.ts'
import { forecastFitted, interpolateFitted } from './fitted-forecast.ts'
import { type Minimum, minimise } from './minimise.ts'
import { ArimaObjective } from './objective.ts'
import { type ArimaOptions, type ArimaSpecification, nameOf, readSpecification } from './specification.ts'
import { type ArimaCoefficient, describeCoefficients } from './standard-errors.ts'
import { chooseTransformation, type Transformation } from './transform.ts'

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
  options: Pick<ArimaOptions, 'transform' | 'method' | 'maxIterations'> & { readonly precision?: Precision },
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
  const minimum = estimate(
    objective,
    method,
    options.maxIterations ?? 100,
    precisions[options.precision ?? 'fine'],
    start,
  )
  return describeModel(y, objective, minimum, transformation, scaled.scale, method === 'css')
}

/** `fine`: to the last digits of the likelihood; `coarse`: to less than a hundredth of the Akaike criterion, which
 *  forecasts do not show. */
export type Precision = 'fine' | 'coarse'

const precisions = {
  fine: { conditional: 1e-8, tolerance: 1e-11, central: true },
  coarse: { conditional: 1e-3, tolerance: 1e-5, central: false },
} as const

/** Minimum of the chosen criterion from the conditional start. */
function estimate(
  objective: ArimaObjective,
  method: 'css-ml' | 'ml' | 'css',
  maxIterations: number,
  precision: (typeof precisions)[Precision],
  near?: Float64Array,
): Minimum {
  let start: Float64Array = near ?? new Float64Array(objective.size)
  if (method !== 'ml' && !near) {
    const { spec, differenced } = objective
    const conditionalLength = differenced.length - spec.p - spec.period * spec.seasonalP
    if (!objective.hasGaps && conditionalLength > 2 * (objective.size + 1)) {
      const conditional = minimise(objective.conditionalAtParameters, start, {
        maxIterations,
        tolerance: precision.conditional,
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
  return minimise(objective.atParameters, start, { maxIterations, ...precision })
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
