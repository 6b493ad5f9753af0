export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  readonly iterations: number
  readonly converged: boolean
}

/** Quasi-Newton minimisation (BFGS with backtracking, Nocedal & Wright 2006, algorithm 6.1) of a smooth function
 *  of a few numbers by numerical gradients. A value of Infinity turns the line search back. The best point seen
 *  is returned also when the iterations run out. O(iterations · dimension) evaluations. */
export function minimise(
  evaluate: (x: Float64Array) => number,
  start: Float64Array,
  options: { maxIterations: number; tolerance: number; central: boolean; step?: number },
): Minimum {
  const size = start.length
  const x = Float64Array.from(start)
  let value = evaluate(x)
  if (size === 0) return { x, value, iterations: 0, converged: true }
  const gradient = new Float64Array(size)
  const nextGradient = new Float64Array(size)
  const direction = new Float64Array(size)
  const trial = new Float64Array(size)
  const moved = new Float64Array(size)
  const product = new Float64Array(size)
  const inverse = new Float64Array(size * size)
  const step = options.step ?? (options.central ? 1e-4 : 1e-6)
  const differentiate = (at: Float64Array, base: number, out: Float64Array) => {
    for (let i = 0; i < size; i++) {
      const kept = at[i]!
      at[i] = kept + step
      const up = evaluate(at)
      if (options.central) {
        at[i] = kept - step
        out[i] = (up - evaluate(at)) / (2 * step)
      } else out[i] = (up - base) / step
      at[i] = kept
      if (!Number.isFinite(out[i]!)) out[i] = 0
    }
  }
  const reset = () => {
    inverse.fill(0)
    for (let i = 0; i < size; i++) inverse[i * size + i] = 1
  }
  reset()
  differentiate(x, value, gradient)
  let fresh = true
  let iterations = 0
  while (iterations < options.maxIterations) {
    iterations++
    let slope = 0
    for (let i = 0; i < size; i++) {
      let sum = 0
      for (let j = 0; j < size; j++) sum -= inverse[i * size + j]! * gradient[j]!
      direction[i] = sum
      slope += sum * gradient[i]!
    }
    if (!(slope < 0)) {
      if (fresh) return { x, value, iterations, converged: true }
      reset()
      fresh = true
      continue
    }
    // Parameters are arguments of tanh: a longer first stride than 1 leaves the region where it still bends.
    let longest = 0
    for (let i = 0; i < size; i++) longest = Math.max(longest, Math.abs(direction[i]!))
    let stride = longest > 1 ? 1 / longest : 1
    let trialValue = Infinity
    let tries = 0
    for (; tries < 25; tries++) {
      for (let i = 0; i < size; i++) trial[i] = x[i]! + stride * direction[i]!
      trialValue = evaluate(trial)
      if (trialValue <= value + 1e-4 * stride * slope) break
      stride *= tries < 2 ? 0.5 : 0.2
    }
    if (!(trialValue <= value)) {
      if (fresh) return { x, value, iterations, converged: true }
      reset()
      fresh = true
      continue
    }
    const decrease = value - trialValue
    for (let i = 0; i < size; i++) moved[i] = trial[i]! - x[i]!
    x.set(trial)
    value = trialValue
    if (decrease <= options.tolerance * (1 + Math.abs(value)) && !fresh)
      return { x, value, iterations, converged: true }
    differentiate(x, value, nextGradient)
    updateInverse(inverse, moved, gradient, nextGradient, product, size, fresh)
    if (decrease <= options.tolerance * (1 + Math.abs(value))) reset()
    gradient.set(nextGradient)
    fresh = false
  }
  return { x, value, iterations, converged: false }
}

function updateInverse(
  inverse: Float64Array,
  moved: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
  product: Float64Array,
  size: number,
  first: boolean,
): void {
  let curvature = 0
  let squares = 0
  for (let i = 0; i < size; i++) {
    const change = nextGradient[i]! - gradient[i]!
    curvature += moved[i]! * change
    squares += change * change
  }
  if (!(curvature > 1e-14)) return
  if (first) for (let i = 0; i < size; i++) inverse[i * size + i] = curvature / squares
  let quadratic = 0
  for (let i = 0; i < size; i++) {
    let sum = 0
    for (let j = 0; j < size; j++) sum += inverse[i * size + j]! * (nextGradient[j]! - gradient[j]!)
    product[i] = sum
    quadratic += sum * (nextGradient[i]! - gradient[i]!)
  }
  const scale = (1 + quadratic / curvature) / curvature
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      inverse[i * size + j] =
        inverse[i * size + j]! +
        scale * moved[i]! * moved[j]! -
        (product[i]! * moved[j]! + moved[i]! * product[j]!) / curvature
}
