import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { VehicleFacts } from './vehicle-facts.contract.ts'

/** The car of a stock episode as a sale must know it; null outside the dealer. */
export async function findVehicleFacts(
  tx: Tx,
  dealerId: string,
  episodeId: string,
): Promise<VehicleFacts | null> {
  const { rows } = await sql<VehicleFacts>`
    select v.id as "vehicleId", e.id as "episodeId", v.trim_id as "trimId", v.vin, e.state = 'in-stock' as "inStock",
           e.availability, e.pdi_passed_at is not null as "pdiPassed", e.certificate_state as certificate,
           v.mileage_km as "mileageKm"
      from stock_episodes e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and e.id = ${episodeId}`.execute(tx)
  return rows[0] ?? null
}

export interface AskingPrice {
  readonly priceMinor: number | null
  readonly currency: string
  readonly trimId: string | null
}

/** What the store asks for a car; null outside the dealer. */
export async function findAskingPrice(
  tx: Tx,
  dealerId: string,
  episodeId: string,
): Promise<AskingPrice | null> {
  const { rows } = await sql<AskingPrice>`
    select e.price_minor as "priceMinor", e.currency, v.trim_id as "trimId"
      from stock_episodes e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and e.id = ${episodeId}`.execute(tx)
  return rows[0] ?? null
}

/** Locks a car that is to be booked, so that it cannot be sold or taken off the road in the same moment.
 *  @returns its facts, or null outside the dealer */
export async function lockVehicleFacts(
  tx: Tx,
  dealerId: string,
  episodeId: string,
): Promise<VehicleFacts | null> {
  await sql`select id from stock_episodes where dealer_id = ${dealerId} and id = ${episodeId} for update`.execute(
    tx,
  )
  return findVehicleFacts(tx, dealerId, episodeId)
}
