import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { DriverRelation } from '../process/sale.contract.ts'
import type { DriveCar } from './test-drives.contract.ts'

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
  readonly plate: string | null
  readonly blockedUntil: string
  readonly ownerId: string | null
  readonly driverName: string | null
  readonly driverRelation: DriverRelation | null
  readonly licenceValidUntil: string | null
  readonly agreementSignedAt: string | null
  readonly onPaper: boolean
  readonly feedbackId: string | null
  readonly closedReason: string | null
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
           c.kind as "customerKind", e.stock_number as "stockNumber", v.model_name as "modelName",
           v.plate, d.blocked_until as "blockedUntil", s.owner_id as "ownerId",
           driver.name as "driverName", driver.relation as "driverRelation",
           d.licence_valid_until as "licenceValidUntil", d.agreement_signed_at as "agreementSignedAt",
           d.agreement_signature_id is null as "onPaper", d.closed_reason as "closedReason",
           (select f.id from test_drive_feedback f
             where f.dealer_id = d.dealer_id and f.test_drive_id = d.id limit 1) as "feedbackId"
      from test_drives d
      cross join lateral (select * from sales s where s.dealer_id = d.dealer_id and s.id = d.sale_id limit 1) s
      cross join lateral (select * from stock_episodes e
                           where e.dealer_id = d.dealer_id and e.id = d.episode_id limit 1) e
      cross join lateral (select * from vehicles v where v.dealer_id = d.dealer_id and v.id = d.vehicle_id limit 1) v
      join staff escort on escort.id = d.escort_id
      left join lateral (select * from test_drive_drivers named
                          where named.dealer_id = d.dealer_id and named.test_drive_id = d.id
                            and named.replaced_at is null limit 1) driver on true
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

const carsMax = 120

/** An instant inside JSON, spelled as the driver spells one. */
function utc(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** Cars at the store for the calendar's rows. */
export async function findDriveCars(
  tx: Tx,
  dealerId: string,
  span: { from: string; to: string; all: boolean },
): Promise<DriveCar[]> {
  const { rows } = await sql<DriveCar>`
    select e.id as "episodeId", v.id as "vehicleId", e.dealer_id as "dealerId", e.stock_number as "stockNumber",
           v.make, v.model_name as "modelName", v.trim_name as "trimName", v.plate,
           v.condition = 'demo' as "isDemo", e.availability, v.mileage_km as "mileageKm",
           (select coalesce(jsonb_agg(jsonb_build_object('startsAt', ${utc('d.starts_at')}, 'endsAt', ${utc('d.ends_at')},
                      'escortId', d.escort_id, 'escortName', escort.name, 'state', d.state) order by d.starts_at), '[]')
              from test_drives d join staff escort on escort.id = d.escort_id
             where d.dealer_id = e.dealer_id and d.vehicle_id = v.id and d.starts_at < ${span.to}
               and d.starts_at >= ${span.from}::timestamptz - interval '1 day' and d.ends_at > ${span.from}
               and d.state in ('booked', 'started')) as taken,
           (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'reason', o.reason, 'state', o.state,
                      'startsAt', ${utc('o.starts_at')}, 'endsAt', ${utc('o.ends_at')}) order by o.starts_at), '[]')
              from off_road_periods o
             where o.dealer_id = e.dealer_id and o.episode_id = e.id and o.is_held
               and (o.state = 'running' or o.starts_at < ${span.to} and o.held_until > ${span.from})) as "offRoad"
      from (select e.*, exists (select 1 from test_drives d
                                 where d.dealer_id = e.dealer_id and d.episode_id = e.id and d.starts_at < ${span.to}
                                   and d.starts_at >= ${span.from}::timestamptz - interval '1 day'
                                   and d.ends_at > ${span.from} and d.state in ('booked', 'started')) as is_booked
              from stock_episodes e
             where e.dealer_id = ${dealerId} and e.state = 'in-stock' and e.closed_at is null) e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where v.condition = 'demo' or e.is_booked or (${span.all} and e.availability = 'available')
     order by v.condition = 'demo' desc, e.is_booked desc, v.model_name, e.stock_number limit ${carsMax}`.execute(
    tx,
  )
  return rows
}

export interface AgreementRow {
  readonly dealerId: string
  readonly dealerNameZh: string
  readonly dealerNameEn: string
  readonly customerName: string | null
  /** who drives in place of the customer */
  readonly driverName: string | null
  readonly make: string
  readonly modelName: string
  readonly trimName: string | null
  readonly plate: string | null
  readonly stockNumber: string
  readonly startsAt: string
  readonly endsAt: string
  readonly escortName: string
}

/** What the agreement of a drive names. */
export async function findAgreementFacts(
  tx: Tx,
  key: { dealerId: string; saleId: string; testDriveId: string },
): Promise<AgreementRow | undefined> {
  const { rows } = await sql<AgreementRow>`
    select d.dealer_id as "dealerId", o.name_zh as "dealerNameZh", o.name_en as "dealerNameEn",
           c.name as "customerName", driver.name as "driverName", v.make, v.model_name as "modelName", v.trim_name as "trimName", v.plate,
           e.stock_number as "stockNumber", d.starts_at as "startsAt", d.ends_at as "endsAt",
           escort.name as "escortName"
      from test_drives d
      join organisations o on o.id = d.dealer_id
      join sales s on s.dealer_id = d.dealer_id and s.id = d.sale_id
      join stock_episodes e on e.dealer_id = d.dealer_id and e.id = d.episode_id
      join vehicles v on v.dealer_id = d.dealer_id and v.id = d.vehicle_id
      join staff escort on escort.id = d.escort_id
      left join customers c on c.dealer_id = d.dealer_id and c.id = s.customer_id
      left join test_drive_drivers driver
        on driver.dealer_id = d.dealer_id and driver.test_drive_id = d.id and driver.replaced_at is null
     where d.dealer_id = ${key.dealerId} and d.sale_id = ${key.saleId} and d.id = ${key.testDriveId}`.execute(
    tx,
  )
  return rows[0]
}
