export interface TimeLimit {
  /** default 30; the best so far is answered when they are over */
  readonly secondsMax?: number
  /** milliseconds of a clock that never goes back */
  readonly now?: () => number
}

/** Says from now on whether the seconds are over. */
export function startDeadline({ secondsMax = 30, now = () => performance.now() }: TimeLimit): () => boolean {
  if (!(secondsMax >= 0)) throw new RangeError(`secondsMax must be ≥ 0, not ${secondsMax}`)
  const begun = now()
  return () => now() - begun > secondsMax * 1000
}
