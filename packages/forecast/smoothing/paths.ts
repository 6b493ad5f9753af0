import { normalsFrom, randomFrom } from '../random.ts'
import type { EtsForm } from './form.ts'
import type { EtsParameters } from './recursion.ts'

/** Where a model stands after its last observation. */
export interface EtsState {
  readonly form: EtsForm
  readonly parameters: Readonly<EtsParameters>
  readonly level: number
  readonly trend: number
  /** [season] or empty; that of the next period first */
  readonly seasonal: Float64Array
  /** variance of an error: of d, or of d/f with multiplicative errors */
  readonly variance: number
}

/** Point forecasts. [horizon] */
export function projectEts({ form, parameters, level, trend, seasonal }: EtsState, horizon: number) {
  const mean = new Float64Array(horizon)
  let sum = 0
  let power = 1
  for (let h = 0; h < horizon; h++) {
    power *= parameters.phi
    sum += power // φ + φ² + … + φʰ
    let flat = level
    if (form.trend === 'A' || form.trend === 'Ad') flat += sum * trend
    else if (form.trend !== 'N') flat *= trend ** sum
    const s = seasonal[h % Math.max(1, seasonal.length)] ?? 0
    mean[h] = form.season === 'N' ? flat : form.season === 'A' ? flat + s : flat * s
  }
  return mean
}

/** Whether the error's spread far ahead has the closed form of the linear models. */
export function isLinear({ error, trend, season }: EtsForm): boolean {
  return error === 'A' && season !== 'M' && trend !== 'M' && trend !== 'Md'
}

/** Standard deviation of the forecast's error, h = 1 … horizon: exact for the linear models, to first order in the
 *  relative error for the others.
 *  Source: Hyndman et al. 2008, eq. 6.1 and table 6.1; §6.3–6.4 to first order. */
export function spreadOfEts(
  state: EtsState,
  horizon: number,
  mean = projectEts(state, horizon),
): Float64Array {
  const { parameters, seasonal, form, variance } = state
  const { alpha, beta, gamma, phi } = parameters
  const sd = new Float64Array(horizon)
  // With additive errors, a multiplicative season or trend spreads them in proportion to its size.
  const size = form.error === 'M' ? 1 : isLinear(form) ? 0 : 1 / Math.max(Math.abs(mean[0]!), 1e-300)
  let total = 1
  let sum = 0
  let power = 1
  for (let h = 0; h < horizon; h++) {
    sd[h] = Math.sqrt(variance * total) * (size === 0 ? 1 : size * Math.abs(mean[h]!))
    power *= phi
    sum += power
    const isSameSeason = form.season !== 'N' && (h + 1) % seasonal.length === 0
    const weight = alpha + (form.trend === 'N' ? 0 : beta * sum) + (isSameSeason ? gamma : 0)
    total += weight * weight
  }
  return sd
}

/** Quantiles of simulated futures.
 *  @returns [quantiles][horizon]
 *  Source: Hyndman et al. 2008, §6.1. O(paths · horizon · log paths). */
export function simulateQuantiles(
  state: EtsState,
  horizon: number,
  quantiles: readonly number[],
  { seed, paths }: { seed: number; paths: number },
): Float64Array[] {
  const ends = Array.from({ length: horizon }, () => new Float64Array(paths))
  const draw = normalsFrom(randomFrom(seed))
  for (let path = 0; path < paths; path++) walk(state, draw, (h, value) => (ends[h]![path] = value), horizon)
  for (const values of ends) values.sort()
  return quantiles.map(p => Float64Array.from(ends, values => quantileOfSorted(values, p)))
}

function walk(
  state: EtsState,
  draw: () => number,
  note: (h: number, value: number) => void,
  horizon: number,
) {
  const { form, parameters, variance } = state
  const { alpha, beta, gamma, phi } = parameters
  const sd = Math.sqrt(variance)
  const seasonal = state.seasonal.slice()
  const isTrendMultiplicative = form.trend === 'M' || form.trend === 'Md'
  let { level, trend } = state
  for (let h = 0; h < horizon; h++) {
    const p = form.season === 'N' ? 0 : h % seasonal.length
    const s = form.season === 'N' ? (form.error === 'M' ? 1 : 0) : seasonal[p]!
    const carried =
      form.trend === 'N' ? 0 : isTrendMultiplicative ? Math.max(trend, 1e-6) ** phi : phi * trend
    const flat = isTrendMultiplicative ? level * carried : level + carried
    const f = form.season === 'M' ? flat * s : form.season === 'A' ? flat + s : flat
    // A relative error below −1 would turn a sale into a return: such models stand for positive values.
    const d = form.error === 'M' ? f * Math.max(sd * draw(), -0.9999) : sd * draw()
    const u = form.season === 'M' ? d / s : d
    note(h, f + d)
    const next = flat + alpha * u
    trend = isTrendMultiplicative ? carried + (beta * u) / level : carried + beta * u
    level = form.error === 'M' ? Math.max(next, 1e-9 * Math.abs(state.level)) : next
    if (form.season === 'A') seasonal[p] = s + gamma * d
    else if (form.season === 'M') seasonal[p] = Math.max(s + (gamma * d) / flat, 1e-6)
  }
}

/** Linear between the two nearest order statistics (R's type 7). */
export function quantileOfSorted(values: Float64Array, p: number): number {
  const position = p * (values.length - 1)
  const below = Math.floor(position)
  const above = Math.min(values.length - 1, below + 1)
  return values[below]! + (position - below) * (values[above]! - values[below]!)
}
