import {
  addObservation,
  advanceCovariance,
  advanceState,
  type Model,
  multiplyByObservation,
  observe,
  stationaryCovariance,
} from './companion.ts'

/** What the Kalman filter of an ARIMA process leaves behind; variances in units of the innovation variance.
 *  The state is [ARMA companion states, y_(t−1) … y_(t−lags)]; its starting lags are unknown and, like the
 *  coefficient of the regressor, estimated by generalised least squares (exact diffuse start, de Jong 1991). */
export interface FilterResult {
  /** Σ v²/F after the unknowns are taken out */
  readonly sumOfSquares: number
  /** Σ log F + log det of the information on the starting lags */
  readonly logDeterminant: number
  /** observations minus starting lags */
  readonly used: number
  readonly level: number
  readonly levelVariance: number
  /** [length] v_t, NaN where y is missing */
  readonly innovations: Float64Array
  /** [length] E(y_t | y_1 … y_(t−1)) given the unknowns as finally estimated */
  readonly predictions: Float64Array
  /** predicted state after the last observation and its covariance [size²] */
  readonly state: Float64Array
  readonly covariance: Float64Array
  /** [length] E(y_t | all y), only when asked for */
  readonly smoothed: Float64Array | null
}

/** Runs the filter over a series in which NaN means missing. null when the process is not stationary or the
 *  observations do not determine the unknowns. O(length · size²).
 *  @param lags coefficients c of y_t = Σ c_i y_(t−i) + w_t, empty without differencing
 *  @param regressor [length] or null */
export function filterArima(
  ar: Float64Array,
  ma: Float64Array,
  lags: Float64Array,
  y: Float64Array,
  regressor: Float64Array | null,
  smooth = false,
): FilterResult | null {
  const companion = Math.max(ar.length, ma.length + 1)
  const size = companion + lags.length
  const covariance = stationaryCovariance(ar, ma, companion, size)
  if (covariance === null) return null
  const model: Model = { ar, ma, lags, companion, size }
  const unknowns = lags.length + (regressor ? 1 : 0)
  const columns: Float64Array[] = [] // the state as a linear function of each unknown, then the state without them
  for (let k = 0; k <= unknowns; k++) columns.push(new Float64Array(size))
  for (let k = 0; k < lags.length; k++) columns[k]![companion + k] = 1
  const information = new Float64Array((unknowns + 1) ** 2)
  const scores = new Float64Array((unknowns + 1) * y.length) // innovations of each column
  const gains = new Float64Array(size * y.length)
  const variances = new Float64Array(y.length)
  const inputs = new Float64Array(unknowns + 1)
  const gain = new Float64Array(size)
  const work = new Float64Array(size * size)
  let logDeterminant = 0
  let observed = 0
  for (let t = 0; t < y.length; t++) {
    multiplyByObservation(covariance, gain, model)
    const variance = observe(gain, model)
    variances[t] = variance
    gains.set(gain, t * size)
    const isSeen = !Number.isNaN(y[t]!)
    inputs.fill(0)
    if (regressor) inputs[lags.length] = -regressor[t]!
    inputs[unknowns] = isSeen ? y[t]! : 0
    for (let k = 0; k <= unknowns; k++) {
      const column = columns[k]!
      // Starting lags and level enter with a minus: v = v_y − Σ (−v_k) unknown_k.
      const v = inputs[k]! - observe(column, model)
      scores[k * y.length + t] = v
      if (isSeen) for (let i = 0; i < size; i++) column[i] = column[i]! + (gain[i]! * v) / variance
    }
    if (isSeen) {
      observed++
      logDeterminant += Math.log(variance)
      for (let i = 0; i <= unknowns; i++)
        for (let j = 0; j <= i; j++)
          information[i * (unknowns + 1) + j] =
            information[i * (unknowns + 1) + j]! +
            (scores[i * y.length + t]! * scores[j * y.length + t]!) / variance
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          covariance[i * size + j] = covariance[i * size + j]! - (gain[i]! * gain[j]!) / variance
    }
    for (let k = 0; k <= unknowns; k++) advanceState(columns[k]!, model)
    advanceCovariance(covariance, work, model)
  }
  const solved = solveUnknowns(information, unknowns, lags.length)
  if (solved === null) return null
  const { values, root } = solved
  const innovations = new Float64Array(y.length)
  const predictions = new Float64Array(y.length)
  for (let t = 0; t < y.length; t++) {
    let v = scores[unknowns * y.length + t]!
    for (let k = 0; k < unknowns; k++) v += values[k]! * scores[k * y.length + t]!
    innovations[t] = Number.isNaN(y[t]!) ? Number.NaN : v
    predictions[t] = Number.isNaN(y[t]!) ? -v : y[t]! - v
  }
  const state = Float64Array.from(columns[unknowns]!)
  for (let k = 0; k < unknowns; k++)
    for (let i = 0; i < size; i++) state[i] = state[i]! + values[k]! * columns[k]![i]!
  addUncertainty(covariance, columns, root, lags.length, unknowns, size)
  let levelVariance = 0
  if (regressor) levelVariance = 1 / root[(unknowns - 1) * unknowns + unknowns - 1]! ** 2
  return {
    sumOfSquares: solved.sumOfSquares,
    logDeterminant: logDeterminant + solved.logDeterminant,
    used: observed - lags.length,
    level: regressor ? values[unknowns - 1]! : 0,
    levelVariance,
    innovations,
    predictions,
    state,
    covariance,
    smoothed: smooth ? smoothObservations(y, predictions, innovations, gains, variances, model) : null,
  }
}

