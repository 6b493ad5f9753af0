/** Exact Gaussian likelihood of a stationary ARMA process without gaps, in O(length · lags).
 *
 *  The Kalman filter of the companion form starts from the stationary covariance, so that its covariance
 *  changes by a matrix of rank one at every step; following only that vector (Morf, Sidhu & Kailath 1974;
 *  Mélard 1984, AS 197; Herbst 2015) replaces the lags × lags recursion by five vectors. A constant
 *  regressor is passed through the same filter and its coefficient taken out by generalised least squares,
 *  which is the joint maximum. Nothing is allocated during `evaluate`. */
export class ExactLikelihood {
  /** Σ v²/F at the last evaluation, in the squared units of the series */
  sumOfSquares = 0
  /** Σ log F */
  logDeterminant = 0
  /** coefficient of the constant regressor */
  level = 0
  /** Σ x̃²/F of the filtered regressor */
  regressorSquares = 0

  private readonly gain: Float64Array // T P Z′, not divided by F
  private readonly change: Float64Array // the vector whose outer product, times `weight`, changes P
  private readonly state: Float64Array
  private readonly regressorState: Float64Array
  private readonly ar: Float64Array
  private readonly psi: Float64Array
  private readonly auto: Float64Array
  private readonly pure: Float64Array
  private readonly products: Float64Array
  private readonly triangle: Float64Array
  private readonly maxLags: number

  constructor(maxLags: number) {
    const size = maxLags + 2
    this.maxLags = maxLags
    this.gain = new Float64Array(size)
    this.change = new Float64Array(size)
    this.state = new Float64Array(size)
    this.regressorState = new Float64Array(size)
    this.ar = new Float64Array(size)
    this.psi = new Float64Array(size)
    this.products = new Float64Array(size)
    this.auto = new Float64Array(size)
    this.pure = new Float64Array(2 * size)
    this.triangle = new Float64Array(size * size)
  }

  /** ½ log(Σ v²/F / n) + Σ log F / 2n, the negative concentrated log-likelihood per observation without its
   *  constants; Infinity outside the stationary region.
   *  @param regressor value of the constant regressor, 0 for none
   *  @param innovations when given, receives v_t [length] */
  evaluate(
    ar: Float64Array,
    arLags: number,
    ma: Float64Array,
    maLags: number,
    series: Float64Array,
    regressor: number,
    innovations?: Float64Array,
  ): number {
    const { gain, change, state, regressorState } = this
    const size = Math.max(arLags, maLags + 1)
    const first = this.startFilter(ar, arLags, ma, maLags, size)
    if (!(first > 0) || first === Infinity) return Infinity
    const full = this.ar
    let variance = first
    let weight = -1 / first
    let settled = false
    let logDeterminant = 0
    let yy = 0
    let xy = 0
    let xx = 0
    const length = series.length
    for (let t = 0; t < length; t++) {
      const inverse = 1 / variance
      const v = series[t]! - state[0]!
      const scaled = v * inverse
      yy += v * scaled
      logDeterminant += Math.log(variance)
      if (innovations) innovations[t] = v
      if (regressor !== 0) {
        const u = regressor - regressorState[0]!
        xy += u * scaled
        xx += u * u * inverse
        advance(regressorState, full, gain, u * inverse, size)
      }
      if (settled) {
        advance(state, full, gain, scaled, size)
        continue
      }
      const head = change[0]!
      const factor = weight * head
      const nextVariance = variance + factor * head
      if (!(nextVariance > 0)) return Infinity
      weight += factor * factor * inverse
      const back = head / nextVariance
      const seen = state[0]!
      // The state moves with the gain of this period in the same pass that makes the next one.
      for (let i = 0; i < size; i++) {
        const coefficient = full[i]!
        const g = gain[i]!
        state[i] = coefficient * seen + state[i + 1]! + g * scaled
        const shifted = coefficient * head + change[i + 1]!
        const next = g + factor * shifted
        gain[i] = next
        change[i] = shifted - next * back
      }
      settled =
        Math.abs(nextVariance - variance) < 1e-13 * variance && this.hasFaded(size, weight, nextVariance)
      variance = nextVariance
    }
    this.level = xx > 0 ? xy / xx : 0
    this.regressorSquares = xx
    this.sumOfSquares = xx > 0 ? Math.max(0, yy - (xy * xy) / xx) : yy
    this.logDeterminant = logDeterminant
    return 0.5 * (Math.log(this.sumOfSquares / length) + logDeterminant / length)
  }

  /** Covariances of the first state with all of them, [max(arLags, maLags + 1)]; null outside the stationary
   *  region. The rest of the stationary covariance follows from it. */
  stationaryColumn(ar: Float64Array, ma: Float64Array): Float64Array | null {
    const size = Math.max(ar.length, ma.length + 1)
    const variance = this.startFilter(ar, ar.length, ma, ma.length, size)
    if (!(variance > 0) || variance === Infinity) return null
    const column = new Float64Array(size)
    column[0] = variance
    for (let i = 1; i < size; i++) column[i] = this.gain[i - 1]! - this.ar[i - 1]! * variance
    return column
  }

