/** A source of numbers in [0, 1) that is the same for the same seed on every machine. */
export type Random = () => number

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by the text's xmur3 hash: 128 bits of state, period about
 *  2^127. Every part of the demo network draws from a seed of its own, so that a change to one part leaves
 *  the others as they were.
 *  @example seededRandom('demo/D01')() === seededRandom('demo/D01')() // true */
export function seededRandom(seed: string): Random {
  const hash = hashedText(seed)
  let a = hash()
  let b = hash()
  let c = hash()
  let counter = 1
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 12; warm++) next()
  return next
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

/** A whole number, both ends included. */
export function wholeBetween(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1))
}

export function between(random: Random, from: number, to: number): number {
  return from + random() * (to - from)
}

export function pick<T>(random: Random, options: readonly T[]): T {
  const option = options[Math.floor(random() * options.length)]
  if (option === undefined) throw new RangeError('nothing to pick from')
  return option
}

/** @param weightOf ≥ 0, not all 0 */
export function pickWeighted<T>(random: Random, options: readonly T[], weightOf: (option: T) => number): T {
  let total = 0
  for (const option of options) total += weightOf(option)
  let left = random() * total
  for (const option of options) {
    left -= weightOf(option)
    if (left < 0) return option
  }
  return pick(random, options)
}

/** Box–Muller, one of the pair. */
export function normal(random: Random, mean: number, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return mean + deviation * radius * Math.cos(2 * Math.PI * random())
}

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random())
}

/** Most near the median, a few far above it. @param spread standard deviation of the logarithm */
export function skewed(random: Random, median: number, spread: number): number {
  return median * Math.exp(normal(random, 0, spread))
}

/** Noise of a logit choice. */
export function logistic(random: Random): number {
  const u = Math.min(1 - 1e-12, Math.max(1e-12, random()))
  return Math.log(u / (1 - u))
}

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const moved = mixed[last]!
    mixed[last] = mixed[other]!
    mixed[other] = moved
  }
  return mixed
}

const hexByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** UUIDv7 (RFC 9562) of a moment, its 74 free bits from the source. @param at ms since the epoch */
export function uuidAt(random: Random, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const middle = Math.floor(random() * 0x1000)
  const variant = 0x8000 | Math.floor(random() * 0x4000)
  let node = ''
  for (let byte = 0; byte < 6; byte++) node += hexByte[Math.floor(random() * 256)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${middle.toString(16).padStart(3, '0')}-${variant.toString(16)}-${node}`
}

function hashedText(text: string): () => number {
  let hash = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
    hash ^= hash >>> 16
    return hash >>> 0
  }
}
