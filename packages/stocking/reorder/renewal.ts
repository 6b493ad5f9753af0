import type { Demand } from '../demand/demand.ts'

/** How an iterative search ended. */
export interface Ending {
  readonly iterations: number
  /** what is still open, in money per period: 0 where the answer is exact */
  readonly residual: number
  /** false: a limit of work or time was reached first, and the answer is the best seen so far */
  readonly converged: boolean
}

export interface Limits {
  /** multiplications that may be spent; default 2·10⁹ */
  readonly workMax?: number
  /** default 20 */
  readonly secondsMax?: number
  /** milliseconds of a clock that never goes back */
  readonly now?: () => number
}

/** Counts work against its limits. */
export function startMeter({ workMax = 2e9, secondsMax = 20, now = () => performance.now() }: Limits) {
  const end = now() + secondsMax * 1000
  let work = 0
  return {
    /** false as soon as a limit is reached */
    spend(amount: number): boolean {
      work += amount
      return work <= workMax && now() < end
    },
  }
}

/** The renewal function of demand per review: how often, in expectation, the inventory position stands j units below
 *  the level it was raised to before the next order: m(0) = 1/(1 - f(0)), m(j) = Σ_{l=1..j} f(l) m(j-l) / (1 - f(0)).
 *  Grown as far as it is asked for; each entry costs only the demands that have a probability worth counting.
 *  Source: Zheng & Federgruen (1991), Operations Research 39(4), (2)–(3). */
export class Renewal {
  private readonly positive: number // P(D > 0), precise where it is tiny
  /** the least demand l ≥ 1 worth counting: between 0 and it m(j) is nothing */
  readonly first: number
  private readonly last: number
  private readonly f: Float64Array // l - first → f(l)
  private m = new Float64Array(64)
  private sums = new Float64Array(65) // j → m(0) + … + m(j-1)
  private count = 0

  constructor(demand: Demand) {
    this.positive = demand.tail(0)
    this.first = Math.max(1, demand.quantile(1e-17))
    this.last = Math.max(this.first, demand.quantile(1, 1e-17))
    this.f = new Float64Array(Math.min(this.last - this.first + 1, 1 << 22))
    for (let l = 0; l < this.f.length; l++) this.f[l] = demand.pmf(this.first + l)
  }

  /** multiplications that the next entry costs */
  get step(): number {
    return 1 + Math.max(0, Math.min(this.count, this.last) - this.first)
  }

  /** m(j), computing what is missing up to it */
  at(j: number): number {
    while (this.count <= j) this.grow()
    return this.m[j]!
  }

  /** M(n) = m(0) + … + m(n-1) */
  sum(n: number): number {
    while (this.count < n) this.grow()
    return this.sums[n]!
  }

  /** The next term of k(n) = [now + Σ_{l=1..n} f(l) k(n-l)] / (1 - f(0)), n = how many there are already: what is paid in
   *  expectation from a position on, itself included, until an order is placed. */
  follow(now: number, before: readonly number[]): number {
    const { f, first } = this
    const n = before.length
    const last = Math.min(n, first + f.length - 1)
    let total = now
    for (let l = first; l <= last; l++) total += f[l - first]! * before[n - l]!
    return total / this.positive
  }

  private grow(): void {
    const j = this.count
    if (j === this.m.length) this.enlarge()
    const { f, m, first } = this
    const until = Math.min(j, first + f.length - 1)
    let total = 0
    for (let l = first; l <= until; l++) total += f[l - first]! * m[j - l]!
    m[j] = j === 0 ? 1 / this.positive : total / this.positive
    this.sums[j + 1] = this.sums[j]! + m[j]!
    this.count++
  }

  private enlarge(): void {
    const m = new Float64Array(this.m.length * 2)
    m.set(this.m)
    this.m = m
    const sums = new Float64Array(m.length + 1)
    sums.set(this.sums)
    this.sums = sums
  }
}
