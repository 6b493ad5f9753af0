import { sql } from 'kysely'
import type { Database } from '../../platform/server/database/connect.ts'
import { eventDocument } from '../acts/sale-events.sql.ts'
import { SaleEvent } from '../process/event.contract.ts'
import { Sale } from '../process/sale.contract.ts'

export interface SaleRecord {
  readonly row: Record<string, unknown> & { id: string; number: string }
  readonly state: Sale
  readonly events: readonly SaleEvent[]
}

const pageRows = 500

/** Every sale with its events, in pages by key; as the owner, past every wall. */
export async function* readSaleRecords(owner: Database): AsyncGenerator<SaleRecord[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await owner
      .selectFrom('sales')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageRows)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)?.id ?? after
    const events = await readEvents(
      owner,
      rows.map(row => row.id),
    )
    yield rows.map(({ state, ...row }) => ({
      row,
      state: Sale.parse(state),
      events: events.get(row.id) ?? [],
    }))
  }
}

async function readEvents(owner: Database, saleIds: readonly string[]): Promise<Map<string, SaleEvent[]>> {
  const { rows } = await sql<{ saleId: string; event: unknown }>`
    select sale_id as "saleId", ${eventDocument} as event from app.events where sale_id = any(${saleIds}::uuid[]) and subject_kind = 'sale' order by sale_id, sequence`.execute(
    owner,
  )
  const bySale = new Map<string, SaleEvent[]>()
  for (const { saleId, event } of rows) {
    const known = bySale.get(saleId) ?? []
    known.push(SaleEvent.parse(event))
    bySale.set(saleId, known)
  }
  return bySale
}

export interface Disagreement {
  readonly what: string
  readonly subject: string
}

/** Cars whose availability, claims and VIN holder do not agree. */
export async function findCarDisagreements(owner: Database): Promise<Disagreement[]> {
  const { rows } = await sql<Disagreement>`
    select 'availability does not agree with the claim' as what, e.stock_number as subject
      from app.stock_episodes e left join app.reservations r
        on r.dealer_id = e.dealer_id and r.episode_id = e.id and r.state = 'active'
     where (e.availability in ('reserved', 'sold')) is distinct from (r.id is not null)
    union all
    select 'a claim of an ended sale is active', s.number
      from app.reservations r join app.sales s on s.dealer_id = r.dealer_id and s.id = r.sale_id
     where r.state = 'active' and s.stage in ('lost', 'cancelled', 'after-sales')
    union all
    select 'an open car''s VIN is not held by its store', v.vin
      from app.stock_episodes e join app.vehicles v on v.dealer_id = e.dealer_id and v.id = e.vehicle_id
      left join app.vin_registry h on h.vin = v.vin
     where e.closed_at is null and v.vin is not null and h.dealer_id is distinct from e.dealer_id
    union all
    select 'payments do not add up to the sale', s.number
      from app.sales s left join lateral (select coalesce(sum(p.amount_minor), 0) as paid from app.payments p
        where p.dealer_id = s.dealer_id and p.sale_id = s.id) m on true
     where m.paid <> s.paid_minor
    union all
    select 'a car was delivered twice', e.stock_number
      from app.deliveries d join app.stock_episodes e on e.dealer_id = d.dealer_id and e.id = d.episode_id
     where d.taken_back_at is null group by e.dealer_id, e.id, e.stock_number having count(*) > 1
     order by 1, 2 limit 1000`.execute(owner)
  return rows
}
