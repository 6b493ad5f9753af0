export interface LoessOptions {
  /** observations that a local fit spans, odd */
  readonly window: number
  /** of the local polynomial */
  readonly degree: 0 | 1
  /** every how many points a fit is made; between them lines are drawn; default a tenth of the window */
  readonly jump?: number
}

/** Locally weighted regression over equal steps.
 *  @param y [length]  @param weights [length] of the observations, ≥ 0; null: all 1
 *  @returns [length]
 *  Source: Cleveland 1979; R. B. Cleveland et al., STL (1990), §2.2 and its program (`ess`, `est`).
 *  O(length · window / jump). */
export function loess(y: Float64Array, options: LoessOptions, weights: Float64Array | null): Float64Array {
  const n = y.length
  const { window } = options
  if (n < 2) return y.slice()
  const jump = Math.min(options.jump ?? Math.ceil(window / 10), n - 1)
  const smooth = new Float64Array(n)
  const half = Math.floor((window + 1) / 2)
  const fitOne = (i: number) => {
    // 1-based positions, as in the paper's program.
    let left = 1
    let right = Math.min(window, n)
    if (window < n && i >= half) {
      left = Math.min(i - half + 1, n - window + 1)
      right = left + window - 1
    }
    smooth[i - 1] = loessAt(y, i, left, right, options, weights) ?? y[i - 1]!
  }
  let last = 1
  for (let i = 1; i <= n; i += jump) {
    fitOne(i)
    drawLine(smooth, last, i)
    last = i
  }
  if (last < n) {
    fitOne(n)
    drawLine(smooth, last, n)
  }
  return smooth
}

function drawLine(values: Float64Array, from: number, to: number): void {
  const slope = (values[to - 1]! - values[from - 1]!) / (to - from)
  for (let i = from + 1; i < to; i++) values[i - 1] = values[from - 1]! + slope * (i - from)
}

/** The local fit at position `at` (1-based; may lie outside) from the observations left … right.
 *  @returns null when none of them has weight */
export function loessAt(
  y: Float64Array,
  at: number,
  left: number,
  right: number,
  { window, degree }: LoessOptions,
  weights: Float64Array | null,
): number | null {
  const n = y.length
  let reach = Math.max(at - left, right - at)
  if (window > n) reach += Math.floor((window - n) / 2)
  const near = 0.001 * reach
  const far = 0.999 * reach
  let total = 0
  let centre = 0
  for (let j = left; j <= right; j++) {
    const w = weightAt(Math.abs(j - at), near, far, reach) * (weights ? weights[j - 1]! : 1)
    total += w
    centre += w * j
  }
  if (total <= 0) return null
  centre /= total
  let spread = 0
  if (degree === 1 && reach > 0)
    for (let j = left; j <= right; j++) {
      const w = weightAt(Math.abs(j - at), near, far, reach) * (weights ? weights[j - 1]! : 1)
      spread += (w / total) * (j - centre) ** 2
    }
  const slope = Math.sqrt(spread) > 0.001 * (n - 1) ? (at - centre) / spread : 0
  let value = 0
  for (let j = left; j <= right; j++) {
    const w = weightAt(Math.abs(j - at), near, far, reach) * (weights ? weights[j - 1]! : 1)
    value += (w / total) * (slope * (j - centre) + 1) * y[j - 1]!
  }
  return value
}

/** Tricube. */
function weightAt(distance: number, near: number, far: number, reach: number): number {
  if (distance > far) return 0
  if (distance <= near) return 1
  const ratio = distance / reach
  const cube = 1 - ratio * ratio * ratio
  return cube * cube * cube
}
