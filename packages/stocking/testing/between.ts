import fc from 'fast-check'

/** Numbers spread evenly from min to max. (fc.double spreads over all floating-point numbers, most of them next to 0.) */
export function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 100_000 }).map(k => min + ((max - min) * k) / 100_000)
}
