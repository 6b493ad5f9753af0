/** Value of a function at x; writes its gradient. Infinity: outside its domain (the gradient is not read then). */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number

export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  readonly iterations: number
  readonly converged: boolean
}

export interface MinimiseOptions {
  /** at most so many steps; default 200 */
  readonly iterationsMax?: number
  /** stop when two steps running lower the value by less than this; default 1e-9 */
  readonly tolerance?: number
}

/** Minimises a smooth function by BFGS with a backtracking line search. Never answers a worse point than the start.
 *  O(n²) memory and work a step, besides the function itself.
 *  Source: Nocedal & Wright, Numerical Optimization (2006), alg. 6.1, eq. 6.17, 6.20. */
export function minimise(
  target: Differentiable,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum {
  const { iterationsMax = 200, tolerance = 1e-9 } = options
  const n = start.length
  let x = start.slice()
  let gradient = new Float64Array(n)
  let value = target(x, gradient)
  let nextX = new Float64Array(n)
  let nextGradient = new Float64Array(n)
  const inverse = new Float64Array(n * n) // of the Hessian, approximated
  const step = new Float64Array(n)
  const scratch: Scratch = { step, change: new Float64Array(n), product: new Float64Array(n) }
  let isFresh: boolean = resetInverse(inverse, n)
  let smallSteps = 0
  let iterations = 0
  while (iterations < iterationsMax && value > -Infinity && value < Infinity) {
    iterations++
    let slope = descend(inverse, gradient, step)
    if (!(slope < 0)) {
      isFresh = resetInverse(inverse, n)
      slope = descend(inverse, gradient, step)
      if (!(slope < 0)) return { x, value, iterations, converged: true } // the gradient is zero
    }
    // The first step has no curvature to go by: not longer than one unit.
    let length = isFresh ? Math.min(1, 1 / Math.sqrt(-slope)) : 1
    let nextValue = Infinity
    let halvings = 0
    for (; halvings < 30; halvings++) {
      for (let i = 0; i < n; i++) nextX[i] = x[i]! + length * step[i]!
      nextValue = target(nextX, nextGradient)
      if (nextValue <= value + 1e-4 * length * slope) break
      // The parabola through what is known has its minimum here.
      const parabola = (-slope * length * length) / (2 * (nextValue - value - slope * length))
      length = parabola > 0.1 * length && parabola < 0.5 * length ? parabola : length * 0.25
    }
    if (!(nextValue < value)) {
      if (isFresh) return { x, value, iterations, converged: true } // no way down even along the gradient
      isFresh = resetInverse(inverse, n)
      continue
    }
    update(inverse, n, x, nextX, gradient, nextGradient, scratch, isFresh)
    isFresh = false
    smallSteps = value - nextValue < tolerance ? smallSteps + 1 : 0
    ;[x, nextX] = [nextX, x]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    value = nextValue
    if (smallSteps >= 2) return { x, value, iterations, converged: true }
  }
  return { x, value, iterations, converged: false }
}

function resetInverse(inverse: Float64Array, n: number): true {
  inverse.fill(0)
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1
  return true
}

/** step = −H·gradient; answers the slope along it. */
function descend(inverse: Float64Array, gradient: Float64Array, step: Float64Array): number {
  const n = gradient.length
  let slope = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    const row = i * n
    for (let j = 0; j < n; j++) sum += inverse[row + j]! * gradient[j]!
    step[i] = -sum
    slope -= sum * gradient[i]!
  }
  return slope
}

/** The change of x goes into `step`, that of the gradient into `change`. */
function update(
  inverse: Float64Array,
  n: number,
  x: Float64Array,
  nextX: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
  { step, change, product }: Scratch,
  isFresh: boolean,
): void {
  let sy = 0
  let yy = 0
  for (let i = 0; i < n; i++) {
    const difference = nextGradient[i]! - gradient[i]!
    change[i] = difference
    step[i] = nextX[i]! - x[i]!
    sy += step[i]! * difference
    yy += difference * difference
  }
  if (!(sy > 1e-12 * yy) || !(yy > 0)) return
  if (isFresh) for (let i = 0; i < n; i++) inverse[i * n + i] = sy / yy
  let yHy = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    const row = i * n
    for (let j = 0; j < n; j++) sum += inverse[row + j]! * change[j]!
    product[i] = sum
    yHy += sum * change[i]!
  }
  const scale = (1 + yHy / sy) / sy
  for (let i = 0; i < n; i++) {
    const alongStep = scale * step[i]! - product[i]! / sy
    const alongProduct = step[i]! / sy
    const row = i * n
    for (let j = 0; j < n; j++) inverse[row + j]! += alongStep * step[j]! - alongProduct * product[j]!
  }
}

interface Scratch {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly product: Float64Array
}
