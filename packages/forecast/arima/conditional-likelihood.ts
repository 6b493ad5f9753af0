/** Residuals of an ARMA process conditional on its first `arLags` observations and zero innovations before them
 *  (R's method CSS; Box & Jenkins 1976, §7.1.2). The constant regressor is taken out by least squares.
 *  Allocates nothing during `evaluate`. O(length · nonzero lags). */
export class ConditionalLikelihood {
  sumOfSquares = 0
  level = 0
  private readonly residuals: Float64Array
  private readonly regressorResiduals: Float64Array
  private readonly arAt: Int32Array
  private readonly maAt: Int32Array

  constructor(length: number, maxLags: number) {
    this.residuals = new Float64Array(length)
    this.regressorResiduals = new Float64Array(length)
    this.arAt = new Int32Array(maxLags + 1)
    this.maAt = new Int32Array(maxLags + 1)
  }

  /** ½ log(Σ e² / (length − arLags)). */
  evaluate(
    ar: Float64Array,
    arLags: number,
    ma: Float64Array,
    maLags: number,
    series: Float64Array,
    regressor: number,
  ): number {
    const { residuals, regressorResiduals, arAt, maAt } = this
    const arCount = nonzero(ar, arLags, arAt)
    const maCount = nonzero(ma, maLags, maAt)
    const length = series.length
    let arSum = 1
    for (let i = 0; i < arCount; i++) arSum -= ar[arAt[i]!]!
    residuals.fill(0, 0, arLags)
    regressorResiduals.fill(0, 0, arLags)
    let yy = 0
    let xy = 0
    let xx = 0
    for (let t = arLags; t < length; t++) {
      let e = series[t]!
      for (let i = 0; i < arCount; i++) e -= ar[arAt[i]!]! * series[t - arAt[i]! - 1]!
      for (let j = 0; j < maCount; j++) {
        const back = t - maAt[j]! - 1
        if (back < arLags) break
        e -= ma[maAt[j]!]! * residuals[back]!
      }
      residuals[t] = e
      yy += e * e
      if (regressor === 0) continue
      let u = regressor * arSum
      for (let j = 0; j < maCount; j++) {
        const back = t - maAt[j]! - 1
        if (back < arLags) break
        u -= ma[maAt[j]!]! * regressorResiduals[back]!
      }
      regressorResiduals[t] = u
      xy += u * e
      xx += u * u
    }
    this.level = xx > 0 ? xy / xx : 0
    this.sumOfSquares = xx > 0 ? Math.max(0, yy - (xy * xy) / xx) : yy
    const value = 0.5 * Math.log(this.sumOfSquares / (length - arLags))
    return Number.isNaN(value) ? Infinity : value
  }
}

function nonzero(values: Float64Array, count: number, at: Int32Array): number {
  let found = 0
  for (let i = 0; i < count; i++) if (values[i] !== 0) at[found++] = i
  return found
}
