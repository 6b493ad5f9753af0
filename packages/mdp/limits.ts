/** How long something iterative may take. */
export interface IterationLimits {
  /** at least 1 */
  readonly iterationsMax?: number
  /** at least 0; the best so far is answered when they are over, after one iteration at least */
  readonly secondsMax?: number
  /** milliseconds of a clock that never goes back */
  readonly now?: () => number
}

export interface Limits {
  readonly isOver: (iterations: number) => boolean
  /** the seconds alone are over */
  readonly isLate: () => boolean
}

/** Of what improves a whole policy each time: it seldom needs 20. */
export const improvementLimits = { iterations: 1000, seconds: Infinity }
/** Of a system of linear equations. */
export const systemLimits = { iterations: 10_000, seconds: 30 }
const sweepLimits = { iterations: 1_000_000, seconds: Infinity }

/** Says from now on when the iterations or the seconds are over.
 *  @throws RangeError for less than one iteration or less than no seconds */
export function startLimits(options: IterationLimits, byDefault = sweepLimits): Limits {
  const { now = () => performance.now() } = options
  const { iterationsMax = byDefault.iterations, secondsMax = byDefault.seconds } = options
  if (!(iterationsMax >= 1)) throw new RangeError(`iterationsMax is ${iterationsMax}; it must be at least 1.`)
  if (!(secondsMax >= 0)) throw new RangeError(`secondsMax is ${secondsMax}; it must be at least 0.`)
  const begun = now()
  const isLate = () => secondsMax < Infinity && now() - begun >= secondsMax * 1000
  return { isLate, isOver: iterations => iterations >= iterationsMax || isLate() }
}
