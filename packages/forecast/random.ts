/** A source of uniform numbers in [0, 1). */
export type Random = () => number

/** Seeded generator (sfc32 of C. Doty-Humphrey's PractRand): the same seed gives the same numbers everywhere.
 *  @param seed a whole number
 *  @returns a function that gives the next number in [0, 1)
 *  @throws RangeError unless the seed is a safe integer
 *  @example
 *  const draw = randomFrom(7)
 *  draw() === randomFrom(7)() // → true
 */
export function randomFrom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed is ${seed}; it must be a whole number`)
  let a = seed | 0
  let b = Math.floor(seed / 4294967296) | 0
  let c = 0x9e3779b9 | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 15; round++) next()
  return next
}

/** Standard normal numbers by the polar method (Marsaglia & Bray 1964). */
export function normalsFrom(random: Random): () => number {
  let spare = Number.NaN
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare
      spare = Number.NaN
      return value
    }
    for (;;) {
      const u = 2 * random() - 1
      const v = 2 * random() - 1
      const size = u * u + v * v
      if (size >= 1 || size === 0) continue
      const factor = Math.sqrt((-2 * Math.log(size)) / size)
      spare = v * factor
      return u * factor
    }
  }
}
