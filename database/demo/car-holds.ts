import type { VehicleFacts } from '../../src/sales/process/action.contract.ts'
import type { SaleEvent } from '../../src/sales/process/event.contract.ts'
import type { Sale } from '../../src/sales/process/sale.contract.ts'
import { hourMs, minuteMs } from './calendar.ts'
import type { StockCar } from './stock-car.ts'

/** A claim of a sale on a car, as inventory keeps it. */
export interface Hold {
  id: string
  saleId: string
  by: string | null
  reservedAt: string
  expiresAt: string | null
  state: 'active' | 'released' | 'expired' | 'delivered'
  endedAt: string | null
}

/** Where a car stands while the sales go on. */
export interface CarState {
  car: StockCar
  availability: 'available' | 'reserved' | 'sold' | 'off-road' | 'closed'
  pdiPassedAt: number
  closedAt: string | null
  mileageKm: number
  holds: Hold[]
  changes: number
  changedAt: number
}

export function carState(car: StockCar): CarState {
  return {
    car,
    availability: car.isOffRoad ? 'off-road' : 'available',
    pdiPassedAt: car.receivedAt + 20 * hourMs,
    closedAt: null,
    mileageKm: car.mileageKm,
    holds: [],
    changes: 0,
    changedAt: car.receivedAt,
  }
}

/** What inventory knows of a car at a moment. */
export function factsOf(state: CarState, at: number): VehicleFacts {
  const { car, availability } = state
  return {
    vehicleId: car.vehicleId,
    episodeId: car.episodeId,
    trimId: car.trim.id,
    vin: car.vin,
    inStock: car.receivedAt <= at && availability !== 'closed',
    availability,
    pdiPassed: state.pdiPassedAt <= at,
    certificate: car.certificate,
    mileageKm: state.mileageKm,
  }
}

/** PDI is brought forward for a car that is waited for. */
export function passPdi(state: CarState, at: number): void {
  state.pdiPassedAt = Math.min(state.pdiPassedAt, at - 10 * minuteMs)
}

/** What an event does to the car, as `takeCars` does it in the database. */
export function followEvent(
  cars: ReadonlyMap<string, CarState>,
  event: SaleEvent,
  after: Sale,
  at: number,
): void {
  switch (event.action) {
    case 'car-reserved':
      reserve(stateOf(cars, event.facts.episodeId), event, at)
      break
    case 'contract-signed':
    case 'car-matched':
      holdForContract(cars, after, at)
      break
    case 'car-released':
      end(stateOf(cars, event.facts.episodeId), 'released', at)
      break
    case 'reservation-expired':
      end(stateOf(cars, event.facts.episodeId), 'expired', at)
      break
    case 'delivered':
      end(stateOf(cars, event.facts.episodeId), 'delivered', at)
      break
    case 'delivery-taken-back':
      reopen(stateOf(cars, event.facts.episodeId), at)
  }
}

type Reserved = Extract<SaleEvent, { action: 'car-reserved' }>

function reserve(state: CarState, { facts, saleId, actor }: Reserved, at: number): void {
  if (state.availability !== 'available') throw new Error(`${state.car.vin} is held already`)
  state.holds.push({
    id: facts.reservationId,
    saleId,
    by: actor.id,
    reservedAt: facts.reservedAt,
    expiresAt: facts.expiresAt,
    state: 'active',
    endedAt: null,
  })
  change(state, facts.expiresAt === null ? 'sold' : 'reserved', at)
}

function holdForContract(cars: ReadonlyMap<string, CarState>, { reservation }: Sale, at: number): void {
  if (!reservation || reservation.expiresAt !== null) return
  const state = stateOf(cars, reservation.episodeId)
  for (const hold of state.holds) if (hold.state === 'active') hold.expiresAt = null
  if (state.availability !== 'sold') change(state, 'sold', at)
}

function end(state: CarState, how: 'released' | 'expired' | 'delivered', at: number): void {
  for (const hold of state.holds) {
    if (hold.state !== 'active') continue
    hold.state = how
    hold.endedAt = new Date(at).toISOString()
  }
  if (how === 'delivered') state.closedAt = new Date(at).toISOString()
  change(state, how === 'delivered' ? 'closed' : 'available', at)
}

function reopen(state: CarState, at: number): void {
  state.closedAt = null
  change(state, 'available', at)
}

function change(state: CarState, availability: CarState['availability'], at: number): void {
  state.availability = availability
  state.changes += 1
  state.changedAt = at
}

function stateOf(cars: ReadonlyMap<string, CarState>, episodeId: string): CarState {
  const state = cars.get(episodeId)
  if (!state) throw new Error(`no car has the episode ${episodeId}`)
  return state
}
