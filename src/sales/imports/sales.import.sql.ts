import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Events, Sales, StaleMonths } from '../../platform/server/database/generated.ts'
import { given, insertRows, RowsMoved } from '../../platform/server/database/set-writes.ts'
import type { Sale } from '../process/sale.contract.ts'

export interface KnownSale {
  readonly sale: Sale
  readonly leadId: string | null
  readonly externalRef: string | null
  readonly importKey: string | null
}

/** Each key is looked up by itself, and the dealer is left to the wall until the end: to name it beside a key
 *  makes the planner, which has no statistics of a table that an import just fills, take any index. */
export async function findKnownSales(
  tx: Tx,
  dealerId: string,
  keys: { readonly externalRefs: readonly string[]; readonly importKeys: readonly string[] },
): Promise<KnownSale[]> {
  const { rows } = await sql<KnownSale>`
    with meant as (
      select sale.id from unnest(${keys.externalRefs}::text[]) as asked (ref)
       cross join lateral (
         select id from sales where external_ref = asked.ref limit 1) sale
      union
      select sale.id from unnest(${keys.importKeys}::text[]) as asked (key)
       cross join lateral (
         select id from sales where import_key = asked.key limit 1) sale)
    select s.state as sale, s.lead_id as "leadId", s.external_ref as "externalRef", s.import_key as "importKey"
      from meant
     cross join lateral (select * from sales where id = meant.id limit 1) s
     where s.dealer_id = ${dealerId}
     order by s.id`.execute(tx)
  return rows
}

/** A sale is found by its customer's name, which stands beside it. Of the store by the wall, as above. */
const customerSearch = sql`(select left(c.name_search, 240) from customers c where c.id = given.customer_id)`

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

export async function insertStaleMonths(tx: Tx, months: readonly Insertable<StaleMonths>[]): Promise<void> {
  await insertRows(tx, 'stale_months', months)
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
