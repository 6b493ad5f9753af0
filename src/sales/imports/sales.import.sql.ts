import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Events, Sales } from '../../platform/server/database/generated.ts'
import { given, insertRows, RowsMoved } from '../../platform/server/database/set-writes.ts'
import type { Sale } from '../process/sale.contract.ts'

export interface KnownSale {
  readonly sale: Sale
  readonly leadId: string | null
  readonly externalRef: string | null
  readonly importKey: string | null
}

export async function findKnownSales(
  tx: Tx,
  dealerId: string,
  keys: { readonly externalRefs: readonly string[]; readonly importKeys: readonly string[] },
): Promise<KnownSale[]> {
  const { rows } = await sql<KnownSale>`
    select state as sale, lead_id as "leadId", external_ref as "externalRef", import_key as "importKey"
      from sales
     where dealer_id = ${dealerId}
       and id in (select id from sales where dealer_id = ${dealerId} and external_ref = any(${keys.externalRefs})
                  union select id from sales where dealer_id = ${dealerId} and import_key = any(${keys.importKeys}))
     order by id`.execute(tx)
  return rows
}

/** A sale is found by its customer's name, which stands beside it. */
const customerSearch = sql`(
  select left(c.name_search, 240) from customers c
   where c.dealer_id = given.dealer_id and c.id = given.customer_id)`

export async function insertImportedSales(tx: Tx, sales: readonly Insertable<Sales>[]): Promise<void> {
  const [first] = sales
  if (!first) return
  const columns = sql.join(Object.keys(first).map(column => sql.id(column)))
  await sql`
    insert into sales (${columns}, customer_search)
    select ${columns}, ${customerSearch} from (${await given(tx, 'sales', sales)}) given`.execute(tx)
}

export async function insertImportedEvents(tx: Tx, events: readonly Insertable<Events>[]): Promise<void> {
  await insertRows(tx, 'events', events)
}

/** Columns of a known sale with the `sequence` it was decided on as `expected`.
 *  @throws RowsMoved when somebody worked on one of them meanwhile */
export async function updateImportedSales(tx: Tx, updates: readonly SaleUpdate[]): Promise<void> {
  const [first] = updates
  if (!first) return
  const changed = Object.keys(first.columns).filter(column => column !== 'dealer_id' && column !== 'id')
  const set = changed.map(column => sql`${sql.id(column)} = given.${sql.id(column)}`)
  set.push(sql`customer_search = ${customerSearch}`)
  const rows = updates.map(({ columns }) => columns)
  const ids = updates.map(({ columns }) => columns.id)
  const expected = updates.map(update => update.expected)
  const done = await sql`
    update sales kept set ${sql.join(set)}
      from (${await given(tx, 'sales', rows)}) given
      join unnest(${ids}::uuid[], ${expected}::int[]) as decided (id, sequence) on decided.id = given.id
     where kept.dealer_id = given.dealer_id and kept.id = given.id and kept.sequence = decided.sequence`.execute(
    tx,
  )
  if (Number(done.numAffectedRows) < updates.length) throw new RowsMoved('sales')
}

export interface SaleUpdate {
  readonly columns: Partial<Insertable<Sales>> & { dealer_id: string; id: string }
  readonly expected: number
}
