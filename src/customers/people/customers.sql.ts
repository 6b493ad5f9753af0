import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { CustomerKind, OwnerFilter } from './customers.contract.ts'
import { likePattern } from './name-search.ts'
import { type OwnedStore, ownedRows, storesTable, withinOrPool } from './owned-stores.ts'

export interface CustomerRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly kind: CustomerKind
  readonly name: string
  readonly phoneSealed: Buffer | null
  readonly ownerId: string | null
  readonly source: string | null
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly nameSearch: string
}

export interface AskedCustomers {
  readonly staffId: string
  readonly q?: string | undefined
  readonly owner?: OwnerFilter | undefined
  readonly kind?: CustomerKind | undefined
  readonly order: 'newest' | 'name'
  readonly after: Position | null
  readonly limit: number
}

const columns = sql`c.id, c.dealer_id as "dealerId", c.number, c.kind, c.name, phone.sealed as "phoneSealed",
  c.owner_id as "ownerId", c.source, c.version, c.created_at as "createdAt", c.updated_at as "updatedAt",
  c.name_search as "nameSearch"`

const firstPhone = sql`left join lateral (
    select p.sealed from contact_points p
     where p.dealer_id = c.dealer_id and p.customer_id = c.id and p.kind = 'phone' and p.removed_at is null
     order by p.created_at, p.id limit 1) phone on true`

/** A page: the newest of each store first, then the newest of those, and only these are looked up by key.
 *  A plain join may be planned the other way round: behind the wall, and before a new table is analysed,
 *  every table looks like one row. */
export async function listCustomers(
  tx: Tx,
  stores: readonly OwnedStore[],
  asked: AskedCustomers,
): Promise<CustomerRow[]> {
  const order = asked.order === 'name' ? sql`name_search collate "C", id` : sql`id desc`
  const { rows } = await sql<CustomerRow>`
    select ${columns}
      from (
        select found.dealer_id, found.id, found.name_search
          from ${storesTable(stores)} cross join lateral (
            select customer.dealer_id, customer.id, customer.name_search from customers customer
             where customer.dealer_id = store.id and customer.merged_into_id is null
               and ${ownedRows('customer.owner_id', stores, asked.staffId, asked.owner)}
               ${asked.kind ? sql`and customer.kind = ${asked.kind}` : sql``}
               ${found(asked.q)} ${after(asked)}
             order by ${order} limit ${asked.limit}) found
         order by ${order} limit ${asked.limit}) page
      cross join lateral (select * from customers c where c.dealer_id = page.dealer_id and c.id = page.id limit 1) c
      ${firstPhone}
     order by ${asked.order === 'name' ? sql`page.name_search collate "C", page.id` : sql`page.id desc`}`.execute(
    tx,
  )
  return rows
}

/** By number for everybody; by name, pinyin, initials and phone where the reader sees names. */
function found(q: string | undefined) {
  if (q === undefined) return sql``
  const byNumber = sql`customer.number = ${q.toUpperCase()}`
  // Digits are looked up in the indexes alone: a scan for them in names would find nothing more.
  const byKey = /^[\d+\s().-]+$/.test(q) ? byPhone : sql`customer.name_search like ${likePattern(q)}`
  return sql`and (${byNumber} or store.finds_names and ${byKey})`
}

const byPhone = sql`customer.id = any(array(select p.customer_id from contact_points p
  where p.dealer_id = store.id and p.full_index = store.phone_index and p.removed_at is null
  union all select p.customer_id from contact_points p
  where p.dealer_id = store.id and p.tail_index = store.tail_index and p.removed_at is null))`

function after({ order, after: position }: AskedCustomers) {
  if (!position) return sql``
  if (order === 'newest') return sql`and customer.id < ${position.id}::uuid`
  return sql`and (customer.name_search collate "C", customer.id) > (${position.value}::text, ${position.id}::uuid)`
}

