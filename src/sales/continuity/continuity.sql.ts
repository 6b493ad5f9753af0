import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Sale, TestDrive } from '../process/sale.contract.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from '../sales/sale-line-columns.sql.ts'
import { linesMax } from './continuity.contract.ts'

const listed = sql.lit(linesMax)

export interface ContinuityRow extends SaleLineRow {
  readonly total: number
  readonly state: Sale
  readonly contractNumber: string | null
  /** sealed; the customer's first phone */
  readonly phone: Buffer | null
}

const phone = sql`(select p.sealed from contact_points p
  where p.dealer_id = s.dealer_id and p.customer_id = s.customer_id and p.kind = 'phone' and p.removed_at is null
  order by p.created_at, p.id limit 1) as phone`
const columns = sql`${saleLineColumns}, s.state, ${phone}`

/** Sales of one store that a condition picks, with how many there are in all. */
async function findSales(
  tx: Tx,
  dealerId: string,
  { where, order }: { where: RawBuilder<unknown>; order: RawBuilder<unknown> },
): Promise<ContinuityRow[]> {
  const { rows } = await sql<ContinuityRow>`
    select ${columns}, s.total,
           (select h.number from contracts h where h.dealer_id = s.dealer_id
             and h.id = (s.state -> 'contract' ->> 'id')::uuid) as "contractNumber"
      from (select s.*, count(*) over ()::int as total from sales s
             where s.dealer_id = ${dealerId} and ${where} order by ${order}, s.id limit ${listed}) s ${saleLineJoins}
     order by ${order}, s.id`.execute(tx)
  return rows
}

/** Signed and not delivered; the longest waiting first. */
export function findOpenContracts(tx: Tx, dealerId: string): Promise<ContinuityRow[]> {
  return findSales(tx, dealerId, {
    where: sql`s.stage in ('contract', 'delivery') and s.delivered_on is null and s.state -> 'contract' <> 'null'`,
    order: sql`s.stage_since nulls last`,
  })
}

export function findFollowUpsDue(tx: Tx, dealerId: string, today: string): Promise<ContinuityRow[]> {
  return findSales(tx, dealerId, {
    where: sql`s.stage in ('inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery')
      and s.follow_up_due_on <= ${today}::date`,
    order: sql`s.follow_up_due_on`,
  })
}

export interface DriveRow extends ContinuityRow {
  readonly testDriveId: string
  readonly driveState: TestDrive['state']
  readonly startsAt: string
  readonly endsAt: string
  readonly escortId: string
  readonly escortName: string
  readonly driveEpisodeId: string
}

/** Booked for the day or out on the road. */
export async function findDrivesOfDay(
  tx: Tx,
  dealerId: string,
  day: { startsAt: string; endsAt: string },
): Promise<DriveRow[]> {
  const { rows } = await sql<DriveRow>`
    select ${columns}, count(*) over ()::int as total, null as "contractNumber", d.id as "testDriveId",
           d.state as "driveState", d.starts_at as "startsAt", d.ends_at as "endsAt", d.escort_id as "escortId",
           escort.name as "escortName", d.episode_id as "driveEpisodeId"
      from test_drives d
      cross join lateral (select * from sales s where s.dealer_id = d.dealer_id and s.id = d.sale_id limit 1) s
      join staff escort on escort.id = d.escort_id ${saleLineJoins}
     where d.dealer_id = ${dealerId} and d.starts_at < ${day.endsAt}::timestamptz
       and (d.state = 'started' or d.state = 'booked' and d.starts_at >= ${day.startsAt}::timestamptz)
     order by d.starts_at, d.id limit ${listed}`.execute(tx)
  return rows
}

export interface StockRow {
  readonly total: number
  readonly episodeId: string
  readonly vehicleId: string
  readonly stockNumber: string
  readonly vin: string | null
  readonly make: string
  readonly modelName: string
  readonly trimName: string | null
  readonly modelYear: number | null
  readonly exteriorColour: string | null
  readonly location: string | null
  readonly priceMinor: number | null
  readonly currency: string
}

/** Cars that may be sold, as the stock list's own tab has them. */
export async function findStockForSale(tx: Tx, dealerId: string): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    select e.total, e.id as "episodeId", v.id as "vehicleId", e.stock_number as "stockNumber", v.vin, v.make,
           v.model_name as "modelName", v.trim_name as "trimName", v.model_year as "modelYear",
           v.exterior_colour as "exteriorColour", e.location, e.price_minor as "priceMinor", e.currency
      from (select e.*, count(*) over ()::int as total from stock_episodes e
             where e.dealer_id = ${dealerId} and e.closed_at is null and e.availability = 'available'
             order by e.stock_number, e.id limit ${listed}) e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     order by v.make, v.model_name, v.trim_name nulls first, e.stock_number, e.id`.execute(tx)
  return rows
}
