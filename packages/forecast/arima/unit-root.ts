/** KPSS statistic of stationarity around a level, with Bartlett weights over ⌊3√n / 13⌋ lags (Kwiatkowski et
 *  al. 1992, eq. 9–10); above 0.463 stationarity is rejected at 5 %. O(length · lags).
 *  @param y [length ≥ 1] without gaps; 0 for a series of one value
 *  @example
 *  stationarityStatistic(Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])) // ≈ 1.01
 */
export function stationarityStatistic(y: Float64Array): number {
  const length = y.length
  let mean = 0
  for (let t = 0; t < length; t++) mean += y[t]! / length
  let partial = 0
  let partialSquares = 0
  let squares = 0
  for (let t = 0; t < length; t++) {
    const e = y[t]! - mean
    partial += e
    partialSquares += partial * partial
    squares += e * e
  }
  if (!(squares > 1e-24 * length * (1 + mean * mean))) return 0
  const lags = Math.trunc((3 * Math.sqrt(length)) / 13)
  let longRun = squares
  for (let lag = 1; lag <= lags; lag++) {
    let sum = 0
    for (let t = lag; t < length; t++) sum += (y[t]! - mean) * (y[t - lag]! - mean)
    longRun += 2 * (1 - lag / (lags + 1)) * sum
  }
  return longRun > 0 ? partialSquares / (length * longRun) : 0
}