/** Where a page by name ended. The cursor names the row alone: a name in it could be read. */
export async function findNameSearch(tx: Tx, scope: Scope, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('customers')
    .select('name_search')
    .where(withinOrPool(scope, 'dealer_id', 'owner_id'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name_search
}

export interface CustomerDetailRow extends CustomerRow {
  readonly creditCode: string | null
  readonly note: string
  readonly externalRef: string | null
  readonly origin: 'live' | 'import' | 'demo'
}

/** One customer that the scope reaches, the public pool included. */
export async function findCustomer(tx: Tx, scope: Scope, id: string): Promise<CustomerDetailRow | undefined> {
  const { rows } = await sql<CustomerDetailRow>`
    select ${columns}, c.credit_code as "creditCode", c.note, c.external_ref as "externalRef", c.origin
      from customers c ${firstPhone}
     where ${withinOrPool(scope, 'c.dealer_id', 'c.owner_id')} and c.id = ${id}`.execute(tx)
  return rows[0]
}

export interface EditableCustomer {
  readonly id: string
  readonly dealerId: string
  readonly kind: CustomerKind
  readonly name: string
  readonly creditCode: string | null
  readonly source: string | null
  readonly note: string
  readonly ownerId: string | null
  readonly version: number
}

/** One customer that the scope may change: without the pool, which must be claimed first. */
export async function findEditableCustomer(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<EditableCustomer | undefined> {
  return tx
    .selectFrom('customers')
    .select([
      'id',
      'dealer_id as dealerId',
      'kind',
      'name',
      'credit_code as creditCode',
      'source',
      'note',
      'owner_id as ownerId',
      'version',
    ])
    .$narrowType<{ kind: CustomerKind }>()
    .where('id', '=', id)
    .where('merged_into_id', 'is', null)
    .where(within(scope, 'dealer_id', 'owner_id'))
    .executeTakeFirst()
}

export interface CustomerInsert {
  readonly dealerId: string
  readonly id: string
  readonly number: string
  readonly kind: CustomerKind
  readonly name: string
  readonly nameSearch: string
  readonly creditCode: string | null
  readonly ownerId: string | null
  readonly source: string | null
  readonly note: string
  readonly now: Date
}

export async function insertCustomer(tx: Tx, customer: CustomerInsert): Promise<void> {
  const at = customer.now.toISOString()
  await tx
    .insertInto('customers')
    .values({
      dealer_id: customer.dealerId,
      id: customer.id,
      number: customer.number,
      kind: customer.kind,
      name: customer.name,
      name_search: customer.nameSearch,
      credit_code: customer.creditCode,
      owner_id: customer.ownerId,
      source: customer.source,
      note: customer.note,
      origin: 'live',
      created_at: at,
      updated_at: at,
    })
    .execute()
}

export interface CustomerChange {
  readonly name?: string
  readonly nameSearch?: string
  readonly creditCode?: string | null
  readonly source?: string | null
  readonly note?: string
  readonly ownerId?: string | null
}

/** @returns the version made, or undefined when the customer has moved on from the expected one */
export async function updateCustomer(
  tx: Tx,
  { dealerId, id, version }: { dealerId: string; id: string; version: number },
  change: CustomerChange,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('customers')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.nameSearch !== undefined && { name_search: change.nameSearch }),
      ...(change.creditCode !== undefined && { credit_code: change.creditCode }),
      ...(change.source !== undefined && { source: change.source }),
      ...(change.note !== undefined && { note: change.note }),
      ...(change.ownerId !== undefined && {
        owner_id: change.ownerId,
        owned_since: change.ownerId && now.toISOString(),
      }),
      version: version + 1,
      updated_at: now.toISOString(),
    })
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** A change beside the customer's own row makes a new version of it too. */
export async function touchCustomer(tx: Tx, dealerId: string, id: string, now: Date): Promise<number> {
  const row = await tx
    .updateTable('customers')
    .set(eb => ({ version: eb('version', '+', 1), updated_at: now.toISOString() }))
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
