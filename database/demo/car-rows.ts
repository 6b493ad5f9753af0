import { dateOf } from './calendar.ts'
import type { CarState } from './car-holds.ts'
import { type Catalogue, make } from './catalogue.ts'
import type { Batch } from './copy-rows.ts'

const currency = 'CNY'

/** Vehicles, their episodes and who holds their VINs, as they stand at the end. */
export function carRows(
  catalogue: Catalogue,
  dealerId: string,
  cars: readonly CarState[],
  end: number,
): Batch[] {
  return [
    { table: 'app.vehicles', rows: cars.map(state => vehicleRow(catalogue, dealerId, state)) },
    { table: 'app.stock_episodes', rows: cars.map(state => episodeRow(dealerId, state, end)) },
    {
      table: 'app.vin_registry',
      rows: cars
        .filter(state => state.closedAt === null)
        .map(({ car }) => ({
          vin: car.vin,
          dealer_id: dealerId,
          episode_id: car.episodeId,
          version: 1,
          held_since: new Date(car.orderedAt).toISOString(),
        })),
    },
  ]
}

export function reservationRows(dealerId: string, cars: readonly CarState[]): Batch {
  const rows = cars.flatMap(({ car, holds }) =>
    holds.map(hold => ({
      dealer_id: dealerId,
      id: hold.id,
      episode_id: car.episodeId,
      sale_id: hold.saleId,
      state: hold.state,
      reserved_by: hold.by,
      reserved_at: hold.reservedAt,
      expires_at: hold.expiresAt,
      ended_at: hold.endedAt,
    })),
  )
  return { table: 'app.reservations', rows }
}

function vehicleRow({ modelById }: Catalogue, dealerId: string, { car, mileageKm, changedAt }: CarState) {
  return {
    dealer_id: dealerId,
    id: car.vehicleId,
    vin: car.vin,
    trim_id: car.trim.id,
    make,
    model_name: modelById.get(car.trim.modelId)!.nameZh,
    trim_name: car.trim.nameZh,
    model_year: car.modelYear,
    exterior_colour: car.exteriorColour,
    interior_colour: car.interiorColour,
    energy: car.trim.energy,
    transmission: car.trim.transmission,
    condition: car.condition,
    manufactured_on: car.manufacturedOn,
    mileage_km: mileageKm,
    created_at: new Date(car.orderedAt).toISOString(),
    updated_at: new Date(Math.max(car.orderedAt, Math.min(changedAt, car.receivedAt))).toISOString(),
  }
}

function episodeRow(dealerId: string, state: CarState, end: number) {
  const { car, closedAt, pdiPassedAt, availability, changes, changedAt } = state
  const isThere = car.receivedAt < end
  return {
    dealer_id: dealerId,
    id: car.episodeId,
    vehicle_id: car.vehicleId,
    stock_number: car.stockNumber,
    state: closedAt ? 'delivered' : isThere ? 'in-stock' : 'in-transit',
    availability,
    location: isThere ? car.location : null,
    price_minor: car.priceMinor,
    cost_minor: car.costMinor,
    currency,
    network_since: dateOf(car.shippedAt),
    received_on: isThere ? dateOf(car.receivedAt) : null,
    pdi_passed_at: pdiPassedAt < end ? new Date(pdiPassedAt).toISOString() : null,
    certificate_state: isThere ? car.certificate : 'missing',
    origin: 'demo',
    version: 1 + changes,
    created_at: new Date(car.orderedAt).toISOString(),
    updated_at: new Date(isThere ? changedAt : car.shippedAt).toISOString(),
    closed_at: closedAt,
  }
}
