import type { Tx } from './database/connect.ts'

const letters = {
  customer: 'C',
  lead: 'L',
  stock: 'K',
  sale: 'S',
  quote: 'Q',
  contract: 'H',
  payment: 'P',
  receipt: 'R',
} as const
export type NumberKind = keyof typeof letters

/** The next human number of a store, kind and year: 'C26-000123'. Concurrent callers wait for each other,
 *  so a rolled-back one leaves no gap.
 *  @param today the store's business date */
export async function nextNumber(tx: Tx, dealerId: string, kind: NumberKind, today: string): Promise<string> {
  const [number] = await nextNumbers(tx, dealerId, kind, today, 1)
  return number as string
}

/** So many numbers in a row, drawn at once. */
export async function nextNumbers(
  tx: Tx,
  dealerId: string,
  kind: NumberKind,
  today: string,
  count: number,
): Promise<string[]> {
  if (count === 0) return []
  const year = Number(today.slice(0, 4))
  const { last } = await tx
    .insertInto('counters')
    .values({ dealer_id: dealerId, kind, year, last: count })
    .onConflict(conflict =>
      conflict
        .columns(['dealer_id', 'kind', 'year'])
        .doUpdateSet(eb => ({ last: eb('counters.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return Array.from({ length: count }, (_, index) => humanNumber(kind, year, last - count + 1 + index))
}

/** Keeps others from drawing a number of that kind until the end of the transaction. */
export async function holdNumbers(
  tx: Tx,
  dealerId: string,
  kind: NumberKind,
  years: readonly number[],
): Promise<void> {
  await tx
    .insertInto('counters')
    .values(years.map(year => ({ dealer_id: dealerId, kind, year, last: 0 })))
    .onConflict(conflict =>
      conflict.columns(['dealer_id', 'kind', 'year']).doUpdateSet(eb => ({ last: eb.ref('counters.last') })),
    )
    .execute()
}

/** `humanNumber('sale', 2026, 123)` → 'S26-000123' */
export function humanNumber(kind: NumberKind, year: number, count: number): string {
  return `${letters[kind]}${String(year % 100).padStart(2, '0')}-${String(count).padStart(6, '0')}`
}
