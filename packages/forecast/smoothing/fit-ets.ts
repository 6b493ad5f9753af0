import { type FittedModel, type Forecast, normalForecast } from '../forecast.ts'
import { fillGaps } from '../gaps/fill.ts'
import { checkHorizon, checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { EtsCoordinates, type GivenParameters, sharesOf } from './coordinates.ts'
import { type FixedEts, readFixed } from './fixed.ts'
import { countParameters, type EtsForm, nameOfEts } from './form.ts'
import { type Minimum, minimise } from './minimise.ts'
import { type EtsState, isLinear, projectEts, simulateQuantiles, spreadOfEts } from './paths.ts'
import { type Criterion, type EtsParameters, EtsRecursion } from './recursion.ts'
import { classicalStart, type EtsStart, guessStart } from './start.ts'

export interface EtsOptions {
  /** what is minimised; default `likelihood` */
  readonly criterion?: Criterion
  /** smoothing parameters that are not to be estimated */
  readonly parameters?: GivenParameters
  /** nothing is estimated: all parameters of the form and the states before the first observation */
  readonly fixed?: FixedEts
  /** of the simulated intervals of the multiplicative forms; default 1 */
  readonly seed?: number
  /** simulated futures; default 2000; 0: intervals to first order instead */
  readonly paths?: number
  /** default 200 */
  readonly iterationsMax?: number
  /** a search ends when two steps running lower the criterion by less; default 1e-9 */
  readonly tolerance?: number
}

/** An exponential smoothing model with its estimates. */
export interface EtsModel extends FittedModel {
  readonly form: EtsForm
  /** periods in a season */
  readonly season: number
  readonly parameters: Readonly<EtsParameters>
  /** before the first observation */
  readonly initial: EtsStart
  /** after the last observation */
  readonly state: EtsState
  readonly logLikelihood: number
  /** null: fewer observations than the correction needs */
  readonly aicc: number | null
}

/** Exponential smoothing of one given form, parameters and initial states by maximum likelihood.
 *
 *  Missing values are passed over: the states move on without a correction, and the likelihood counts what was
 *  observed. The fit ends at a local optimum (as do those of other programs); two starts are tried.
 *  @param y [length] observations, oldest first; null where missing
 *  @param season periods in a season; seasonal forms need two seasons of data
 *  @throws RangeError for a multiplicative form with values ≤ 0, a seasonal form with too short a series, a fixed model
 *  that lacks a number of its form
 *  Source: Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing (2008), §5.1 eq. 5.4 (concentrated
 *  likelihood, its constant left out as R does). O(length) a step of the search.
 *  @example
 *  const model = fitEts([10, 20, 30, 40, 50, 60, 70, 80], 1, { error: 'A', trend: 'A', season: 'N' })
 *  model.forecast(2).mean // ≈ [90.00, 100.00]
 *  const known = { alpha: 0.5, beta: 0, level: 0, slope: 10 }
 *  fitEts([10, 20, 32], 1, { error: 'A', trend: 'A', season: 'N' }, { fixed: known }).forecast(1).mean // ≈ [41]
 */
export function fitEts(y: Series, season: number, form: EtsForm, options: EtsOptions = {}): EtsModel {
  checkSeason(season)
  const values = readSeries(y)
  checkForm(values, season, form)
  if (options.fixed) return followFixed(values, season, form, options.fixed, options)
  checkParameters(options.parameters)
  const fit = new EtsFit(values, season, form, options)
  const steps = options.iterationsMax ?? 200
  fit.search(steps)
  fit.searchElsewhere(steps)
  if (options.criterion === 'squares' && form.season !== 'N' && !form.trend.startsWith('M'))
    fit.searchClassical(steps)
  return fit.model()
}

/** The model as it is: its states run over the series. */
function followFixed(
  values: Float64Array,
  season: number,
  form: EtsForm,
  fixed: FixedEts,
  options: EtsOptions,
): EtsModel {
  const { parameters, start } = readFixed(form, season, fixed)
  checkParameters(parameters)
  return new EtsFit(values, season, form, { ...options, parameters }).stay(start).model()
}

// Shares of the parameters' ranges to start the search from: R's cautious start, and a livelier one.
const cautious = { alpha: 0.05, beta: 0.1, gamma: 0.05, phi: 0.9 }
const still = { alpha: 0.02, beta: 0.01, gamma: 0.01, phi: 0.5 }
const lively = { alpha: 0.5, beta: 0.1, gamma: 0.3, phi: 0.8 }

/** A search that can be stopped and taken up again, so that hopeless forms cost little. */
export class EtsFit {
  private readonly recursion: EtsRecursion
  private readonly coordinates: EtsCoordinates
  private readonly scale: number
  private minimum: Minimum | null = null
  private start: EtsStart | null = null
  private shares = cautious
  private iterations = 0

  constructor(
    y: Float64Array,
    private readonly season: number,
    readonly form: EtsForm,
    private readonly options: EtsOptions = {},
  ) {
    this.scale = summarise(y).meanSize || 1 // estimates must not depend on the unit of measurement
    const scaled = y.map(value => value / this.scale)
    this.recursion = new EtsRecursion(scaled, season, form, options.criterion ?? 'likelihood')
    this.coordinates = new EtsCoordinates(this.recursion, options.parameters)
  }

  /** Goes on from the best point known for at most so many steps; at first from a guess.
   *  @returns the corrected Akaike criterion there, in the units of the scaled series: it ranks forms of one series;
   *  Infinity where the form does not suit the series */
  search(iterationsMax: number): number {
    this.descend(this.minimum?.x ?? this.pointFrom(this.shares), iterationsMax)
    if (!this.minimum) this.descend(this.flatPoint(), iterationsMax)
    return this.criterion()
  }

  /** Tries another start, for the likelihood has several hills. */
  searchElsewhere(iterationsMax: number): number {
    this.descend(this.pointFrom(lively), iterationsMax)
    return this.criterion()
  }

  /** Tries the start that Holt–Winters has by hand; for forms with an additive trend and a season. */
  searchClassical(iterationsMax: number): number {
    const { y } = this.recursion
    const start = classicalStart(fillGaps(y, this.season), this.season, this.form)
    this.descend(this.coordinates.pointOf(start, lively), iterationsMax)
    return this.criterion()
  }

  /** Starts from a model of the same form: that of the same series somewhat longer or shorter. */
  startFrom({ parameters, initial }: EtsModel): this {
    this.start = this.inScale(initial)
    this.shares = sharesOf(parameters)
    return this
  }

  /** At the given states, with parameters that are all given. */
  stay(start: EtsStart): this {
    const x = this.coordinates.pointOf(this.inScale(start), cautious)
    const value = this.coordinates.evaluate(x, new Float64Array(x.length))
    if (!(value < Infinity))
      throw new RangeError(`the fixed ${nameOfEts(this.form)} leaves its positive states`)
    this.minimum = { x, value, iterations: 0, converged: true }
    return this
  }

  private inScale({ level, trend, seasonal }: EtsStart): EtsStart {
    const { scale } = this
    return {
      level: level / scale,
      trend: this.form.trend.startsWith('M') ? trend : trend / scale,
      seasonal: this.form.season === 'A' ? seasonal.map(value => value / scale) : seasonal,
    }
  }

  private pointFrom(shares: typeof cautious): Float64Array {
    this.start ??= guessStart(fillGaps(this.recursion.y, this.season), this.season, this.form)
    return this.coordinates.pointOf(this.start, shares)
  }

  /** No trend and no season at first: forms that need positive states have them here. */
  private flatPoint(): Float64Array {
    const isMultiplicative = this.form.trend.startsWith('M')
    const seasonal = new Float64Array(this.form.season === 'N' ? 0 : this.season)
    if (this.form.season === 'M') seasonal.fill(1)
    const start = { level: summarise(this.recursion.y).mean, trend: isMultiplicative ? 1 : 0, seasonal }
    return this.coordinates.pointOf(start, still)
  }

  private descend(from: Float64Array, iterationsMax: number): void {
    const found = minimise(this.coordinates.evaluate, from, {
      iterationsMax,
      ...(this.options.tolerance !== undefined && { tolerance: this.options.tolerance }),
    })
    this.iterations += found.iterations
    if (found.value < (this.minimum?.value ?? Infinity) || found.x === this.minimum?.x) this.minimum = found
  }

  private criterion(): number {
    if (!this.minimum) return Infinity
    this.coordinates.apply(this.minimum.x)
    this.recursion.run()
    const likelihood = this.recursion.likelihood()
    const units = 2 * this.recursion.observed * Math.log(this.scale)
    const count = countParameters(this.form, this.season) + 1
    return correctedAic(-0.5 * (likelihood + units), count, this.recursion.observed) ?? Infinity
  }

  model(): EtsModel {
    const { recursion, scale, form, season, minimum } = this
    if (!minimum) throw new RangeError(`${nameOfEts(form)} finds no states that suit the series`)
    this.coordinates.apply(minimum.x)
    recursion.run()
    const n = recursion.length
    const count = countParameters(form, season)
    const logLikelihood = -0.5 * (recursion.likelihood() + 2 * recursion.observed * Math.log(scale))
    const free = Math.max(1, recursion.observed - count)
    const unit = form.error === 'M' ? 1 : scale * scale
    const isScaled = form.season === 'A'
    const seasonalOf = (from: number) =>
      form.season === 'N'
        ? new Float64Array(0)
        : recursion.seasonal.slice(from, from + season).map(value => (isScaled ? value * scale : value))
    const trendOf = (value: number) => (form.trend === 'M' || form.trend === 'Md' ? value : value * scale)
    const state: EtsState = {
      form,
      parameters: { ...recursion.parameters },
      level: recursion.level[n]! * scale,
      trend: trendOf(recursion.trend[n]!),
      seasonal: seasonalOf(n),
      variance: (recursion.sumOfSquares / free) * unit,
    }
    return {
      method: nameOfEts(form),
      form,
      season,
      parameters: state.parameters,
      initial: {
        level: recursion.level[0]! * scale,
        trend: trendOf(recursion.trend[0]!),
        seasonal: seasonalOf(0),
      },
      state,
      fitted: recursion.forecasts.map(value => value * scale),
      logLikelihood,
      aicc: correctedAic(logLikelihood, count + 1, recursion.observed),
      iterations: this.iterations,
      converged: minimum.converged,
      forecast: horizon => forecastEts(state, horizon, this.options),
    }
  }
}

/** −2 log L + 2k + 2k(k+1)/(n−k−1); null where there are too few observations.
 *  @example
 *  correctedAic(-907.8394, 17, 96) // ≈ 1857.525
 */
export function correctedAic(logLikelihood: number, parameters: number, observed: number): number | null {
  if (observed <= parameters + 1) return null
  const correction = (2 * parameters * (parameters + 1)) / (observed - parameters - 1)
  return -2 * logLikelihood + 2 * parameters + correction
}

function forecastEts(state: EtsState, horizon: number, { seed = 1, paths = 2000 }: EtsOptions): Forecast {
  checkHorizon(horizon)
  const method = nameOfEts(state.form)
  const mean = projectEts(state, horizon)
  if (isLinear(state.form) || paths === 0) return normalForecast(method, mean, spreadOfEts(state, horizon))
  const quantiles = simulateQuantiles(state, horizon, [0.1, 0.9, 0.025, 0.975], { seed, paths })
  const [lower80, upper80, lower95, upper95] = quantiles
  return { method, mean, lower80: lower80!, upper80: upper80!, lower95: lower95!, upper95: upper95! }
}

function checkForm(y: Float64Array, season: number, form: EtsForm): void {
  const name = nameOfEts(form)
  const isMultiplicative = form.error === 'M' || form.season === 'M' || form.trend.startsWith('M')
  const bad = isMultiplicative ? y.findIndex(value => value <= 0) : -1
  if (bad >= 0)
    throw new RangeError(`${name} needs values > 0, but value ${bad} is ${y[bad]}; use an additive form`)
  if (form.season !== 'N' && season < 2)
    throw new RangeError(`${name} has a season, but the season given is ${season} period`)
  if (form.season !== 'N' && y.length < 2 * season)
    throw new RangeError(`${name} needs two seasons (${2 * season} values); the series has ${y.length}`)
}

function checkParameters(given: GivenParameters = {}): void {
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !(value >= 0 && value <= 1))
      throw new RangeError(`the smoothing parameter ${name} is ${value}; it must lie in 0 … 1`)
}
