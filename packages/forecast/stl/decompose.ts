/** Classical seasonal figures: the mean departure from a centred moving average, period by period.
 *  @param y [length] without gaps, length ≥ 2·season
 *  @param kind `A`: departures add up to 0; `M`: ratios with mean 1
 *  @returns [season] figures, that of y[0] first
 *  Source: R's `decompose`; FPP3 §3.4. O(length · season).
 *  @example
 *  seasonalFigures([1, 5, 2, 6, 3, 7, 4, 8], 2, 'A') // ≈ [-1.75, 1.75]
 */
export function seasonalFigures(y: ArrayLike<number>, season: number, kind: 'A' | 'M'): Float64Array {
  const trend = movingAverage(y, season)
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let t = 0; t < y.length; t++) {
    const level = trend[t]!
    if (Number.isNaN(level) || (kind === 'M' && level === 0)) continue
    sums[t % season]! += kind === 'A' ? y[t]! - level : y[t]! / level
    counts[t % season]!++
  }
  const neutral = kind === 'A' ? 0 : 1
  const figures = sums.map((sum, p) => (counts[p]! > 0 ? sum / counts[p]! : neutral))
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / season
  return figures.map(figure => (kind === 'A' ? figure - mean : mean > 0 ? figure / mean : 1))
}

/** Centred, over one season, half weights at the ends when it is even; NaN where it does not reach. */
function movingAverage(y: ArrayLike<number>, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const average = new Float64Array(y.length).fill(Number.NaN)
  const isEven = season % 2 === 0
  for (let t = half; t < y.length - half; t++) {
    let sum = 0
    for (let k = -half; k <= half; k++) sum += y[t + k]! * (isEven && Math.abs(k) === half ? 0.5 : 1)
    average[t] = sum / season
  }
  return average
}
