/** One line of the table: what was measured, against what it should be. */
export interface BenchRow {
  readonly name: string
  /** null: not run */
  readonly value: number | null
  readonly unit: string
  readonly target: string
  /** null: not run */
  readonly met: boolean | null
  /** what stands behind the figure, or why there is none */
  readonly note: string
}

/** A module of the benchmark: measures, and answers its rows. */
export interface Measurement {
  readonly row: () => Promise<BenchRow[]>
}

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly note?: string
}

export function atMost({ name, value, unit, limit, note = '' }: Figure): BenchRow {
  return { name, value: rounded(value), unit, target: `≤ ${limit}`, met: value <= limit, note }
}

export function atLeast({ name, value, unit, limit, note = '' }: Figure): BenchRow {
  return { name, value: rounded(value), unit, target: `≥ ${limit}`, met: value >= limit, note }
}

export function notRun(name: string, unit: string, target: string, why: string): BenchRow {
  return { name, value: null, unit, target, met: null, note: `Not run: ${why}` }
}

/** Three significant digits below a thousand, whole numbers above. */
export function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Nearest rank.  @param share 0.95 for the 95th percentile */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values to take a percentile of')
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}
