// Longer than most: the recursion and its derivative are one piece of mathematics, and belong side by side.
import type { EtsForm } from './form.ts'

/** What is minimised: `likelihood` = −2 log L up to a constant; `squares` = the sum of squared one-step errors. */
export type Criterion = 'likelihood' | 'squares'

/** Smoothing parameters. */
export interface EtsParameters {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

/** One form of exponential smoothing over one series: states, errors, criterion and its exact gradient.
 *
 *  One recursion serves both kinds of error, because they update alike (Hyndman et al. 2008, §2.3): with the level
 *  forecast q, the forecast f and the error d = y − f,
 *    u = d (no or additive season), d/s (multiplicative)
 *    l' = q + αu,   b' = c + βu (additive trend), c + βu/l (multiplicative),   s' = s + γd or s + γd/q
 *  where c is the damped trend and s the season's state one season ago. A missing observation has d = 0.
 *  The gradient is the adjoint (reverse mode) of it: about three times the work of one pass, however many
 *  parameters there are. */
export class EtsRecursion {
  readonly length: number
  readonly level: Float64Array // [length + 1] after each period; 0: the start
  readonly trend: Float64Array // [length + 1]
  readonly seasonal: Float64Array // [length + season]; t: the state that period t uses
  readonly forecasts: Float64Array // [length] one step ahead
  readonly parameters: EtsParameters = { alpha: 0, beta: 0, gamma: 0, phi: 1 }
  /** [length + season] derivative of the criterion with respect to seasonal states; the first `season` are the start's */
  readonly seasonalBar: Float64Array
  /** derivatives with respect to alpha, beta, gamma, phi, first level, first trend */
  readonly bars = new Float64Array(6)
  observed = 0
  sumOfSquares = 0 // of the form's own errors: d, or d/f with multiplicative errors
  private readonly flat: Float64Array // [length] q: the forecast without season
  private readonly carried: Float64Array // [length] c: the damped trend
  private readonly isTrendAdditive: boolean
  private readonly isTrendMultiplicative: boolean
  private readonly isSeasonAdditive: boolean
  private readonly isSeasonMultiplicative: boolean
  private readonly isErrorMultiplicative: boolean

  constructor(
    readonly y: Float64Array,
    readonly season: number,
    readonly form: EtsForm,
    readonly criterion: Criterion,
  ) {
    const n = y.length
    const m = form.season === 'N' ? 0 : season
    this.length = n
    this.level = new Float64Array(n + 1)
    this.trend = new Float64Array(n + 1)
    this.seasonal = new Float64Array(n + m)
    this.seasonalBar = new Float64Array(n + m)
    this.forecasts = new Float64Array(n)
    this.flat = new Float64Array(n)
    this.carried = new Float64Array(n)
    this.isTrendAdditive = form.trend === 'A' || form.trend === 'Ad'
    this.isTrendMultiplicative = form.trend === 'M' || form.trend === 'Md'
    this.isSeasonAdditive = form.season === 'A'
    this.isSeasonMultiplicative = form.season === 'M'
    this.isErrorMultiplicative = form.error === 'M'
    for (const value of y) if (!Number.isNaN(value)) this.observed++
  }

  /** Runs over the series from level[0], trend[0] and the first seasonal states.
   *  @returns the criterion; Infinity where the form's states leave the positive numbers it needs */
  run(): number {
    const { y, level, trend, seasonal, forecasts, flat, carried, isTrendAdditive, isTrendMultiplicative } =
      this
    const { isSeasonAdditive, isSeasonMultiplicative, isErrorMultiplicative } = this
    const { alpha, beta, gamma, phi } = this.parameters
    const needsPositive = isErrorMultiplicative || isSeasonMultiplicative || isTrendMultiplicative
    const n = this.length
    const m = this.season
    let squares = 0
    let logs = 0
    let product = 1
    let l = level[0]!
    let b = trend[0]!
    for (let t = 0; t < n; t++) {
      let q = l
      let c = 0
      if (isTrendAdditive) {
        c = phi * b
        q = l + c
      } else if (isTrendMultiplicative) {
        if (!(b > 1e-10)) return Infinity
        c = b ** phi
        q = l * c
      }
      let f = q
      let s = 1
      if (isSeasonAdditive) {
        s = seasonal[t]!
        f = q + s
      } else if (isSeasonMultiplicative) {
        s = seasonal[t]!
        f = q * s
      }
      if (needsPositive && !(f > 1e-10 && q > 1e-10 && s > (isSeasonMultiplicative ? 1e-10 : -Infinity)))
        return Infinity
      const value = y[t]!
      const d = !Number.isNaN(value) ? value - f : 0
      if (isErrorMultiplicative && !Number.isNaN(value)) {
        const e = d / f
        squares += e * e
        product *= f
        if (product > 1e100 || product < 1e-100) {
          logs += Math.log(product)
          product = 1
        }
      } else squares += d * d
      const u = isSeasonMultiplicative ? d / s : d
      flat[t] = q
      carried[t] = c
      forecasts[t] = f
      const previous = l
      l = q + alpha * u
      if (isTrendAdditive) b = c + beta * u
      else if (isTrendMultiplicative) b = c + (beta * u) / previous
      if (isSeasonAdditive) seasonal[t + m] = s + gamma * d
      else if (isSeasonMultiplicative) seasonal[t + m] = s + (gamma * d) / q
      level[t + 1] = l
      trend[t + 1] = b
    }
    this.sumOfSquares = squares
    if (this.criterion === 'squares') return isErrorMultiplicative ? this.plainSquares() : squares
    const floor = 1e-20 * this.observed // below, the fit is exact and the likelihood has no bound
    return this.observed * Math.log(squares + floor) + 2 * (logs + Math.log(product))
  }

