import type { Sold } from './overview.contract.ts'

export const nothingSold: Sold = { contracts: 0, deliveries: 0, sums: [] }

interface SoldIn {
  readonly key: string
  /** none where no amount is known */
  readonly currency: string
  readonly contracts: number
  readonly contractsMinor: number
  readonly deliveries: number
  readonly deliveriesMinor: number
}

/** Rows that differ in their currency alone become one, with a sum for each. */
export function soldBy(rows: readonly SoldIn[]): Map<string, Sold> {
  const found = new Map<string, Sold>()
  for (const { key, currency, contracts, contractsMinor, deliveries, deliveriesMinor } of rows) {
    const known = found.get(key) ?? nothingSold
    found.set(key, {
      contracts: known.contracts + contracts,
      deliveries: known.deliveries + deliveries,
      sums: currency === '' ? known.sums : [...known.sums, { currency, contractsMinor, deliveriesMinor }],
    })
  }
  return found
}

/** Several stores, or months, together. */
export function addedSold(parts: readonly Sold[]): Sold {
  const currencies = [...new Set(parts.flatMap(({ sums }) => sums.map(({ currency }) => currency)))].sort()
  const total = (of: (part: Sold) => number) => parts.reduce((sum, part) => sum + of(part), 0)
  const inOne = (currency: string, name: 'contractsMinor' | 'deliveriesMinor') =>
    total(({ sums }) => sums.find(sum => sum.currency === currency)?.[name] ?? 0)
  return {
    contracts: total(({ contracts }) => contracts),
    deliveries: total(({ deliveries }) => deliveries),
    sums: currencies.map(currency => ({
      currency,
      contractsMinor: inOne(currency, 'contractsMinor'),
      deliveriesMinor: inOne(currency, 'deliveriesMinor'),
    })),
  }
}
