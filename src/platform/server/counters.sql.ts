import type { Tx } from './database/connect.ts'

const letters = {
  sale: 'S',
  customer: 'C',
  lead: 'L',
  stock: 'K',
  quote: 'Q',
  contract: 'H',
  payment: 'P',
} as const
export type NumberKind = keyof typeof letters

/** The next human number of a kind at a dealer, without gaps within the transaction: 'S26-000123'. */
export async function nextNumber(
  tx: Tx,
  of: { dealerId: string; kind: NumberKind; now: Date },
): Promise<string> {
  const year = of.now.getUTCFullYear()
  const { last } = await tx
    .insertInto('counters')
    .values({ dealer_id: of.dealerId, kind: of.kind, year, last: 1 })
    .onConflict(conflict =>
      conflict
        .columns(['dealer_id', 'kind', 'year'])
        .doUpdateSet(eb => ({ last: eb('counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return humanNumber(of.kind, year, last)
}

/** `humanNumber('sale', 2026, 123)` → 'S26-000123' */
export function humanNumber(kind: NumberKind, year: number, count: number): string {
  return `${letters[kind]}${String(year % 100).padStart(2, '0')}-${String(count).padStart(6, '0')}`
}
