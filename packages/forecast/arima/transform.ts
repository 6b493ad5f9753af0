/** Box–Cox transformation (y^λ − 1)/λ, log for λ = 0 (Box & Cox 1964; Bickel & Doksum 1981 below zero). */
export interface Transformation {
  readonly label: string
  forward(y: number): number
  backward(x: number): number
}

export function chooseTransformation(transform: 'log' | 'none' | number, y: Float64Array): Transformation {
  if (transform === 'none' || transform === 1) return { label: '', forward: v => v, backward: v => v }
  const lambda = transform === 'log' ? 0 : transform
  if (!Number.isFinite(lambda) || lambda < -2 || lambda > 2)
    throw new RangeError(
      `transform ${String(transform)}: give 'none', 'log' or a Box–Cox exponent within −2 … 2`,
    )
  for (let t = 0; t < y.length; t++)
    if (y[t]! < 0 || (y[t] === 0 && lambda <= 0))
      throw new RangeError(
        `y[${t}] = ${y[t]} has no ${lambda === 0 ? 'logarithm' : `Box–Cox transform with ${lambda}`}: use transform 'none'`,
      )
  if (lambda === 0) return { label: 'log ', forward: Math.log, backward: Math.exp }
  return {
    label: `Box-Cox(${lambda}) `,
    forward: v => (v ** lambda - 1) / lambda,
    backward: x => Math.max(0, lambda * x + 1) ** (1 / lambda),
  }
}
