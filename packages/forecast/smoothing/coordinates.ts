import { type EtsForm, isDamped } from './form.ts'
import type { EtsParameters, EtsRecursion } from './recursion.ts'
import type { EtsStart } from './start.ts'

/** Smoothing parameters that the caller gives, or that are estimated when he does not. */
export interface GivenParameters {
  readonly alpha?: number
  readonly beta?: number
  readonly gamma?: number
  readonly phi?: number
}

// The usual region (Hyndman et al. 2008, §2.5; R's defaults): 0 < β < α < 1, 0 < γ < 1 − α, 0.8 < φ < 0.98.
const low = 1e-4
const high = 0.9999
const phiLow = 0.8
const phiHigh = 0.98

/** Maps free coordinates to the parameters and initial states of a recursion, and gradients back.
 *
 *  Smoothing parameters go through a logistic curve into the usual region; the seasonal states but the last are
 *  free, and the last makes them add up to 0 (additive) or to the season (multiplicative). */
export class EtsCoordinates {
  readonly count: number
  private readonly hasTrend: boolean
  private readonly seasonalCount: number
  private readonly seasonalSum: number
  private readonly isFree: { alpha: boolean; beta: boolean; gamma: boolean; phi: boolean }

  constructor(
    readonly recursion: EtsRecursion,
    private readonly given: GivenParameters = {},
  ) {
    const form: EtsForm = recursion.form
    this.hasTrend = form.trend !== 'N'
    this.seasonalCount = form.season === 'N' ? 0 : recursion.season
    this.seasonalSum = form.season === 'M' ? recursion.season : 0
    this.isFree = {
      alpha: given.alpha === undefined,
      beta: this.hasTrend && given.beta === undefined,
      gamma: form.season !== 'N' && given.gamma === undefined,
      phi: isDamped(form) && given.phi === undefined,
    }
    const smoothing = Object.values(this.isFree).filter(Boolean).length
    this.count = smoothing + 1 + (this.hasTrend ? 1 : 0) + Math.max(0, this.seasonalCount - 1)
  }

  /** Where to start from. */
  pointOf(
    start: EtsStart,
    shares: { alpha: number; beta: number; gamma: number; phi: number },
  ): Float64Array {
    const x = new Float64Array(this.count)
    let i = 0
    for (const name of ['alpha', 'beta', 'gamma', 'phi'] as const)
      if (this.isFree[name]) x[i++] = Math.log(shares[name] / (1 - shares[name]))
    x[i++] = start.level
    if (this.hasTrend) x[i++] = start.trend
    const sum = start.seasonal.reduce((total, value) => total + value, 0)
    for (let p = 0; p < this.seasonalCount - 1; p++) {
      const value = start.seasonal[p]!
      x[i++] = this.seasonalSum > 0 ? (value * this.seasonalSum) / sum : value - sum / this.seasonalCount
    }
    return x
  }

  /** The criterion at x, and its gradient. */
  readonly evaluate = (x: Float64Array, gradient: Float64Array): number => {
    this.apply(x)
    const value = this.recursion.run()
    if (!(value < Infinity)) return Infinity
    this.recursion.differentiate()
    this.pullBack(x, gradient)
    return value
  }

  /** Sets parameters and initial states of the recursion. */
  apply(x: Float64Array): void {
    const { parameters, level, trend, seasonal } = this.recursion
    const { isFree, given } = this
    let i = 0
    parameters.alpha = isFree.alpha ? low + (high - low) * logistic(x[i++]!) : given.alpha!
    const betaHigh = Math.max(low, parameters.alpha)
    parameters.beta = isFree.beta ? low + (betaHigh - low) * logistic(x[i++]!) : (given.beta ?? 0)
    const gammaHigh = Math.max(low, 1 - parameters.alpha)
    parameters.gamma = isFree.gamma ? low + (gammaHigh - low) * logistic(x[i++]!) : (given.gamma ?? 0)
    parameters.phi = isFree.phi ? phiLow + (phiHigh - phiLow) * logistic(x[i++]!) : (given.phi ?? 1)
    level[0] = x[i++]!
    trend[0] = this.hasTrend ? x[i++]! : 0
    let rest = this.seasonalSum
    for (let p = 0; p < this.seasonalCount - 1; p++) {
      seasonal[p] = x[i]!
      rest -= x[i++]!
    }
    if (this.seasonalCount > 0) seasonal[this.seasonalCount - 1] = rest
  }

  private pullBack(x: Float64Array, gradient: Float64Array): void {
    const { bars, seasonalBar, parameters } = this.recursion
    const { isFree } = this
    let i = 0
    let alphaBar = bars[0]!
    const at = { alpha: 0, beta: 0, gamma: 0, phi: 0 }
    for (const name of ['alpha', 'beta', 'gamma', 'phi'] as const) if (isFree[name]) at[name] = i++
    if (isFree.beta) {
      const share = logistic(x[at.beta]!)
      gradient[at.beta] = bars[1]! * (parameters.alpha - low) * share * (1 - share)
      alphaBar += bars[1]! * share
    }
    if (isFree.gamma) {
      const share = logistic(x[at.gamma]!)
      gradient[at.gamma] = bars[2]! * (1 - parameters.alpha - low) * share * (1 - share)
      alphaBar -= bars[2]! * share
    }
    if (isFree.phi) {
      const share = logistic(x[at.phi]!)
      gradient[at.phi] = bars[3]! * (phiHigh - phiLow) * share * (1 - share)
    }
    if (isFree.alpha) {
      const share = logistic(x[at.alpha]!)
      gradient[at.alpha] = alphaBar * (high - low) * share * (1 - share)
    }
    gradient[i++] = bars[4]!
    if (this.hasTrend) gradient[i++] = bars[5]!
    const last = this.seasonalCount - 1
    for (let p = 0; p < last; p++) gradient[i++] = seasonalBar[p]! - seasonalBar[last]!
  }
}

/** Where parameters stand within their ranges, kept off the borders, from which a search would not move. */
export function sharesOf({ alpha, beta, gamma, phi }: EtsParameters) {
  const inside = (share: number) => Math.min(0.99, Math.max(0.01, Number.isFinite(share) ? share : 0.5))
  return {
    alpha: inside((alpha - low) / (high - low)),
    beta: inside((beta - low) / (alpha - low)),
    gamma: inside((gamma - low) / (1 - alpha - low)),
    phi: inside((phi - phiLow) / (phiHigh - phiLow)),
  }
}

function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z))
}
