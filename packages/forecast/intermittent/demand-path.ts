/** A way of forecasting demand that may pause: what it expects at each time of the next period, from what was seen
 *  before it. */
export interface DemandPath {
  readonly name: string
  /** [length + 1] mean of period t given the periods before it; NaN while nothing can be said */
  readonly level: Float64Array
  /** factor per further period ahead, at most 1 */
  readonly survival: number
}

/** Croston (1972): demand sizes and the intervals between them smoothed apart; starts at the first demand with its
 *  size and its index as the interval. `factor` 1 − α/2 makes it Syntetos & Boylan (2005). Missing periods (NaN)
 *  do not count as waiting. */
export function crostonPath(
  y: Float64Array,
  alpha: number,
  beta: number,
  factor: number,
  name: string,
): DemandPath {
  const level = new Float64Array(y.length + 1).fill(Number.NaN)
  let size = 0
  let interval = 0
  let waited = 0
  for (let t = 0; t < y.length; t++) {
    if (!Number.isNaN(y[t]!)) {
      waited++
      if (y[t]! > 0) {
        size = interval === 0 ? y[t]! : size + alpha * (y[t]! - size)
        interval = interval === 0 ? waited : interval + beta * (waited - interval)
        waited = 0
      }
    }
    if (interval > 0) level[t + 1] = (factor * size) / interval
  }
  return { name, level, survival: 1 }
}

/** Teunter, Syntetos & Babai (2011): the probability of demand is smoothed every period, so that the forecast
 *  falls while nothing sells. Starts from `startProbability` and the first demand's size. */
export function tsbPath(y: Float64Array, alpha: number, beta: number, startProbability: number): DemandPath {
  const level = new Float64Array(y.length + 1).fill(Number.NaN)
  let size = y.find(value => value > 0) ?? 0
  let probability = startProbability
  for (let t = 0; t < y.length; t++) {
    if (y[t]! > 0) {
      probability += beta * (1 - probability)
      size += alpha * (y[t]! - size)
    } else if (y[t] === 0) probability -= beta * probability
    level[t + 1] = probability * size
  }
  return { name: 'TSB', level, survival: 1 }
}

/** TSB that learns its start on the way (gains 1/count until they fall to α and β), so that its past forecasts
 *  know nothing of their future. */
export function adaptiveTsbPath(y: Float64Array, alpha: number, beta: number): DemandPath {
  const level = new Float64Array(y.length + 1).fill(Number.NaN)
  let size = 0
  let probability = 0
  let sizes = 0
  let periods = 0
  for (let t = 0; t < y.length; t++) {
    if (!Number.isNaN(y[t]!)) {
      periods++
      const isDemand = y[t]! > 0
      probability += Math.max(beta, 1 / periods) * ((isDemand ? 1 : 0) - probability)
      if (isDemand) size += Math.max(alpha, 1 / ++sizes) * (y[t]! - size)
    }
    if (periods > 0) level[t + 1] = probability * size
  }
  return { name: `TSB(${alpha}, ${beta})`, level, survival: 1 }
}

/** Obsolescence: each period the item dies with probability `hazard` for good; while alive it sells with a smoothed
 *  probability a smoothed size. The chance that it still lives follows by Bayes from the zeros since its last
 *  demand (a two-state hidden Markov chain with an absorbing state), and falls by the hazard with each period
 *  ahead. */
export function lifeCyclePath(y: Float64Array, alpha: number, hazard: number): DemandPath {
  const level = new Float64Array(y.length + 1).fill(Number.NaN)
  let size = 0
  let probability = 0
  let alive = 1
  let sizes = 0
  let periods = 0
  let isKnown = false
  for (let t = 0; t < y.length; t++) {
    alive *= 1 - hazard
    if (!Number.isNaN(y[t]!)) {
      isKnown = true
      const isDemand = y[t]! > 0
      if (isDemand) {
        alive = 1
        size += Math.max(alpha, 1 / ++sizes) * (y[t]! - size)
      } else {
        const silent = alive * (1 - Math.min(probability, 0.99))
        alive = silent / (silent + 1 - alive)
      }
      // Only a period in which the item lived tells how often it sells; sizes === 0: not born yet.
      if (sizes > 0) {
        periods += alive
        probability += (alive / Math.max(1, periods)) * ((isDemand ? 1 : 0) - probability)
      }
    }
    if (isKnown) level[t + 1] = alive * (1 - hazard) * probability * size
  }
  return { name: `life cycle(${alpha}, ${Number(hazard.toFixed(4))})`, level, survival: 1 - hazard }
}

/** The last observed value. */
export function lastValuePath(y: Float64Array): DemandPath {
  const level = new Float64Array(y.length + 1).fill(Number.NaN)
  for (let t = 0; t < y.length; t++) level[t + 1] = Number.isNaN(y[t]!) ? level[t]! : y[t]!
  return { name: 'last value', level, survival: 1 }
}
