import type { Visitor } from './receptions.rules.ts'
import type { KnownVisitorRow } from './receptions.sql.ts'

export function visitorOf({ ownerId, saleId, saleOwnerId }: KnownVisitorRow): Visitor {
  return { ownerId, sale: saleId === null ? null : { ownerId: saleOwnerId } }
}
