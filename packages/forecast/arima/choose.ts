import { fillGaps } from '../gaps/fill.ts'
import { ConditionalLikelihood } from './conditional-likelihood.ts'
import { difference } from './differencing.ts'
import { ExactLikelihood } from './exact-likelihood.ts'
import { type ArimaModel, fitSpecified, type Precision } from './fit.ts'
import { minimise } from './minimise.ts'
import { ArimaObjective, type LikelihoodBuffers } from './objective.ts'
import { isNearUnitRoot } from './polynomials.ts'
import { seasonalStrength } from './seasonal-strength.ts'
import type { ArimaSpecification } from './specification.ts'
import { chooseTransformation, type Transformation } from './transform.ts'
import { stationarityStatistic } from './unit-root.ts'

export interface ChooseArimaOptions {
  /** observations in a season, 1 for none */
  readonly period?: number
  readonly transform?: 'log' | 'none' | number
  /** differences to take instead of those the tests find */
  readonly d?: number
  readonly seasonalD?: number
  /** models tried at most (94 as in R) */
  readonly maxModels?: number
  /** of the winner's estimates; default `fine` */
  readonly precision?: Precision
}

/** Chooses the orders of an ARIMA model as Hyndman & Khandakar (2008): D by the strength of the season (above
 *  0.64), d by repeated KPSS tests, then a stepwise search for the smallest corrected Akaike criterion from four
 *  starting models through their neighbours in p, q, P, Q and the constant; models with a root within one percent
 *  of the unit circle are passed over. In the search each model is fitted by conditional least squares and a few
 *  steps of exact likelihood; the winner is fitted to the end. Gaps are filled for the search only.
 *  @param y [length] NaN = missing
 *  @throws RangeError for an infinite value or fewer than 3 observed values
 *  O(models · iterations · length · lags).
 *  @example
 *  chooseArima(Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).forecast(2).mean // ≈ [11, 12]
 */
export function chooseArima(y: Float64Array, options: ChooseArimaOptions = {}): ArimaModel {
  const period = options.period ?? 1
  const transform = options.transform ?? 'none'
  const observed = y.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0)
  if (observed < 3)
    throw new RangeError(`y has ${observed} observed values: choosing orders needs at least 3`)
  const transformation = chooseTransformation(transform, y)
  const filled = toUnitScale(fillGaps(y, period).map(value => transformation.forward(value)))
  let seasonalD = options.seasonalD ?? chooseSeasonalD(filled, period)
  let d = options.d ?? chooseD(difference(filled, 0, seasonalD, period))
  for (;;) {
    const found = new Search(filled, period, d, seasonalD, options.maxModels ?? 94).run()
    // Gaps may leave too little to difference, which the filled series of the search does not show.
    if (observed === y.length || d + seasonalD === 0 || hasLikelihood(found, y, transformation))
      return fitSpecified(
        y,
        found.spec,
        { transform, precision: options.precision ?? 'fine' },
        found.parameters,
      )
    if (seasonalD > 0) seasonalD--
    else d--
  }
}

function hasLikelihood(found: Candidate, y: Float64Array, transformation: Transformation): boolean {
  const gapped = toUnitScale(y.map(value => transformation.forward(value)))
  return new ArimaObjective(found.spec, gapped).atParameters(found.parameters) < Infinity
}

/** Differences at the season when it explains more than 64 % of what the trend leaves (Wang, Smith & Hyndman
 *  2006; the threshold of R's `nsdiffs`, fitted there on the M3 series). */
function chooseSeasonalD(y: Float64Array, period: number): number {
  if (period === 1 || y.length < 2 * period + 1) return 0
  if (!(seasonalStrength(y, period) > 0.64)) return 0
  return isConstant(difference(y, 0, 1, period)) ? 0 : 1
}

const KPSS_5_PERCENT = 0.463

function chooseD(y: Float64Array): number {
  let current = y
  for (let d = 0; d < 2; d++) {
    if (isConstant(current) || !(stationarityStatistic(current) > KPSS_5_PERCENT)) return d
    current = difference(current, 1, 0, 1)
  }
  return isConstant(current) ? 1 : 2
}

function isConstant(y: Float64Array): boolean {
  for (let t = 1; t < y.length; t++) if (Math.abs(y[t]! - y[0]!) > 1e-13) return false
  return true
}

function toUnitScale(y: Float64Array): Float64Array {
  const scale = y.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0)
  return scale > 0 ? y.map(value => value / scale) : y
}

interface Orders {
  readonly p: number
  readonly q: number
  readonly seasonalP: number
  readonly seasonalQ: number
  readonly hasLevel: boolean
}

interface Candidate {
  readonly spec: ArimaSpecification
  readonly parameters: Float64Array
  readonly aicc: number
}

/** The stepwise search of Hyndman & Khandakar (2008, §3.2). */
class Search {
  tried = 0
  private readonly seen = new Set<number>()
  private best: Candidate | null = null
  private readonly y: Float64Array
  private readonly differenced: Float64Array
  private readonly shape: Pick<ArimaSpecification, 'd' | 'seasonalD' | 'period'>
  private readonly most: { p: number; q: number; seasonalP: number; seasonalQ: number }
  private readonly maxModels: number
  private readonly buffers: LikelihoodBuffers

  constructor(y: Float64Array, period: number, d: number, seasonalD: number, maxModels: number) {
    this.y = y
    this.shape = { d, seasonalD, period }
    this.maxModels = maxModels
    this.differenced = difference(y, d, seasonalD, period)
    const third = Math.floor(y.length / 3)
    const seasonal = period > 1 ? Math.min(2, Math.floor(third / period)) : 0
    const short = Math.min(5, third, period > 1 ? period - 1 : 5)
    this.most = { p: short, q: short, seasonalP: seasonal, seasonalQ: seasonal }
    const lags = short + period * seasonal
    this.buffers = {
      exact: new ExactLikelihood(lags),
      conditional: new ConditionalLikelihood(this.differenced.length, lags),
    }
  }