  /** Derivatives of the criterion at the point of the last run, into `bars` and `seasonalBar`. */
  differentiate(): void {
    const { y, level, trend, seasonal, seasonalBar, forecasts, flat, carried, bars } = this
    const { isTrendAdditive, isTrendMultiplicative, isSeasonAdditive, isSeasonMultiplicative } = this
    const { alpha, beta, gamma, phi } = this.parameters
    const isLikelihood = this.criterion === 'likelihood'
    const isRelative = this.isErrorMultiplicative && isLikelihood
    const n = this.length
    const m = this.season
    const floor = 1e-20 * this.observed
    const weight = isLikelihood ? (2 * this.observed) / (this.sumOfSquares + floor) : 2
    let alphaBar = 0
    let betaBar = 0
    let gammaBar = 0
    let phiBar = 0
    let lBar = 0
    let bBar = 0
    seasonalBar.fill(0)
    for (let t = n - 1; t >= 0; t--) {
      const q = flat[t]!
      const c = carried[t]!
      const f = forecasts[t]!
      const previous = level[t]!
      const s = isSeasonAdditive || isSeasonMultiplicative ? seasonal[t]! : 1
      const value = y[t]!
      const isObserved = !Number.isNaN(value)
      const d = isObserved ? value - f : 0
      const u = isSeasonMultiplicative ? d / s : d
      let dBar = 0
      let fBar = 0
      if (isObserved) {
        if (isRelative) {
          const e = d / f
          dBar = (weight * e) / f
          fBar = (2 - weight * e * e) / f
        } else dBar = weight * d
      }
      let qBar = lBar
      let uBar = alpha * lBar
      let cBar = 0
      let sBar = 0
      let previousBar = 0
      alphaBar += u * lBar
      if (isSeasonAdditive) {
        const next = seasonalBar[t + m]!
        sBar = next
        dBar += gamma * next
        gammaBar += d * next
      } else if (isSeasonMultiplicative) {
        const next = seasonalBar[t + m]!
        const ratio = d / q
        sBar = next
        dBar += (gamma * next) / q
        qBar -= (gamma * ratio * next) / q
        gammaBar += ratio * next
      }
      if (isTrendAdditive) {
        cBar = bBar
        uBar += beta * bBar
        betaBar += u * bBar
      } else if (isTrendMultiplicative) {
        cBar = bBar
        uBar += (beta * bBar) / previous
        betaBar += (u * bBar) / previous
        previousBar -= (beta * u * bBar) / (previous * previous)
      }
      if (isSeasonMultiplicative) {
        dBar += uBar / s
        sBar -= (uBar * u) / s
      } else dBar += uBar
      if (isObserved) fBar -= dBar
      qBar += isSeasonMultiplicative ? fBar * s : fBar
      if (isSeasonAdditive) seasonalBar[t] = sBar + fBar
      else if (isSeasonMultiplicative) seasonalBar[t] = sBar + fBar * q
      if (isTrendAdditive) {
        previousBar += qBar
        cBar += qBar
        phiBar += trend[t]! * cBar
        bBar = phi * cBar
      } else if (isTrendMultiplicative) {
        previousBar += qBar * c
        cBar += qBar * previous
        const b = trend[t]!
        phiBar += cBar * c * Math.log(b)
        bBar = (cBar * phi * c) / b
      } else previousBar += qBar
      lBar = previousBar
    }
    bars[0] = alphaBar
    bars[1] = betaBar
    bars[2] = gammaBar
    bars[3] = phiBar
    bars[4] = lBar
    bars[5] = bBar
  }

  /** −2 log L up to a constant, at the point of the last run, whatever was minimised. */
  likelihood(): number {
    let squares = 0
    let logs = 0
    for (let t = 0; t < this.length; t++) {
      const value = this.y[t]!
      if (Number.isNaN(value)) continue
      const f = this.forecasts[t]!
      const e = this.isErrorMultiplicative ? (value - f) / f : value - f
      squares += e * e
      if (this.isErrorMultiplicative) logs += Math.log(f)
    }
    return this.observed * Math.log(squares + 1e-20 * this.observed) + 2 * logs
  }

  private plainSquares(): number {
    let squares = 0
    for (let t = 0; t < this.length; t++) {
      const value = this.y[t]!
      if (!Number.isNaN(value)) squares += (value - this.forecasts[t]!) ** 2
    }
    return squares
  }
}
