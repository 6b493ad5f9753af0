import { sumMinor } from '../../platform/money.ts'

/** What one cashier took by one method on a day. Money out (a refund, a reversal) stands beside money in. */
export interface TakenBy {
  readonly cashierId: string | null
  readonly method: string
  readonly count: number
  readonly inMinor: number
  /** as a positive figure */
  readonly outMinor: number
}

export interface TakingsTotals {
  count: number
  inMinor: number
  outMinor: number
  netMinor: number
  /** what should lie in the till: cash in less cash out */
  cashMinor: number
}

export function totalsOf(lines: readonly TakenBy[]): TakingsTotals {
  const inMinor = sumMinor(lines.map(line => line.inMinor))
  const outMinor = sumMinor(lines.map(line => line.outMinor))
  const cash = lines.filter(line => line.method === 'cash')
  return {
    count: lines.reduce((sum, line) => sum + line.count, 0),
    inMinor,
    outMinor,
    netMinor: inMinor - outMinor,
    cashMinor: sumMinor(cash.map(line => line.inMinor - line.outMinor)),
  }
}

/** What was counted more (or, negative, less) than the books say. */
export function differenceOf(countedMinor: number, cashMinor: number): number {
  return countedMinor - cashMinor
}
