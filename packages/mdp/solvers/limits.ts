interface LimitOptions {
  readonly iterationsMax?: number
  readonly secondsMax?: number
  readonly now?: () => number
}

const iterationsDefault = 1_000_000
/** Of methods that improve a whole policy each time: they seldom need 20. */
export const improvementsDefault = 1000

interface Limits {
  readonly isOver: (iterations: number) => boolean
  /** the seconds alone are over */
  readonly isLate: () => boolean
}

/** Says when the iterations or the seconds are over.
 *  @throws RangeError for limits that are not above zero */
export function startLimits(options: LimitOptions, byDefault = iterationsDefault): Limits {
  const { iterationsMax = byDefault, secondsMax = Infinity, now = () => performance.now() } = options
  if (!(iterationsMax >= 1)) throw new RangeError(`iterationsMax is ${iterationsMax}; it must be at least 1.`)
  if (!(secondsMax > 0)) throw new RangeError(`secondsMax is ${secondsMax}; it must be above 0.`)
  const begun = now()
  const isLate = () => secondsMax < Infinity && now() - begun >= secondsMax * 1000
  return { isLate, isOver: iterations => iterations >= iterationsMax || isLate() }
}
