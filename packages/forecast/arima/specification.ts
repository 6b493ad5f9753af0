/** Which ARIMA(p,d,q)(P,D,Q)[period] to fit, in the notation of R's `arima`. */
export interface ArimaOptions {
  /** [p, d, q] */
  readonly order: readonly [number, number, number]
  /** [P, D, Q] */
  readonly seasonal?: readonly [number, number, number]
  /** observations in a season, 1 for none */
  readonly period?: number
  /** a mean, for d = D = 0 (default true there, as in R) */
  readonly withMean?: boolean
  /** a linear trend, for d + D = 1 (default false) */
  readonly withDrift?: boolean
  /** Box–Cox exponent, 'log' for 0 */
  readonly transform?: 'log' | 'none' | number
  /** 'css-ml' starts maximum likelihood from conditional least squares */
  readonly method?: 'css-ml' | 'ml' | 'css'
  readonly maxIterations?: number
}

export interface ArimaSpecification {
  readonly p: number
  readonly d: number
  readonly q: number
  readonly seasonalP: number
  readonly seasonalD: number
  readonly seasonalQ: number
  readonly period: number
  readonly hasLevel: boolean
}

/** @throws RangeError naming the order that cannot be */
export function readSpecification(options: ArimaOptions): ArimaSpecification {
  const [p, d, q] = options.order
  const [seasonalP, seasonalD, seasonalQ] = options.seasonal ?? [0, 0, 0]
  const period = options.period ?? 1
  const named: [string, number, number][] = [
    ['p', p, 100],
    ['d', d, 3],
    ['q', q, 100],
    ['P', seasonalP, 10],
    ['D', seasonalD, 2],
    ['Q', seasonalQ, 10],
  ]
  for (const [name, value, most] of named)
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new RangeError(`order ${name} = ${value}: give a whole number from 0 to ${most}`)
  if (!Number.isInteger(period) || period < 1)
    throw new RangeError(`period ${period}: give the observations in a season, a whole number from 1`)
  if (period === 1 && seasonalP + seasonalD + seasonalQ > 0)
    throw new RangeError(`seasonal orders (${seasonalP},${seasonalD},${seasonalQ}) need a period above 1`)
  const differences = d + seasonalD
  if (options.withDrift && differences !== 1)
    throw new RangeError(`withDrift needs d + D = 1, not ${differences}: use withMean without differencing`)
  if (options.withMean && differences > 0)
    throw new RangeError(
      `withMean needs d = D = 0, not d + D = ${differences}: differencing removes the mean`,
    )
  const hasLevel = differences === 0 ? (options.withMean ?? !options.withDrift) : (options.withDrift ?? false)
  return { p, d, q, seasonalP, seasonalD, seasonalQ, period, hasLevel }
}

/** `ARIMA(0,1,1)(0,1,1)[12] with drift`. */
export function nameOf(spec: ArimaSpecification): string {
  const { p, d, q, seasonalP, seasonalD, seasonalQ, period } = spec
  const seasonal =
    seasonalP + seasonalD + seasonalQ > 0 ? `(${seasonalP},${seasonalD},${seasonalQ})[${period}]` : ''
  const level = !spec.hasLevel ? '' : d + seasonalD > 0 ? ' with drift' : ' with mean'
  return `ARIMA(${p},${d},${q})${seasonal}${level}`
}

/** Names of the coefficients in the order of R: ar, ma, sar, sma, then mean or drift. */
export function coefficientNames(spec: ArimaSpecification): string[] {
  const names: string[] = []
  for (let i = 1; i <= spec.p; i++) names.push(`ar${i}`)
  for (let i = 1; i <= spec.q; i++) names.push(`ma${i}`)
  for (let i = 1; i <= spec.seasonalP; i++) names.push(`sar${i}`)
  for (let i = 1; i <= spec.seasonalQ; i++) names.push(`sma${i}`)
  if (spec.hasLevel) names.push(spec.d + spec.seasonalD > 0 ? 'drift' : 'mean')
  return names
}
