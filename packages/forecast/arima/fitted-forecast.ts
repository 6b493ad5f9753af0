import type { Forecast } from '../forecast.ts'
import type { FittedFilter } from './fitted-filter.ts'
import type { ArimaObjective } from './objective.ts'
import { filterArima, forecastStates } from './state-space.ts'
import type { Transformation } from './transform.ts'

const Z80 = 1.2815515655446004
const Z95 = 1.959963984540054

export function forecastFitted(
  method: string,
  objective: ArimaObjective,
  filtered: FittedFilter,
  found: { level: number; sigma2: number; scale: number; transformation: Transformation },
  horizon: number,
): Forecast {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon ${horizon}: give a whole number of periods from 1`)
  const { level, sigma2, scale, transformation } = found
  const { ar, ma } = filtered
  const { mean, variance } = forecastStates(ar, ma, objective.lags, filtered, horizon)
  const isDrift = objective.spec.d + objective.spec.seasonalD > 0
  const bound = (z: number) =>
    Float64Array.from(mean, (value, h) => {
      const trend = objective.spec.hasLevel ? level * (isDrift ? objective.y.length + h + 1 : 1) : 0
      return transformation.backward((value + trend + z * Math.sqrt(sigma2 * variance[h]!)) * scale)
    })
  return {
    method,
    mean: bound(0),
    lower80: bound(-Z80),
    upper80: bound(Z80),
    lower95: bound(-Z95),
    upper95: bound(Z95),
  }
}

export function interpolateFitted(
  y: Float64Array,
  objective: ArimaObjective,
  coefficients: Float64Array,
  transformation: Transformation,
  scale: number,
): Float64Array {
  if (!objective.hasGaps) return Float64Array.from(y)
  objective.atCoefficients(coefficients)
  const result = filterArima(
    objective.ar,
    objective.ma,
    objective.lags,
    objective.y,
    objective.regressorColumn(),
    true,
  )
  const smoothed = result?.smoothed
  if (!smoothed) throw new RangeError('y: too many values are missing where the differences need them')
  return Float64Array.from(y, (value, t) =>
    Number.isNaN(value) ? transformation.backward(smoothed[t]! * scale) : value,
  )
}
