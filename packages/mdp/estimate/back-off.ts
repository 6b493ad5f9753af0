import { checkAmounts, type DirichletPosterior, dirichletPosterior, sum } from './dirichlet.ts'

/** Counts of one row, in a hierarchy: network, its groups, their dealers. */
export interface CountNode {
  readonly name: string
  /** [n] own observations, of a leaf; may be left out where there are children */
  readonly counts?: ArrayLike<number>
  readonly children?: readonly CountNode[]
}

export interface BackOffOptions {
  /** [n] prior at the top, or one number for all; default 0.5 (Jeffreys) */
  readonly prior?: number | ArrayLike<number>
  /** observations that a parent's mean is worth to its children, by level from the top; default: the most
   *  likely */
  readonly strength?: readonly number[]
  /** rows with fewer observations are reported as unsupported; default 1 */
  readonly supportMin?: number
}

/** A node's posterior, its parent's mean being its prior. */
export interface BackOff extends DirichletPosterior {
  readonly name: string
  /** this node's and its children's observations are too few: whoever advises should abstain or say so */
  readonly isUnsupported: boolean
  /** observations that this node's mean is worth to its children; null at a leaf */
  readonly strength: number | null
  readonly children: readonly BackOff[]
}

/** No strength beyond is told apart: the children then simply take their parent's mean. */
const STRENGTH_MAX = 1e6
const STRENGTH_MIN = 1e-3

/** Estimates a row at every level of a hierarchy, each level backed by the one above: prior of a child =
 *  strength × posterior mean of its parent, whose counts are the sum of its children's. The strength of a
 *  parent is the one that makes its children's counts most likely, Π DirichletMultinomial(counts | strength ×
 *  mean) (empirical Bayes; Minka 2000, Estimating a Dirichlet distribution), between 0.001 and a million:
 *  children alike take their parent's word, children unlike keep to their own. That the parent's mean holds
 *  the child's own observations is the usual approximation. O(nodes × n)
 *  @throws TypeError when nodes have rows of different length; RangeError for negative counts
 *  @example
 *  const dealers = [{ name: 'north', counts: [80, 20] }, { name: 'south', counts: [0, 0] }]
 *  const network = backOff({ name: 'network', children: dealers }, { strength: [10] })
 *  network.children[1].mean // ≈ [0.7970, 0.2030]
 *  network.children[1].isUnsupported // → true
 */
export function backOff(root: CountNode, options: BackOffOptions = {}): BackOff {
  const { prior = 0.5, supportMin = 1 } = options
  checkAmounts(options.strength ?? [], 'strength')
  return estimate(root, prior, { strengths: options.strength, supportMin }, 0)
}

/** The strength between 0.001 and a million that makes counts most likely, given the mean of their common
 *  prior. Maximised over its logarithm on a grid, then by golden section. O(rows × n)
 *  @param rows the counts of each child, [n] each
 *  @param mean [n] > 0 where any count is
 *  @returns a million when nothing tells the children apart or nothing was counted
 *  @throws RangeError when something was counted that the mean holds impossible
 *  @example
 *  mostLikelyStrength([[50, 50], [50, 50]], [0.5, 0.5]) // → 1000000
 *  mostLikelyStrength([[90, 10], [10, 90]], [0.5, 0.5]) // ≈ 1.2948
 */
export function mostLikelyStrength(rows: readonly ArrayLike<number>[], mean: ArrayLike<number>): number {
  rows.forEach((counts, k) => {
    for (let i = 0; i < counts.length; i++)
      if (counts[i]! > 0 && !(mean[i]! > 0))
        throw new RangeError(`row ${k}: successor ${i} was counted, but its prior mean is ${mean[i]}`)
  })
  const score = (x: number) =>
    rows.reduce((total, counts) => total + dirichletMultinomial(counts, mean, Math.exp(x)), 0)
  const low = Math.log(STRENGTH_MIN)
  const high = Math.log(STRENGTH_MAX)
  const step = (high - low) / 40
  let best = high // ties go to the parent
  for (let k = 39; k >= 0; k--) if (score(low + k * step) > score(best)) best = low + k * step
  const x = climb(score, Math.max(low, best - step), Math.min(high, best + step))
  return score(x) > score(high) ? Math.exp(x) : STRENGTH_MAX
}

interface Settings {
  readonly strengths: readonly number[] | undefined
  readonly supportMin: number
}

function estimate(
  node: CountNode,
  prior: number | ArrayLike<number>,
  settings: Settings,
  level: number,
): BackOff {
  const counts = totalCounts(node)
  const posterior = dirichletPosterior(counts, prior)
  const children = node.children ?? []
  const isUnsupported = posterior.support < settings.supportMin
  if (children.length === 0)
    return { ...posterior, name: node.name, isUnsupported, strength: null, children: [] }
  const strength =
    settings.strengths?.[level] ?? mostLikelyStrength(children.map(totalCounts), posterior.mean)
  const passed = posterior.mean.map(p => p * strength)
  return {
    ...posterior,
    name: node.name,
    isUnsupported,
    strength,
    children: children.map(child => estimate(child, passed, settings, level + 1)),
  }
}

function totalCounts(node: CountNode): Float64Array {
  const parts = [...(node.counts ? [node.counts] : []), ...(node.children ?? []).map(totalCounts)]
  const [first] = parts
  if (!first) throw new TypeError(`${node.name} has neither counts nor children`)
  const total = new Float64Array(first.length)
  for (const part of parts) {
    if (part.length !== total.length)
      throw new TypeError(`${node.name}: a row of ${part.length} counts stands beside one of ${total.length}`)
    for (let i = 0; i < total.length; i++) total[i]! += part[i]!
  }
  return total
}

/** ln P(counts | strength × mean), up to what does not depend on them. */
function dirichletMultinomial(counts: ArrayLike<number>, mean: ArrayLike<number>, strength: number): number {
  let log = -logRising(strength, sum(counts))
  for (let i = 0; i < counts.length; i++)
    if (counts[i]! > 0) log += logRising(strength * mean[i]!, counts[i]!)
  return log
}

/** ln Γ(a + n) - ln Γ(a): of few whole n as the sum of ln(a + k), which does not cancel. */
function logRising(a: number, n: number): number {
  if (!Number.isInteger(n) || n > 256) return logGamma(a + n) - logGamma(a)
  let log = 0
  for (let k = 0; k < n; k++) log += Math.log(a + k)
  return log
}

/** Stirling's series after moving the argument beyond 10 (Abramowitz and Stegun 6.1.41); relative error <
 *  1e-14. */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 10; z++) shift += Math.log(z)
  const inverse = 1 / (z * z)
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}

/** Maximum of a function with one peak between low and high, by golden section. */
function climb(score: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let a = low
  let b = high
  for (let i = 0; i < 60; i++) {
    const left = b - golden * (b - a)
    const right = a + golden * (b - a)
    if (score(left) > score(right)) b = right
    else a = left
  }
  return (a + b) / 2
}
