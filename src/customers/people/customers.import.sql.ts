import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { hexOf, insertRows, updateRows } from '../../platform/server/database/set-writes.ts'
import type { ContactKind } from './contact-points.contract.ts'
import type { SealedContact } from './contact-seals.ts'
import type { CustomerKind } from './customers.contract.ts'
import { nameSearch } from './name-search.ts'

export interface KnownCustomer {
  readonly id: string
  readonly kind: CustomerKind
  readonly name: string
  readonly creditCode: string | null
  readonly ownerId: string | null
  readonly source: string | null
  readonly note: string
  readonly externalRef: string | null
  readonly importKey: string | null
  readonly version: number
  /** hex of the blind indexes of the contact points, each behind its kind: 'phone:ab12…' */
  readonly contacts: readonly string[]
}

export interface CustomerKeys {
  readonly externalRefs: readonly string[]
  readonly creditCodes: readonly string[]
  readonly importKeys: readonly string[]
  /** hex */
  readonly phoneIndexes: readonly string[]
  readonly names: readonly string[]
}

/** Customers of a store that any of the keys may mean, the oldest first. The dealer is left to the wall until the
 *  end: to name it beside a key makes the planner, which has no statistics of a table that an import just fills,
 *  take any index. */
export async function findKnownCustomers(
  tx: Tx,
  dealerId: string,
  keys: CustomerKeys,
): Promise<KnownCustomer[]> {
  const { rows } = await sql<KnownCustomer>`
    with meant as (
      select c.id from unnest(${keys.externalRefs}::text[]) as asked (ref)
       cross join lateral (
         select id from customers where external_ref = asked.ref limit 1) c
      union
      select id from customers where cardinality(${keys.creditCodes}::text[]) > 0 and credit_code = any(${keys.creditCodes})
      union
      select c.id from unnest(${keys.importKeys}::text[]) as asked (key)
       cross join lateral (
         select id from customers where import_key = asked.key limit 1) c
      union
      select c.id from unnest(${keys.names.map(nameSearch)}::text[]) as asked (name)
       cross join lateral (
         select id from customers where name_search collate "C" = asked.name offset 0) c
      union
      select p.customer_id from unnest(${keys.phoneIndexes}::text[]) as asked (hex)
       cross join lateral (
         select customer_id from contact_points
          where full_index = decode(asked.hex, 'hex') and kind = 'phone' and removed_at is null offset 0) p)
    select c.id, c.kind, c.name, c.credit_code as "creditCode", c.owner_id as "ownerId", c.source, c.note,
           c.external_ref as "externalRef", c.import_key as "importKey", c.version,
           array(select p.kind || ':' || encode(p.full_index, 'hex') from contact_points p
                  where p.customer_id = c.id and p.removed_at is null) as contacts
      from meant
     cross join lateral (select * from customers where id = meant.id limit 1) c
     where c.dealer_id = ${dealerId} and c.merged_into_id is null and c.erased_at is null
     order by c.id`.execute(tx)
  return rows
}

export interface ImportedCustomer {
  readonly id: string
  readonly kind: CustomerKind
  readonly name: string
  readonly nameSearch: string
  readonly creditCode: string | null
  readonly ownerId: string | null
  readonly source: string | null
  readonly note: string
  readonly externalRef: string | null
  readonly importKey: string | null
  readonly version: number
}

/** @param numbers as many as customers */
export async function insertImportedCustomers(
  tx: Tx,
  dealerId: string,
  customers: readonly ImportedCustomer[],
  numbers: readonly string[],
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  await insertRows(
    tx,
    'customers',
    customers.map((customer, index) => ({
      dealer_id: dealerId,
      ...columnsOf(customer),
      number: numbers[index] as string,
      kind: customer.kind,
      origin: 'import',
      created_at: at,
      updated_at: at,
    })),
  )
}

export async function updateImportedCustomers(
  tx: Tx,
  dealerId: string,
  customers: readonly ImportedCustomer[],
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  const rows = customers.map(customer => ({ dealer_id: dealerId, ...columnsOf(customer), updated_at: at }))
  await updateRows(tx, 'customers', rows, ['dealer_id', 'id', 'version'])
}

function columnsOf(customer: ImportedCustomer) {
  return {
    id: customer.id,
    version: customer.version,
    name: customer.name,
    name_search: customer.nameSearch,
    credit_code: customer.creditCode,
    owner_id: customer.ownerId,
    source: customer.source,
    note: customer.note,
    external_ref: customer.externalRef,
    import_key: customer.importKey,
  }
}

export interface ImportedContact extends SealedContact {
  readonly id: string
  readonly customerId: string
  readonly kind: ContactKind
}

export async function insertImportedContacts(
  tx: Tx,
  dealerId: string,
  contacts: readonly ImportedContact[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'contact_points',
    contacts.map(({ id, customerId, kind, sealed, fullIndex, tailIndex }) => ({
      ...{ dealer_id: dealerId, id, customer_id: customerId, kind },
      sealed: hexOf(sealed),
      full_index: hexOf(fullIndex),
      tail_index: tailIndex && hexOf(tailIndex),
      created_at: now.toISOString(),
    })),
  )
}
