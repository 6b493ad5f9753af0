import { type RawBuilder, sql } from 'kysely'
import type { CustomerKind } from '../../customers/people/customers.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { LedgerLine } from './ledger.contract.ts'
import type { LedgerFilter } from './ledger-filter.contract.ts'

export interface LedgerRow extends Omit<LedgerLine, 'recordedBy' | 'customer'> {
  readonly recordedById: string | null
  readonly recordedByName: string | null
  readonly customerId: string | null
  readonly customerName: string | null
  readonly customerKind: CustomerKind | null
}

/** Lines of the ledger, newest first: the page is found first, then joined with what it names. */
export async function findLedger(
  tx: Tx,
  scope: Scope,
  filter: LedgerFilter,
  { after, limit }: { after: Position | null; limit: number },
): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select p.id, p.dealer_id as "dealerId", p.number, p.purpose, p.method, p.amount_minor as "amountMinor", p.currency,
           p.reference, p.reverses_id as "reversesId", p.recorded_by as "recordedById", o.name as "recordedByName",
           p.recorded_at as "recordedAt", p.day as "takingsOn", p.sale_id as "saleId", s.number as "saleNumber",
           c.id as "customerId", c.name as "customerName", c.kind as "customerKind",
           r.number as "receiptNumber", cancelled.number as "cancelsReceipt"
      from (select p.*, ${day} as day, s.number as sale_number from payments p
              join sales s on s.dealer_id = p.dealer_id and s.id = p.sale_id
             where ${within(scope, 'p.dealer_id', 's.owner_id')} ${conditions(filter)} ${beyond(after)}
             order by p.recorded_at desc, p.id desc limit ${limit}) p
      cross join lateral (select * from sales s where s.dealer_id = p.dealer_id and s.id = p.sale_id limit 1) s
      left join lateral (select * from customers c
                          where c.dealer_id = s.dealer_id and c.id = s.customer_id limit 1) c on true
      left join lateral (select * from receipts r
                          where r.dealer_id = p.dealer_id and r.payment_id = p.id limit 1) r on true
      left join lateral (select * from receipts x
                          where x.dealer_id = r.dealer_id and x.id = r.cancels_id limit 1) cancelled on true
      left join staff o on o.id = p.recorded_by
     order by p.recorded_at desc, p.id desc`.execute(tx)
  return rows
}

/** As in the takings; a line from before days were closed counts by its store's calendar, which may be inherited. */
const day = sql`coalesce(p.takings_on, (p.recorded_at at time zone coalesce(
  (select above.time_zone from organisations own join organisations above on above.id = any(own.ancestor_ids)
    where own.id = p.dealer_id and above.time_zone is not null
    order by array_length(above.ancestor_ids, 1) desc limit 1), 'Asia/Shanghai'))::date)`

function conditions({
  dealerId,
  from,
  to,
  method,
  purpose,
  cashierId,
  q,
}: LedgerFilter): RawBuilder<unknown> {
  const tests = [
    dealerId && sql`p.dealer_id = ${dealerId}::uuid`,
    from && sql`${day} >= ${from}::date`,
    to && sql`${day} <= ${to}::date`,
    method && sql`p.method = any(${method}::text[])`,
    purpose && sql`p.purpose = any(${purpose}::text[])`,
    cashierId && sql`p.recorded_by = ${cashierId}::uuid`,
    q &&
      sql`(p.number = upper(${q}) or s.number = upper(${q}) or exists (select 1 from receipts r
        where r.dealer_id = p.dealer_id and r.payment_id = p.id and r.number = upper(${q})))`,
  ]
  const set = tests.filter(test => test !== undefined && test !== '')
  return set.length === 0 ? sql`` : sql`and ${sql.join(set, sql` and `)}`
}

function beyond(after: Position | null): RawBuilder<unknown> {
  return after ? sql`and (p.recorded_at, p.id) < (${after.value}::timestamptz, ${after.id}::uuid)` : sql``
}
