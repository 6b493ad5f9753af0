import { normalsFrom, randomFrom } from '../random.ts'

/** Monthly series as a dealer group has them, from a seed: trend, season and noise; a share with pauses in demand;
 *  a share with a shift of level. Values are whole cars.
 *  @returns series `index` of that seed, whichever thread asks */
export function makeSeries(index: number, length: number, seed: number): Float64Array {
  const random = randomFrom(seed * 1_000_003 + index)
  const normal = normalsFrom(random)
  const kind = random()
  return kind < 0.15 ? makeIntermittent(length, random) : makeSmooth(length, random, normal, kind > 0.85)
}

function makeIntermittent(length: number, random: () => number): Float64Array {
  const chance = 0.1 + 0.4 * random()
  const size = 1 + 4 * random()
  return Float64Array.from({ length }, () => (random() < chance ? Math.ceil(size * random() * 2) : 0))
}

function makeSmooth(
  length: number,
  random: () => number,
  normal: () => number,
  shifts: boolean,
): Float64Array {
  const base = Math.exp(2 + 5 * random())
  const growth = 0.004 * normal()
  const strength = 0.25 * random()
  const season = Array.from({ length: 12 }, () => Math.exp(strength * normal()))
  const noise = 0.04 + 0.16 * random()
  const wander = 0.05 * random()
  const shiftAt = shifts ? Math.floor(length * (0.3 + 0.5 * random())) : -1
  const shift = random() < 0.5 ? 0.6 : 1.5
  let level = base
  const values = new Float64Array(length)
  for (let t = 0; t < length; t++) {
    if (t === shiftAt) level *= shift
    level *= Math.exp(growth + wander * normal())
    values[t] = Math.max(0, Math.round(level * season[t % 12]! * (1 + noise * normal())))
  }
  return values
}