/** Means and variances (in units of the innovation variance) of the next `horizon` values, without regressor. */
export function forecastStates(
  ar: Float64Array,
  ma: Float64Array,
  lags: Float64Array,
  start: { state: Float64Array; covariance: Float64Array },
  horizon: number,
): { mean: Float64Array; variance: Float64Array } {
  const companion = Math.max(ar.length, ma.length + 1)
  const size = companion + lags.length
  const model: Model = { ar, ma, lags, companion, size }
  const state = Float64Array.from(start.state)
  const covariance = Float64Array.from(start.covariance)
  const gain = new Float64Array(size)
  const work = new Float64Array(size * size)
  const mean = new Float64Array(horizon)
  const variance = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    mean[h] = observe(state, model)
    multiplyByObservation(covariance, gain, model)
    variance[h] = Math.max(0, observe(gain, model))
    advanceState(state, model)
    advanceCovariance(covariance, work, model)
  }
  return { mean, variance }
}

/** Generalised least squares of the unknowns by Cholesky factor of their information. */
function solveUnknowns(information: Float64Array, unknowns: number, starting: number) {
  const stride = unknowns + 1
  const root = new Float64Array(unknowns * unknowns) // lower triangle
  let logDeterminant = 0
  for (let i = 0; i < unknowns; i++)
    for (let j = 0; j <= i; j++) {
      let sum = information[i * stride + j]!
      for (let k = 0; k < j; k++) sum -= root[i * unknowns + k]! * root[j * unknowns + k]!
      if (i > j) root[i * unknowns + j] = sum / root[j * unknowns + j]!
      else {
        if (!(sum > 1e-12 * information[i * stride + i]!)) return null
        root[i * unknowns + i] = Math.sqrt(sum)
        if (i < starting) logDeterminant += Math.log(sum)
      }
    }
  const values = new Float64Array(unknowns)
  let sumOfSquares = information[unknowns * stride + unknowns]!
  for (let i = 0; i < unknowns; i++) {
    let sum = -information[unknowns * stride + i]!
    for (let k = 0; k < i; k++) sum -= root[i * unknowns + k]! * values[k]!
    values[i] = sum / root[i * unknowns + i]!
    sumOfSquares -= values[i]! ** 2
  }
  for (let i = unknowns - 1; i >= 0; i--) {
    let sum = values[i]!
    for (let k = i + 1; k < unknowns; k++) sum -= root[k * unknowns + i]! * values[k]!
    values[i] = sum / root[i * unknowns + i]!
  }
  return { values, root, logDeterminant, sumOfSquares: Math.max(0, sumOfSquares) }
}

/** Adds A (information)⁻¹ A′, what not knowing the starting lags adds to the covariance of the state. */
function addUncertainty(
  covariance: Float64Array,
  columns: Float64Array[],
  root: Float64Array,
  starting: number,
  unknowns: number,
  size: number,
): void {
  for (let k = 0; k < starting; k++) {
    const column = columns[k]!
    for (let j = 0; j < k; j++)
      for (let i = 0; i < size; i++) column[i] = column[i]! - root[k * unknowns + j]! * columns[j]![i]!
    for (let i = 0; i < size; i++) column[i] = column[i]! / root[k * unknowns + k]!
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[i * size + j] = covariance[i * size + j]! + column[i]! * column[j]!
  }
}

/** Fixed-interval smoother (de Jong 1989) of the observations alone: E(y_t | all) = prediction + (P_t Z′)′ r_(t−1)
 *  with r_(t−1) = Z v/F + L′ r_t; at a missing value L = T. */
function smoothObservations(
  y: Float64Array,
  predictions: Float64Array,
  innovations: Float64Array,
  gains: Float64Array,
  variances: Float64Array,
  model: Model,
): Float64Array {
  const { ar, lags, companion, size } = model
  const out = Float64Array.from(y)
  const r = new Float64Array(size)
  const back = new Float64Array(size)
  for (let t = y.length - 1; t >= 0; t--) {
    back.fill(0)
    // T′ r
    for (let i = 0; i < companion; i++) {
      if (i < ar.length) back[0] = back[0]! + ar[i]! * r[i]!
      if (i + 1 < companion) back[i + 1] = back[i + 1]! + r[i]!
    }
    for (let i = companion + 1; i < size; i++) back[i - 1] = back[i - 1]! + r[i]!
    if (size > companion) addObservation(back, r[companion]!, lags, companion)
    if (Number.isNaN(y[t]!)) {
      let sum = predictions[t]!
      for (let i = 0; i < size; i++) sum += gains[t * size + i]! * back[i]!
      out[t] = sum
    } else {
      let weight = innovations[t]!
      for (let i = 0; i < size; i++) weight -= gains[t * size + i]! * back[i]!
      addObservation(back, weight / variances[t]!, lags, companion)
    }
    r.set(back)
  }
  return out
}
