interface LimitOptions {
  readonly iterationsMax?: number
  readonly secondsMax?: number
  readonly now?: () => number
}

export const iterationsDefault = 1_000_000

/** Says when the iterations or the seconds are over.
 *  @throws RangeError for limits that are not above zero */
export function startLimits(options: LimitOptions): { isOver: (iterations: number) => boolean } {
  const { iterationsMax = iterationsDefault, secondsMax = Infinity, now = () => performance.now() } = options
  if (!(iterationsMax >= 1)) throw new RangeError(`iterationsMax is ${iterationsMax}; it must be at least 1.`)
  if (!(secondsMax > 0)) throw new RangeError(`secondsMax is ${secondsMax}; it must be above 0.`)
  const begun = now()
  return {
    isOver: iterations =>
      iterations >= iterationsMax || (secondsMax < Infinity && now() - begun >= secondsMax * 1000),
  }
}
