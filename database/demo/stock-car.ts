import type { DemoTrim } from './catalogue.ts'
import type { DemoDealer } from './people.ts'

/** A car of the demo: the vehicle and the one episode in which its dealer holds it. */
export interface StockCar {
  vehicleId: string
  episodeId: string
  vin: string
  stockNumber: string
  dealer: DemoDealer
  trim: DemoTrim
  condition: 'new' | 'demo'
  exteriorColour: string
  interiorColour: string
  modelYear: number
  plate: string | null
  mileageKm: number
  manufacturedOn: string
  /** ms: ordered by the dealer, sent off by the factory, arrived at the store. */
  orderedAt: number
  shippedAt: number
  receivedAt: number
  priceMinor: number
  costMinor: number
  location: string
  certificate: 'in-hand' | 'pledged'
  isOffRoad: boolean
  /** Spans (ms) in which a sale holds it; the one that delivers it has no end. */
  holds: { from: number; to: number }[]
}

/** Nobody else holds the car at any moment of [from, to), and it is there. */
export function isFree(car: StockCar, from: number, to: number): boolean {
  return (
    car.receivedAt <= from && !car.isOffRoad && car.holds.every(hold => hold.to <= from || hold.from >= to)
  )
}
