/** Durations counted in buckets, eight to each doubling from a minute up: a quartile is right to within a bucket, 9 %. */
export interface Bucket {
  readonly bucket: number
  readonly sales: number
}

const perDoubling = 8
const shortestSeconds = 60

/** The duration that a share of the sales did not exceed, in seconds; within its bucket sales are taken to lie
 *  evenly.
 *  @throws RangeError for no sales at all
 *  @example quantileSeconds([{ bucket: 0, sales: 4 }, { bucket: 8, sales: 4 }], 0.25) // about 63 */
export function quantileSeconds(buckets: readonly Bucket[], share: number): number {
  const total = buckets.reduce((sum, { sales }) => sum + sales, 0)
  if (total === 0) throw new RangeError('no sales to take a quartile of')
  let below = 0
  for (const { bucket, sales } of buckets.toSorted((one, other) => one.bucket - other.bucket)) {
    if (below + sales >= share * total) {
      const within = (share * total - below) / sales
      return Math.round(shortestSeconds * 2 ** ((bucket + within) / perDoubling))
    }
    below += sales
  }
  throw new RangeError('a share is at most 1')
}

/** The bucket that the roll-up counts a duration in. */
export function bucketOf(seconds: number): number {
  return Math.floor(perDoubling * Math.log2(Math.max(shortestSeconds, seconds) / shortestSeconds))
}