  run(): Candidate {
    const { p, q, seasonalP, seasonalQ } = this.most
    const mayHaveLevel = this.shape.d + this.shape.seasonalD <= 1
    const start = (a: number, b: number, c: number, e: number, hasLevel = mayHaveLevel) =>
      this.consider({
        p: Math.min(a, p),
        q: Math.min(b, q),
        seasonalP: Math.min(c, seasonalP),
        seasonalQ: Math.min(e, seasonalQ),
        hasLevel,
      })
    if (!isConstant(this.differenced)) {
      start(2, 2, 1, 1)
      start(0, 0, 0, 0)
      start(1, 0, 1, 0)
      start(0, 1, 0, 1)
      if (mayHaveLevel) start(0, 0, 0, 0, false)
      while (
        this.best !== null &&
        this.tried < this.maxModels &&
        this.stepToBetter(this.best.spec, mayHaveLevel)
      );
    }
    return this.best ?? this.plainest(mayHaveLevel)
  }

  /** Without a usable criterion: differences only, with a level where the series leaves room for one. */
  private plainest(mayHaveLevel: boolean): Candidate {
    const orders = { p: 0, q: 0, seasonalP: 0, seasonalQ: 0 }
    const hasLevel = mayHaveLevel && this.differenced.length > 1
    return { spec: { ...this.shape, ...orders, hasLevel }, parameters: new Float64Array(0), aicc: Infinity }
  }

  private stepToBetter(from: Orders, mayHaveLevel: boolean): boolean {
    for (const [p, q, seasonalP, seasonalQ] of STEPS) {
      if (this.tried >= this.maxModels) return false
      const next = {
        p: from.p + p,
        q: from.q + q,
        seasonalP: from.seasonalP + seasonalP,
        seasonalQ: from.seasonalQ + seasonalQ,
        hasLevel: from.hasLevel,
      }
      if (this.isWithin(next) && this.consider(next)) return true
    }
    if (!mayHaveLevel) return false
    const { p, q, seasonalP, seasonalQ } = from
    return this.consider({ p, q, seasonalP, seasonalQ, hasLevel: !from.hasLevel })
  }

  private isWithin({ p, q, seasonalP, seasonalQ }: Orders): boolean {
    const { most } = this
    const isPositive = Math.min(p, q, seasonalP, seasonalQ) >= 0
    const isSmall = p <= most.p && q <= most.q && seasonalP <= most.seasonalP && seasonalQ <= most.seasonalQ
    return isPositive && isSmall
  }

  /** Fits a model not yet seen. @returns whether it is the best so far */
  private consider(orders: Orders): boolean {
    const { p, q, seasonalP, seasonalQ, hasLevel } = orders
    const key = (((p * 6 + q) * 3 + seasonalP) * 3 + seasonalQ) * 2 + (hasLevel ? 1 : 0)
    if (this.seen.has(key)) return false
    this.seen.add(key)
    const candidate = this.fit({ ...this.shape, p, q, seasonalP, seasonalQ, hasLevel })
    if (candidate === null || !(candidate.aicc < (this.best?.aicc ?? Infinity))) return false
    this.best = candidate
    return true
  }

  private fit(spec: ArimaSpecification): Candidate | null {
    const objective = new ArimaObjective(spec, this.y, this.buffers)
    const { used, size } = objective
    const parameters = size + (spec.hasLevel ? 1 : 0) + 1
    if (used - parameters - 1 <= 0) return null
    this.tried++
    const minimum = fitQuickly(objective)
    if (!Number.isFinite(minimum.value)) return null
    objective.atParameters(minimum.x)
    if (isNearUnitRoot(objective.ar, objective.ma)) return null
    const aic = 2 * used * minimum.value + 2 * parameters
    const aicc = aic + (2 * parameters * (parameters + 1)) / (used - parameters - 1)
    return { spec, parameters: Float64Array.from(minimum.x), aicc }
  }
}

/** Close enough to rank models: conditional least squares where the series is long enough for it, then exact
 *  likelihood to a thousandth of its value or so. */
function fitQuickly(objective: ArimaObjective) {
  const { spec, differenced, size } = objective
  let start: Float64Array = new Float64Array(size)
  const conditionalLength = differenced.length - spec.p - spec.period * spec.seasonalP
  if (size > 0 && conditionalLength > 2 * (size + 1)) {
    const quick = { maxIterations: 12, tolerance: 1e-3, central: false }
    const conditional = minimise(objective.conditionalAtParameters, start, quick).x.map(value =>
      Math.max(-1.5, Math.min(1.5, value)),
    )
    if (objective.atParameters(conditional) < objective.atParameters(start)) start = conditional
  }
  return minimise(objective.atParameters, start, { maxIterations: 12, tolerance: 1e-4, central: false })
}

/** [p, q, P, Q] in the order in which R's `auto.arima` tries them. */
const STEPS: readonly (readonly [number, number, number, number])[] = [
  [0, 0, -1, 0],
  [0, 0, 0, -1],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [0, 0, -1, -1],
  [0, 0, 1, -1],
  [0, 0, -1, 1],
  [0, 0, 1, 1],
  [-1, 0, 0, 0],
  [0, -1, 0, 0],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [-1, -1, 0, 0],
  [1, -1, 0, 0],
  [-1, 1, 0, 0],
  [1, 1, 0, 0],
]
