/** Whole periods, or how likely each number of them is: `probabilities[k]` for k periods. */
export type ReplayLeadTime = number | { readonly probabilities: ArrayLike<number> }

/** A source of lead times, one per order.
 *  @throws RangeError on a broken or negative number of periods, and on probabilities that do not sum to 1 */
export function makeLeadTimes(leadTime: ReplayLeadTime, random?: () => number): () => number {
  if (typeof leadTime === 'number') {
    if (!Number.isInteger(leadTime) || leadTime < 0)
      throw new RangeError(`leadTime is ${leadTime}: give whole periods, 0 or more`)
    return () => leadTime
  }
  const chances = Float64Array.from(leadTime.probabilities)
  const sum = chances.reduce((total, chance) => total + chance, 0)
  const wrong = chances.findIndex(chance => !(chance >= 0))
  if (wrong >= 0) throw new RangeError(`leadTime probability ${wrong} is ${chances[wrong]}: give 0 or more`)
  if (Math.abs(sum - 1) > 1e-9)
    throw new RangeError(`leadTime probabilities sum to ${sum}: they must sum to 1`)
  if (!random) throw new TypeError('a leadTime that varies needs `random`, a generator of numbers in [0, 1)')
  return () => drawIndex(chances, random())
}

function drawIndex(chances: Float64Array, uniform: number): number {
  let left = uniform
  for (let k = 0; k < chances.length; k++) {
    left -= chances[k]!
    if (left < 0) return k
  }
  return chances.findLastIndex(chance => chance > 0)
}
