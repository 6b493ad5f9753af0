import { sql } from 'kysely'
import { type OwnedStore, storesTable } from '../../customers/people/owned-stores.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { TypedText } from './typed-text.rules.ts'

const foundMax = 2000

/** A sale by its whole key. */
export interface SaleKey {
  readonly dealerId: string
  readonly id: string
}

/** The sales of stores that a number, a phone or its tail, a VIN or its tail stands for, newest first.
 *  Phones meet their keyed indexes alone, and only where the reader sees names. */
export async function findSalesByCode(
  tx: Tx,
  stores: readonly OwnedStore[],
  { numbers, vinTail }: Extract<TypedText, { kind: 'code' }>,
): Promise<SaleKey[]> {
  const { rows } = await sql<SaleKey>`
    select distinct store.id as "dealerId", found.id from ${storesTable(stores)} cross join lateral (
      select s.id from sales s where s.dealer_id = store.id and s.number = any(${numbers}::text[])
      union all
      select s.id from sales s
       where s.dealer_id = store.id and store.finds_names and s.customer_id = any(array(
         select p.customer_id from contact_points p
          where p.dealer_id = store.id and p.full_index = store.phone_index and p.removed_at is null
         union all
         select p.customer_id from contact_points p
          where p.dealer_id = store.id and p.tail_index = store.tail_index and p.removed_at is null))
      ${vinTail === null ? sql`` : byVin(vinTail)}
    ) found order by found.id desc limit ${foundMax}`.execute(tx)
  return rows
}

function byVin(tail: string) {
  return sql`union all
    select s.id from sales s
     where s.dealer_id = store.id and s.episode_id = any(array(
       select e.id from vehicles v join stock_episodes e on e.dealer_id = v.dealer_id and e.vehicle_id = v.id
        where v.dealer_id = store.id and v.vin like ${`%${tail}`}))`
}
