export interface ChangePoints {
  /** index of the first value of each new level, ascending */
  readonly changes: readonly number[]
  /** [changes.length + 1] mean of each stretch */
  readonly levels: Float64Array
  /** minimum of Σ cost + penalty per change */
  readonly cost: number
  readonly penalty: number
}

export interface ChangePointOptions {
  /** `normal`: one variance throughout, estimated from first differences; `poisson`: counts */
  readonly model?: 'normal' | 'poisson'
  /** cost of one more change in units of −2 log-likelihood; default 3 log n (a level, a place, and safety) */
  readonly penalty?: number
  /** shortest stretch between changes, at least 1, default 2 */
  readonly leastLength?: number
}

/** Finds where the level of a series changed: the exact minimum over all segmentations of −2 log-likelihood plus a
 *  penalty per change, by pruned dynamic programming (PELT).
 *  @param y [length] NaN = missing, which belongs to no stretch's mean
 *  @throws RangeError for infinite values, negative counts under `poisson`, or a penalty or length that cannot be
 *  Source: Killick, Fearnhead & Eckley (2012) JASA 107, eq. 3 and §3; variance by the median absolute difference.
 *  O(length) when changes come regularly, O(length²) at worst.
 *  @example
 *  findChanges(Float64Array.from([5, 6, 5, 6, 5, 12, 13, 12, 13, 12])).changes // → [5]
 */
export function findChanges(y: Float64Array, options: ChangePointOptions = {}): ChangePoints {
  const model = options.model ?? 'normal'
  const leastLength = options.leastLength ?? 2
  checkSeries(y, model, leastLength)
  const cost = segmentCost(y, model)
  const penalty = options.penalty ?? 3 * Math.log(Math.max(2, cost.observed))
  if (!(penalty >= 0 && penalty < Infinity))
    throw new RangeError(`penalty ${penalty}: give a finite number from 0`)
  return prune(y.length, cost, penalty, leastLength)
}

interface SegmentCost {
  readonly observed: number
  /** −2 log-likelihood of values from … to − 1 with their own mean, less what all segmentations share */
  of(from: number, to: number): number
  mean(from: number, to: number): number
}

function prune(length: number, cost: SegmentCost, penalty: number, leastLength: number): ChangePoints {
  const best = new Float64Array(length + 1).fill(Infinity) // least cost of the first t values
  const previous = new Int32Array(length + 1) // where the last stretch of that optimum begins
  best[0] = -penalty
  const lostAt = new Int32Array(length + 1).fill(length + 1) // first t from which a start cannot win any more
  let starts: number[] = [0] // places from which the last stretch may still begin
  for (let t = leastLength; t <= length; t++) {
    for (const from of starts) {
      const value = best[from]! + cost.of(from, t) + penalty
      if (value < best[t]!) {
        best[t] = value
        previous[t] = from
      }
    }
    // A change at t beats the start for all ends that leave the stretch after t long enough (eq. 4).
    for (const from of starts)
      if (lostAt[from]! > length && best[from]! + cost.of(from, t) > best[t]!) lostAt[from] = t + leastLength
    const next = t - leastLength + 1
    if (next >= leastLength) starts.push(next)
    starts = starts.filter(from => lostAt[from]! > t + 1)
  }
  if (length < leastLength) best[length] = cost.of(0, length)
  const changes: number[] = []
  for (let t = length; previous[t]! > 0; t = previous[t]!) changes.unshift(previous[t]!)
  const edges = [0, ...changes, length]
  const levels = Float64Array.from(edges.slice(1), (to, k) => cost.mean(edges[k]!, to))
  return { changes, levels, cost: best[length]!, penalty }
}

function segmentCost(y: Float64Array, model: 'normal' | 'poisson'): SegmentCost {
  const counts = new Int32Array(y.length + 1)
  const sums = new Float64Array(y.length + 1)
  const squares = new Float64Array(y.length + 1)
  const centre = model === 'normal' ? medianOf(Array.from(y).filter(value => !Number.isNaN(value))) : 0
  for (let t = 0; t < y.length; t++) {
    const isSeen = !Number.isNaN(y[t]!)
    const value = isSeen ? y[t]! - centre : 0
    counts[t + 1] = counts[t]! + (isSeen ? 1 : 0)
    sums[t + 1] = sums[t]! + value
    squares[t + 1] = squares[t]! + value * value
  }
  const variance = model === 'normal' ? noiseVariance(y) : 1
  const mean = (from: number, to: number) => {
    const count = counts[to]! - counts[from]!
    return count > 0 ? centre + (sums[to]! - sums[from]!) / count : centre
  }
  const ofNormal = (from: number, to: number) => {
    const count = counts[to]! - counts[from]!
    if (count === 0) return 0
    const sum = sums[to]! - sums[from]!
    return Math.max(0, squares[to]! - squares[from]! - (sum * sum) / count) / variance
  }
  const ofPoisson = (from: number, to: number) => {
    const count = counts[to]! - counts[from]!
    const sum = sums[to]! - sums[from]!
    return sum > 0 ? 2 * sum * (1 - Math.log(sum / count)) : 0
  }
  return { observed: counts[y.length]!, of: model === 'normal' ? ofNormal : ofPoisson, mean }
}

/** Of independent noise around a level that rarely changes: differences have √2 its deviation, and their median is
 *  not moved by the few that cross a change. */
function noiseVariance(y: Float64Array): number {
  const differences: number[] = []
  let last = Number.NaN
  let size = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    if (!Number.isNaN(last)) differences.push(Math.abs(value - last))
    last = value
    size = Math.max(size, Math.abs(value))
  }
  let deviation = medianOf(differences) / (0.6744897501960817 * Math.SQRT2)
  if (!(deviation > 0))
    deviation = Math.sqrt(
      differences.reduce((sum, d) => sum + d * d, 0) / (2 * Math.max(1, differences.length)),
    )
  // More than half of the steps are 0: the spread of all steps; all are 0: any change at all is one.
  if (!(deviation > 0)) deviation = size > 0 ? size : 1
  return deviation * deviation
}

function medianOf(values: number[]): number {
  if (values.length === 0) return 0
  const sorted = values.sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function checkSeries(y: Float64Array, model: 'normal' | 'poisson', leastLength: number): void {
  if (!Number.isInteger(leastLength) || leastLength < 1)
    throw new RangeError(`leastLength ${leastLength}: give a whole number from 1`)
  for (let t = 0; t < y.length; t++) {
    if (Math.abs(y[t]!) === Infinity)
      throw new RangeError(`y[${t}] is infinite: give a number, or NaN if missing`)
    if (model === 'poisson' && y[t]! < 0) throw new RangeError(`y[${t}] = ${y[t]}: counts are not negative`)
  }
}
