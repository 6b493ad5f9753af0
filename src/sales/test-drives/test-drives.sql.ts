import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'

const spanRowsMax = 500

export interface FoundTestDrive {
  readonly id: string
  readonly dealerId: string
  readonly saleId: string
  readonly saleNumber: string
  readonly saleVersion: number
  readonly state: string
  readonly vehicleId: string
  readonly episodeId: string
  readonly escortId: string
  readonly escortName: string
  readonly startsAt: string
  readonly endsAt: string
  readonly mileageOutKm: number | null
  readonly mileageInKm: number | null
  readonly customerName: string | null
  readonly customerKind: string | null
  readonly stockNumber: string
  readonly modelName: string
}

/** What a drive names is looked up one row each: until tables are analysed, a plain join behind the wall is
 *  planned as if the store were empty, and reads it whole for each drive. */
export async function findTestDrivesBetween(
  tx: Tx,
  scope: Scope,
  span: { from: string; to: string; dealerId?: string | undefined },
): Promise<FoundTestDrive[]> {
  const atDealer = span.dealerId === undefined ? sql`` : sql`and d.dealer_id = ${span.dealerId}`
  const { rows } = await sql<FoundTestDrive>`
    select d.id, d.dealer_id as "dealerId", d.sale_id as "saleId", s.number as "saleNumber",
           s.sequence as "saleVersion", d.state, d.vehicle_id as "vehicleId", d.episode_id as "episodeId",
           d.escort_id as "escortId", escort.name as "escortName", d.starts_at as "startsAt", d.ends_at as "endsAt",
           d.mileage_out_km as "mileageOutKm", d.mileage_in_km as "mileageInKm", c.name as "customerName",
           c.kind as "customerKind", e.stock_number as "stockNumber", v.model_name as "modelName"
      from test_drives d
      cross join lateral (select * from sales s where s.dealer_id = d.dealer_id and s.id = d.sale_id limit 1) s
      cross join lateral (select * from stock_episodes e
                           where e.dealer_id = d.dealer_id and e.id = d.episode_id limit 1) e
      cross join lateral (select * from vehicles v where v.dealer_id = d.dealer_id and v.id = d.vehicle_id limit 1) v
      join staff escort on escort.id = d.escort_id
      left join lateral (select * from customers c
                          where c.dealer_id = d.dealer_id and c.id = s.customer_id limit 1) c on true
     where ${within(scope, 'd.dealer_id', 's.owner_id')} ${atDealer}
       and d.starts_at < ${span.to} and d.starts_at >= ${span.from}::timestamptz - interval '1 day'
       and d.ends_at > ${span.from}
     order by d.starts_at, d.id limit ${spanRowsMax}`.execute(tx)
  return rows
}

/** A drive needs an escort who works at the dealer now. */
export async function isEscort(tx: Tx, dealerId: string, staffId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .select('staff.id')
    .where('staff.id', '=', staffId)
    .where('staff.deactivated_at', 'is', null)
    .where('staff_roles.organisation_id', '=', dealerId)
    .executeTakeFirst()
  return found !== undefined
}
