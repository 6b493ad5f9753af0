import type { GivenParameters } from './coordinates.ts'
import { type EtsForm, isDamped, nameOfEts } from './form.ts'
import type { EtsStart } from './start.ts'

/** An exponential smoothing model that is known already, as another program printed it. */
export interface FixedEts {
  readonly alpha: number
  /** forms with a trend */
  readonly beta?: number
  /** forms with a season */
  readonly gamma?: number
  /** forms with a damped trend */
  readonly phi?: number
  readonly level: number
  /** change a period, or factor of it (multiplicative trend) */
  readonly slope?: number
  /** [season] states, that of the first observation's period first (R prints them the other way round, the first period’s last) */
  readonly season?: ArrayLike<number>
}

/** @throws RangeError for a number that the form needs and the model lacks, or seasonal states that do not add up to 0
 *  (additive) or the season (multiplicative) */
export function readFixed(
  form: EtsForm,
  season: number,
  fixed: FixedEts,
): { parameters: GivenParameters; start: EtsStart } {
  const isSeasonal = form.season !== 'N'
  const need = (
    name: 'alpha' | 'beta' | 'gamma' | 'phi' | 'level' | 'slope',
    isNeeded: boolean,
    otherwise: number,
  ) => {
    const value = isNeeded ? fixed[name] : otherwise
    if (value === undefined || !Number.isFinite(value))
      throw new RangeError(`a fixed ${nameOfEts(form)} needs the number ${name}; it is ${value}`)
    return value
  }
  const hasTrend = form.trend !== 'N'
  return {
    parameters: {
      alpha: need('alpha', true, 0),
      beta: need('beta', hasTrend, 0),
      gamma: need('gamma', isSeasonal, 0),
      phi: need('phi', isDamped(form), 1),
    },
    start: {
      level: need('level', true, 0),
      trend: need('slope', hasTrend, 0),
      seasonal: isSeasonal ? readSeason(form, season, fixed.season ?? []) : new Float64Array(0),
    },
  }
}

function readSeason(form: EtsForm, season: number, states: ArrayLike<number>): Float64Array {
  if (states.length !== season)
    throw new RangeError(
      `a fixed ${nameOfEts(form)} needs ${season} seasonal states; it has ${states.length}`,
    )
  const total = form.season === 'M' ? season : 0
  let sum = 0
  let size = 0
  for (let p = 0; p < season; p++) {
    sum += states[p]!
    size += Math.abs(states[p]!)
  }
  if (!(Math.abs(sum - total) <= 1e-6 * size))
    throw new RangeError(`the fixed seasonal states add up to ${sum}; they must to ${total}`)
  return Float64Array.from(states)
}
