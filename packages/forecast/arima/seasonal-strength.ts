import { decomposeStl } from '../stl/stl.ts'

/** Strength of the season, 1 − Var(remainder) / Var(season + remainder) of an STL decomposition, in 0 … 1 (Wang,
 *  Smith & Hyndman 2006, Data Mining and Knowledge Discovery 13, §3.3.2).
 *  The decomposition is `decomposeStl` with its defaults.
 *  @param y [length ≥ 2 · period + 1] without gaps
 *  O(length · period). */
export function seasonalStrength(y: Float64Array, period: number): number {
  const { seasonal, remainder } = decomposeStl(y, period)
  const whole = varianceOf(remainder.map((value, t) => value + seasonal[t]!))
  return whole > 0 ? Math.max(0, Math.min(1, 1 - varianceOf(remainder) / whole)) : 0
}

function varianceOf(x: Float64Array): number {
  let mean = 0
  for (let t = 0; t < x.length; t++) mean += x[t]! / x.length
  let sum = 0
  for (let t = 0; t < x.length; t++) sum += (x[t]! - mean) ** 2
  return sum / (x.length - 1)
}