  /** A seasonal lag can wake later although the variance rests now, so all of the vector must have faded. */
  private hasFaded(size: number, weight: number, variance: number): boolean {
    for (let i = 0; i < size; i++)
      if (Math.abs(weight) * this.change[i]! ** 2 > 1e-13 * variance) return false
    return true
  }

  /** Fills gain and change for the first step. @returns the stationary variance */
  private startFilter(
    ar: Float64Array,
    arLags: number,
    ma: Float64Array,
    maLags: number,
    size: number,
  ): number {
    const { gain, change, psi } = this
    if (size > this.maxLags + 1)
      throw new RangeError(`${size} lags exceed the ${this.maxLags + 1} prepared for`)
    this.ar.fill(0, 0, size + 1)
    for (let i = 0; i < arLags; i++) this.ar[i] = ar[i]!
    this.state.fill(0, 0, size + 1)
    this.regressorState.fill(0, 0, size + 1)
    if (!this.autocovariances(ar, arLags, ma, maLags)) return Infinity
    psi[0] = 1
    for (let j = 1; j < maLags; j++) {
      let sum = ma[j - 1]!
      for (let i = 1; i <= Math.min(j, arLags); i++) sum += ar[i - 1]! * psi[j - i]!
      psi[j] = sum
    }
    gain.fill(0, 0, size + 1)
    for (let k = 0; k < arLags; k++) {
      const coefficient = ar[k]!
      if (coefficient !== 0) for (let i = 0; i <= k; i++) gain[i] = gain[i]! + coefficient * this.auto[k - i]!
    }
    for (let k = 1; k <= maLags; k++) {
      const coefficient = ma[k - 1]!
      if (coefficient !== 0) for (let i = 0; i < k; i++) gain[i] = gain[i]! + coefficient * psi[k - i - 1]!
    }
    for (let i = 0; i <= size; i++) change[i] = gain[i]!
    return this.auto[0]!
  }

  /** Autocovariances of the process at lags 0 … arLags − 1 (at least lag 0), innovations of variance one: those
   *  of the autoregression by Levinson's recursion upwards from its partial autocorrelations, then filtered by
   *  the moving average. */
  private autocovariances(ar: Float64Array, arLags: number, ma: Float64Array, maLags: number): boolean {
    const { triangle, auto, products } = this
    const stride = arLags
    let scale = 1
    for (let i = 0; i < arLags; i++) triangle[(arLags - 1) * stride + i] = ar[i]!
    for (let k = arLags - 1; k >= 0; k--) {
      const row = k * stride
      const partial = triangle[row + k]!
      const rest = 1 - partial * partial
      if (!(rest > 1e-12)) return false
      scale /= rest
      for (let i = 0; i < k; i++)
        triangle[row - stride + i] = (triangle[row + i]! + partial * triangle[row + k - 1 - i]!) / rest
    }
    const pure = this.pureAutocovariances(scale, arLags, maLags, ar)
    products[0] = 1
    for (let j = 0; j <= maLags; j++) {
      let sum = j === 0 ? 1 : ma[j - 1]!
      for (let i = 1; i + j <= maLags; i++) if (ma[i - 1] !== 0) sum += ma[i - 1]! * ma[i + j - 1]!
      products[j] = sum
    }
    const wanted = Math.max(1, arLags)
    for (let k = 0; k < wanted; k++) {
      let sum = products[0]! * pure[k]!
      for (let j = 1; j <= maLags; j++)
        if (products[j] !== 0) sum += products[j]! * (pure[Math.abs(k - j)]! + pure[k + j]!)
      auto[k] = sum
    }
    return true
  }

  private pureAutocovariances(scale: number, arLags: number, maLags: number, ar: Float64Array): Float64Array {
    const { triangle } = this
    const out = this.pure
    const stride = arLags
    out[0] = scale
    let remaining = scale
    for (let k = 0; k < arLags; k++) {
      const partial = triangle[k * stride + k]!
      let sum = partial * remaining
      if (k > 0) for (let i = 0; i < k; i++) sum += triangle[(k - 1) * stride + i]! * out[k - i]!
      out[k + 1] = sum
      remaining *= 1 - partial * partial
    }
    for (let k = arLags + 1; k <= arLags + maLags; k++) {
      let sum = 0
      for (let i = 1; i <= arLags; i++) sum += ar[i - 1]! * out[k - i]!
      out[k] = sum
    }
    return out
  }
}

function advance(state: Float64Array, ar: Float64Array, gain: Float64Array, v: number, size: number): void {
  const head = state[0]!
  for (let i = 0; i < size; i++) state[i] = ar[i]! * head + state[i + 1]! + gain[i]! * v
}
