/** A stream of random numbers that its seed alone decides: the same on every machine. */
export interface Random {
  /** 0 < x < 1, 53 bits */
  uniform(): number
  /** mean 0, standard deviation 1 */
  normal(): number
  /** mean `shape`, variance `shape`, shape > 0 */
  gamma(shape: number): number
  /** on (0, 1), mean a / (a + b) */
  beta(a: number, b: number): number
  /** a point of the simplex, written into `into` when given; parameters of 0 give 0 */
  dirichlet(alpha: ArrayLike<number>, into?: Float64Array): Float64Array
  /** index i with probability weights[i] / Σ weights; the weights need not sum to one */
  categorical(weights: ArrayLike<number>): number
}

/** A seeded generator: sfc32 (Doty-Humphrey, PractRand: 128 bits of state, passes BigCrush), its state filled
 *  from the seed by splitmix32 and stirred twelve times. Normals by the polar method (Marsaglia and Bray
 *  1964), gammas by squeeze and rejection (Marsaglia and Tsang 2000; below shape 1 by the power of a
 *  uniform), betas and Dirichlets as shares of gammas (Devroye 1986, XI.4). Each draw is O(1), Dirichlet and
 *  categorical O(length).
 *  @param seed any finite number; its whole part modulo 2⁵³ counts
 *  @throws RangeError for a seed that is not finite, a shape that is not > 0, weights that have no sum
 *  @example
 *  createRandom(7).uniform() === createRandom(7).uniform() // → true
 *  createRandom(1).categorical([0, 0, 3]) // → 2
 *  createRandom(1).gamma(0) // throws RangeError: the shape of a gamma draw must be > 0
 */
export function createRandom(seed: number): Random {
  const next = startSfc32(seed)
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6) + 0.5) / 9_007_199_254_740_992
  const normal = makeNormal(uniform)
  const gamma = (shape: number) => Math.exp(drawLogGamma(shape, uniform, normal))
  return {
    uniform,
    normal,
    gamma,
    beta: (a, b) => {
      const x = drawLogGamma(a, uniform, normal)
      return 1 / (1 + Math.exp(drawLogGamma(b, uniform, normal) - x))
    },
    dirichlet: (alpha, into = new Float64Array(alpha.length)) => drawShares(alpha, into, uniform, normal),
    categorical: weights => drawIndex(weights, uniform()),
  }
}

function startSfc32(seed: number): () => number {
  if (!Number.isFinite(seed)) throw new RangeError(`a seed must be a finite number, not ${seed}`)
  const whole = Math.floor(Math.abs(seed)) % Number.MAX_SAFE_INTEGER
  let mixed = (whole ^ (seed < 0 ? 0x9e3779b9 : 0)) | 0
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0
    let z = mixed ^ (mixed >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix() ^ Math.floor(whole / 4_294_967_296)
  let counter = 1
  const next = () => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + out
    c |= 0
    return out >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

function makeNormal(uniform: () => number): () => number {
  let spare = 0
  let hasSpare = false
  return () => {
    if (hasSpare) {
      hasSpare = false
      return spare
    }
    let x = 0
    let y = 0
    let square = 0
    do {
      x = 2 * uniform() - 1
      y = 2 * uniform() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const stretch = Math.sqrt((-2 * Math.log(square)) / square)
    spare = y * stretch
    hasSpare = true
    return x * stretch
  }
}

/** In logarithms: a draw of a small shape is smaller than the smallest number. */
function drawLogGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (!(shape > 0 && shape < Infinity))
    throw new RangeError(`the shape of a gamma draw must be > 0 and finite, not ${shape}`)
  if (shape < 1) return drawLogGamma(shape + 1, uniform, normal) + Math.log(uniform()) / shape
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    if (Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d) + Math.log(v)
  }
}

function drawShares(
  alpha: ArrayLike<number>,
  into: Float64Array,
  uniform: () => number,
  normal: () => number,
): Float64Array {
  let largest = -Infinity
  for (let i = 0; i < alpha.length; i++) {
    into[i] = alpha[i] === 0 ? -Infinity : drawLogGamma(alpha[i]!, uniform, normal)
    if (into[i]! > largest) largest = into[i]!
  }
  if (largest === -Infinity) throw new RangeError('a Dirichlet draw needs a parameter > 0')
  let sum = 0
  for (let i = 0; i < alpha.length; i++) sum += into[i] = Math.exp(into[i]! - largest)
  for (let i = 0; i < alpha.length; i++) into[i]! /= sum
  return into
}

function drawIndex(weights: ArrayLike<number>, share: number): number {
  let sum = 0
  let last = -1
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! >= 0)) throw new RangeError(`weight ${i} must be ≥ 0, not ${weights[i]}`)
    sum += weights[i]!
    if (weights[i]! > 0) last = i
  }
  if (!(sum > 0 && sum < Infinity)) throw new RangeError(`weights must have a finite sum > 0, not ${sum}`)
  let rest = share * sum
  for (let i = 0; i < last; i++) {
    rest -= weights[i]!
    if (rest < 0) return i
  }
  return last
}
