/** Strength of the season, 1 − Var(remainder) / Var(season + remainder) of an STL decomposition, in 0 … 1 (Wang,
 *  Smith & Hyndman 2006, Data Mining and Knowledge Discovery 13, §3.3.2).
 *  The decomposition is that of Cleveland et al. (1990) without robustness, seasonal window 11 of degree 0,
 *  trend and low-pass windows by their rules, two inner rounds.
 *  @param y [length ≥ 2 · period + 1] without gaps
 *  O(length · period). */
export function seasonalStrength(y: Float64Array, period: number): number {
  const { season, trend } = decompose(y, period)
  const remainder = y.map((value, t) => value - season[t]! - trend[t]!)
  const detrended = y.map((value, t) => value - trend[t]!)
  const whole = varianceOf(detrended)
  return whole > 0 ? Math.max(0, Math.min(1, 1 - varianceOf(remainder) / whole)) : 0
}

const SEASONAL_WINDOW = 11

function decompose(y: Float64Array, period: number) {
  const length = y.length
  const trendWindow = nextOdd((1.5 * period) / (1 - 1.5 / SEASONAL_WINDOW))
  const lowPassWindow = nextOdd(period)
  let trend: Float64Array = new Float64Array(length)
  let season: Float64Array = new Float64Array(length)
  for (let round = 0; round < 2; round++) {
    const cycle = smoothCycles(y, trend, period)
    const low = smooth(movingAverage(movingAverage(movingAverage(cycle, period), period), 3), lowPassWindow)
    season = Float64Array.from(y, (_, t) => cycle[t + period]! - low[t]!)
    trend = smooth(
      y.map((value, t) => value - season[t]!),
      trendWindow,
    )
  }
  return { season, trend }
}

/** Each season's own series smoothed and drawn out by one season at both ends. @returns [length + 2 · period] */
function smoothCycles(y: Float64Array, trend: Float64Array, period: number): Float64Array {
  const out = new Float64Array(y.length + 2 * period)
  for (let s = 0; s < period; s++) {
    const count = Math.floor((y.length - 1 - s) / period) + 1
    const values = new Float64Array(count)
    for (let k = 0; k < count; k++) values[k] = y[s + k * period]! - trend[s + k * period]!
    for (let k = -1; k <= count; k++) out[s + (k + 1) * period] = localFit(values, k, SEASONAL_WINDOW, 0)
  }
  return out
}

function smooth(y: Float64Array, window: number): Float64Array {
  return Float64Array.from(y, (_, t) => localFit(y, t, window, 1))
}

/** Loess at `at`, tricube weights over the `window` nearest values; a window longer than the series widens the
 *  weights instead (Cleveland et al. 1990, §2). */
function localFit(y: Float64Array, at: number, window: number, degree: 0 | 1): number {
  const span = Math.min(window, y.length)
  const from = Math.max(0, Math.min(y.length - span, Math.round(at) - Math.floor(span / 2)))
  let reach = Math.max(at - from, from + span - 1 - at)
  if (window > y.length) reach += (window - y.length) / 2
  let sum = 0
  let sumX = 0
  let sumXX = 0
  let sumY = 0
  let sumXY = 0
  for (let i = from; i < from + span; i++) {
    const x = i - at
    const share = Math.abs(x) / reach
    if (share >= 0.999) continue
    const weight = share <= 0.001 ? 1 : (1 - share ** 3) ** 3
    sum += weight
    sumX += weight * x
    sumXX += weight * x * x
    sumY += weight * y[i]!
    sumXY += weight * x * y[i]!
  }
  const mean = sumY / sum
  if (degree === 0) return mean
  const centre = sumX / sum
  const spread = sumXX - sumX * centre
  if (!(spread > 1e-6 * (y.length - 1) ** 2 * sum * 1e-3)) return mean
  return mean - (centre * (sumXY - centre * sumY)) / spread
}

function movingAverage(y: Float64Array, width: number): Float64Array {
  const out = new Float64Array(y.length - width + 1)
  let sum = 0
  for (let t = 0; t < y.length; t++) {
    sum += y[t]!
    if (t >= width) sum -= y[t - width]!
    if (t >= width - 1) out[t - width + 1] = sum / width
  }
  return out
}

function nextOdd(value: number): number {
  const up = Math.ceil(value)
  return up % 2 === 0 ? up + 1 : up
}

function varianceOf(x: Float64Array): number {
  let mean = 0
  for (let t = 0; t < x.length; t++) mean += x[t]! / x.length
  let sum = 0
  for (let t = 0; t < x.length; t++) sum += (x[t]! - mean) ** 2
  return sum / (x.length - 1)
}
