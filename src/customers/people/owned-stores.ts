import { type RawBuilder, sql } from 'kysely'
import { seesNames } from '../../platform/permissions.ts'
import type { Seals } from '../../platform/server/crypto/seals.ts'
import type { KnownOrganisation, NetworkMap } from '../../platform/server/network-map.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import { indexContact, indexTail } from './contact-seals.ts'
import type { OwnerFilter } from './customers.contract.ts'
import { callingCodeOf, normalisePhone } from './phone.rules.ts'

/** A store that a list reads: whose rows there, and by which keys a typed phone is found there. */
export interface OwnedStore {
  readonly id: string
  /** only one's own rows and those of the public pool */
  readonly ownOnly: boolean
  /** where names are masked, nobody is found by name or phone either */
  readonly findsNames: boolean
  readonly phoneIndex: Buffer | null
  readonly tailIndex: Buffer | null
}

/** The stores of a scope, prepared for a typed search. */
export async function ownedStores(
  scope: Scope,
  q: string | undefined,
  { network, seals }: { network: NetworkMap; seals: Seals },
): Promise<OwnedStore[]> {
  const own = new Set(scope.own)
  const stores = [...scope.all, ...scope.own].map(async id => ({
    id,
    ownOnly: own.has(id),
    findsNames: holdsAt(scope, id, seesNames),
    ...phoneKeys(seals, id, q, await network.organisation(id)),
  }))
  return Promise.all(stores)
}

/** A whole number meets the index of whole numbers, four digits that of tails. */
function phoneKeys(
  seals: Seals,
  dealerId: string,
  q: string | undefined,
  store: KnownOrganisation | undefined,
) {
  const digits = q?.replace(/\s/g, '') ?? ''
  const phone = q && store ? normalisePhone(q, callingCodeOf(store)) : null
  return {
    phoneIndex: phone ? indexContact(seals, dealerId, 'phone', phone) : null,
    tailIndex: /^\d{4}$/.test(digits) ? indexTail(seals, dealerId, digits) : null,
  }
}

/** `from (values …) store (id, …)` as arrays, so that the statement's text stays the same. */
export function storesTable(stores: readonly OwnedStore[]): RawBuilder<unknown> {
  return sql`unnest(${stores.map(store => store.id)}::uuid[], ${stores.map(store => store.ownOnly)}::boolean[],
    ${stores.map(store => store.findsNames)}::boolean[], ${stores.map(store => store.phoneIndex)}::bytea[],
    ${stores.map(store => store.tailIndex)}::bytea[]) as store (id, own_only, finds_names, phone_index, tail_index)`
}

/** Whose rows: the reach of the role and the owner asked for. An OR is written only where both reaches occur.
 *  @param owner the owner column */
export function ownedRows(
  owner: string,
  stores: readonly OwnedStore[],
  staffId: string,
  asked: OwnerFilter | undefined,
): RawBuilder<boolean> {
  const column = sql.ref(owner)
  if (asked === 'me') return sql`${column} = ${staffId}::uuid`
  if (asked === 'pool') return sql`${column} is null`
  const reached = reachedRows(column, stores, staffId)
  return asked === undefined ? reached : sql`${column} = ${asked}::uuid and ${reached}`
}

function reachedRows(column: RawBuilder<unknown>, stores: readonly OwnedStore[], staffId: string) {
  const ownOrPool = sql<boolean>`(${column} = ${staffId}::uuid or ${column} is null)`
  if (stores.every(store => store.ownOnly)) return ownOrPool
  return stores.some(store => store.ownOnly)
    ? sql<boolean>`(not store.own_only or ${ownOrPool})`
    : sql<boolean>`true`
}

/** Rows that a scope reaches by id: those of `within`, and the public pool. */
export function withinOrPool(scope: Scope, dealer: string, owner: string): RawBuilder<boolean> {
  const dealerColumn = sql.ref(dealer)
  const ownerColumn = sql.ref(owner)
  return sql`(${dealerColumn} = any(${scope.all}::uuid[]) or (${dealerColumn} = any(${scope.own}::uuid[])
    and (${ownerColumn} = ${scope.staffId}::uuid or ${ownerColumn} is null)))`
}
