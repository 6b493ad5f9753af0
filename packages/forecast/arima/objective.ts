import { ConditionalLikelihood } from './conditional-likelihood.ts'
import { difference, differencingLags } from './differencing.ts'
import { ExactLikelihood } from './exact-likelihood.ts'
import { multiplyOut, stableCoefficients, unconstrainedOf } from './polynomials.ts'
import type { ArimaSpecification } from './specification.ts'
import { filterArima } from './state-space.ts'

/** What evaluations write into; of one model at a time. */
export interface LikelihoodBuffers {
  readonly exact: ExactLikelihood
  readonly conditional: ConditionalLikelihood
}

/** The criteria of one series under one specification, as functions of the ARMA coefficients
 *  [ar, ma, sar, sma]. All return ½ log σ̂² + Σ log F / 2n: the negative log-likelihood per observation less
 *  ½ (1 + log 2π). */
export class ArimaObjective {
  readonly spec: ArimaSpecification
  readonly y: Float64Array
  /** y differenced; NaN spreads, so it serves only where nothing is missing */
  readonly differenced: Float64Array
  readonly lags: Float64Array
  readonly hasGaps: boolean
  /** value of the constant regressor after differencing: 1, or the period after one seasonal difference */
  readonly regressor: number
  readonly size: number
  /** observations that the likelihood counts */
  readonly used: number
  readonly ar: Float64Array
  readonly ma: Float64Array
  readonly exact: ExactLikelihood
  readonly conditional: ConditionalLikelihood
  readonly coefficients: Float64Array
  level = 0
  sigma2 = 0
  private readonly arLags: number
  private readonly maLags: number
  private readonly scratch: Float64Array

  /** @param workspace buffers of a search, large enough for all its models; their own without */
  constructor(spec: ArimaSpecification, y: Float64Array, workspace?: LikelihoodBuffers) {
    const { p, d, q, seasonalP, seasonalD, seasonalQ, period } = spec
    this.spec = spec
    this.y = y
    this.differenced = difference(y, d, seasonalD, period)
    this.lags = differencingLags(d, seasonalD, period)
    let observed = 0
    for (let t = 0; t < y.length; t++) if (!Number.isNaN(y[t]!)) observed++
    this.hasGaps = observed < y.length
    this.used = observed - this.lags.length
    this.regressor = !spec.hasLevel ? 0 : seasonalD > 0 ? period : 1
    this.size = p + q + seasonalP + seasonalQ
    this.arLags = p + period * seasonalP
    this.maLags = q + period * seasonalQ
    const most = Math.max(this.arLags, this.maLags)
    this.ar = new Float64Array(this.arLags)
    this.ma = new Float64Array(this.maLags)
    this.exact = workspace?.exact ?? new ExactLikelihood(most)
    this.conditional = workspace?.conditional ?? new ConditionalLikelihood(this.differenced.length, most)
    this.coefficients = new Float64Array(this.size)
    this.scratch = new Float64Array(this.size)
  }

  /** Exact likelihood of unconstrained parameters. */
  readonly atParameters = (x: Float64Array): number => {
    this.readParameters(x)
    return this.exactValue()
  }

  /** Conditional sum of squares of unconstrained parameters. */
  readonly conditionalAtParameters = (x: Float64Array): number => {
    this.readParameters(x)
    return this.conditionalValue()
  }

  /** Exact likelihood of the coefficients themselves, for the curvature. */
  readonly atCoefficients = (coefficients: Float64Array): number => {
    this.coefficients.set(coefficients)
    this.expand()
    return this.exactValue()
  }

  readParameters(x: Float64Array): void {
    const { p, q, seasonalP, seasonalQ } = this.spec
    stableCoefficients(x, 0, p, this.coefficients, this.scratch, 1)
    stableCoefficients(x, p, q, this.coefficients, this.scratch, -1)
    stableCoefficients(x, p + q, seasonalP, this.coefficients, this.scratch, 1)
    stableCoefficients(x, p + q + seasonalP, seasonalQ, this.coefficients, this.scratch, -1)
    this.expand()
  }

  parametersOf(coefficients: Float64Array): Float64Array {
    const { p, q, seasonalP, seasonalQ } = this.spec
    const out = new Float64Array(this.size)
    let at = 0
    for (const [count, sign] of [
      [p, 1],
      [q, -1],
      [seasonalP, 1],
      [seasonalQ, -1],
    ] as const) {
      out.set(unconstrainedOf(coefficients.subarray(at, at + count), sign), at)
      at += count
    }
    return out
  }

  private expand(): void {
    const { p, q, seasonalP, seasonalQ, period } = this.spec
    multiplyOut(this.coefficients, 0, p, p + q, seasonalP, period, -1, this.ar)
    multiplyOut(this.coefficients, p, q, p + q + seasonalP, seasonalQ, period, 1, this.ma)
  }

  private conditionalValue(): number {
    const value = this.conditional.evaluate(
      this.ar,
      this.arLags,
      this.ma,
      this.maLags,
      this.differenced,
      this.regressor,
    )
    this.level = this.conditional.level
    this.sigma2 = this.conditional.sumOfSquares / (this.differenced.length - this.arLags)
    return value
  }

  private exactValue(): number {
    if (this.hasGaps) return this.gappedValue()
    const value = this.exact.evaluate(
      this.ar,
      this.arLags,
      this.ma,
      this.maLags,
      this.differenced,
      this.regressor,
    )
    this.level = this.exact.level
    this.sigma2 = this.exact.sumOfSquares / this.used
    return Number.isNaN(value) ? Infinity : value
  }

  private gappedValue(): number {
    const result = filterArima(this.ar, this.ma, this.lags, this.y, this.regressorColumn())
    if (result === null) return Infinity
    this.level = result.level
    this.sigma2 = result.sumOfSquares / this.used
    const value = 0.5 * (Math.log(this.sigma2) + result.logDeterminant / this.used)
    return Number.isNaN(value) ? Infinity : value
  }

  /** The regressor before differencing: 1 for a mean, 1 … length for a drift. */
  regressorColumn(): Float64Array | null {
    if (!this.spec.hasLevel) return null
    const isDrift = this.spec.d + this.spec.seasonalD > 0
    return Float64Array.from(this.y, (_, t) => (isDrift ? t + 1 : 1))
  }
}
