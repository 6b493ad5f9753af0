import type { EventName, EventOf } from './event.contract.ts'
import type { Sale } from './sale.contract.ts'

/** What one event changes of a sale. */
export type Changes = Partial<Sale>
export type Applier<A extends EventName> = (
  sale: Sale,
  facts: EventOf<A>['facts'],
  event: EventOf<A>,
) => Changes

export function replaceOne<T extends { id: string }>(
  list: readonly T[],
  id: string,
  change: Partial<T>,
): T[] {
  requireOne(list, id)
  return list.map(each => (each.id === id ? { ...each, ...change } : each))
}

export function requireOne<T extends { id: string }>(list: readonly (T | null)[], id: string): T {
  const found = list.find(each => each?.id === id)
  if (!found) throw new Error(`history names ${id}, which the sale does not have`)
  return found
}
