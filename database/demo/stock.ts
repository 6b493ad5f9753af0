import { atTime, closesAt, dateOf, dayMs, hourMs, opensAt } from './calendar.ts'
import { type Catalogue, type DemoTrim, exteriorColours, interiorColours } from './catalogue.ts'
import type { Outcomes } from './choice.ts'
import type { Journey } from './journey.ts'
import type { DemoDealer } from './people.ts'
import {
  between,
  chance,
  exponential,
  pick,
  pickWeighted,
  type Random,
  skewed,
  uuidAt,
  wholeBetween,
} from './random.ts'
import { isFree, type StockCar } from './stock-car.ts'
import { demoVin } from './vins.ts'

/** The cars of one dealer, and which of them the buyers get. */
export interface Lot {
  dealer: DemoDealer
  cars: StockCar[]
  carOf: Map<Journey, StockCar>
}

export interface LotPlan {
  catalogue: Catalogue
  dealer: DemoDealer
  /** 0 … 7: serial numbers do not meet. */
  dealerIndex: number
  random: Random
}

export const demoCarsPerDealer = 6

/** Cars for test drives, of the models most asked for, there since before the first day. */
export function demoCars(plan: LotPlan, from: number): StockCar[] {
  const { catalogue, random } = plan
  const models = catalogue.models.slice(0, demoCarsPerDealer)
  return models.map((model, index) => {
    const trims = catalogue.trims.filter(trim => trim.modelId === model.id)
    const car = makeCar(plan, index, pick(random, trims), from - between(random, 30, 120) * dayMs)
    return { ...car, condition: 'demo', location: '试驾区', mileageKm: wholeBetween(random, 800, 2600) }
  })
}

/** Gives every buyer a car, and the showroom cars that nobody has bought yet.
 *  @param end ms: only cars that the factory has sent off before are there  @param openCars in stock or on the way at the end */
export function layOut(
  plan: LotPlan,
  demos: readonly StockCar[],
  { buyers }: Outcomes,
  span: { end: number; openCars: number },
): Lot {
  const cars = [...demos]
  const carOf = new Map<Journey, StockCar>()
  let stillOpen = demos.length
  for (const journey of buyers) {
    const car = carFor(plan, cars.length, journey)
    carOf.set(journey, car)
    cars.push(car)
    if (car.shippedAt < span.end && journey.decision!.deliversAt >= span.end) stillOpen += 1
  }
  const unsold = Math.max(0, Math.round(span.openCars) - stillOpen)
  for (let count = 0; count < unsold; count++) cars.push(unsoldCar(plan, cars.length, span.end))
  return { dealer: plan.dealer, cars: cars.filter(car => car.shippedAt < span.end), carOf }
}

/** A car that a sale may hold for a while without buying it. */
export function borrowCar(lot: Lot, trim: DemoTrim, from: number, to: number): StockCar | null {
  const car = lot.cars.find(
    each => each.trim.id === trim.id && each.condition === 'new' && isFree(each, from, to),
  )
  car?.holds.push({ from, to })
  return car ?? null
}

function carFor(plan: LotPlan, serial: number, { course, decision }: Journey): StockCar {
  const { random } = plan
  const { at, fromStock, deliversAt } = decision!
  const receivedAt = fromStock
    ? at - Math.max(1.2, skewed(random, 30, 0.9)) * dayMs
    : at + Math.max(0.55, random()) * Math.max(dayMs, deliversAt - at - 2 * dayMs)
  const car = makeCar(plan, serial, course.trim, receivedAt)
  if (!fromStock) {
    car.orderedAt = at + 2 * hourMs
    car.shippedAt = Math.max(car.orderedAt + hourMs, Math.min(car.shippedAt, car.receivedAt - dayMs))
    car.manufacturedOn = dateOf(Math.min(Date.parse(car.manufacturedOn), car.shippedAt - dayMs))
  }
  car.holds.push({ from: at, to: Number.POSITIVE_INFINITY })
  return car
}

function unsoldCar(plan: LotPlan, serial: number, end: number): StockCar {
  const { random, catalogue } = plan
  const isInTransit = chance(random, 0.14)
  const days = daysInStock(random)
  const isAged = days > 150
  const trim = pickWeighted(random, catalogue.trims, each => (isAged ? 1 : each.demand))
  const receivedAt = isInTransit ? end + between(random, 0.3, 9) * dayMs : end - days * dayMs
  const car = makeCar(plan, serial, trim, receivedAt)
  if (isInTransit) car.shippedAt = Math.min(car.shippedAt, end - between(random, 0.5, 5) * dayMs)
  car.certificate = chance(random, 0.16) ? 'pledged' : 'in-hand'
  car.isOffRoad = !isInTransit && chance(random, 0.012)
  if (isAged) car.priceMinor = Math.round((car.priceMinor * 0.96) / 10_000) * 10_000
  return car
}

/** Most are fresh, some have stood for a season, a few for a year. */
function daysInStock(random: Random): number {
  const kind = random()
  if (kind < 0.62) return 0.5 + exponential(random, 38)
  return kind < 0.9 ? between(random, 50, 170) : between(random, 170, 420)
}

function makeCar(plan: LotPlan, serial: number, trim: DemoTrim, arrival: number): StockCar {
  const { random, dealer, dealerIndex, catalogue } = plan
  const receivedAt = atTime(dateOf(arrival), wholeBetween(random, opensAt, closesAt - 60))
  const shippedAt = receivedAt - between(random, 5, 13) * dayMs
  const orderedAt = shippedAt - between(random, 8, 30) * dayMs
  const manufacturedOn = dateOf(shippedAt - between(random, 2, 45) * dayMs)
  const modelYear = Number(manufacturedOn.slice(0, 4)) + (manufacturedOn.slice(5, 7) >= '09' ? 1 : 0)
  return {
    vehicleId: uuidAt(random, orderedAt),
    episodeId: uuidAt(random, orderedAt),
    vin: demoVin(trim, catalogue.trims.indexOf(trim), modelYear, dealerIndex * 100_000 + serial + 1),
    stockNumber: '',
    dealer,
    trim,
    condition: 'new',
    exteriorColour: pick(random, exteriorColours),
    interiorColour: pick(random, interiorColours),
    modelYear,
    plate: null,
    mileageKm: wholeBetween(random, 3, 40),
    manufacturedOn,
    orderedAt,
    shippedAt,
    receivedAt,
    priceMinor: trim.listPriceMinor,
    costMinor: Math.round((trim.listPriceMinor * between(random, 0.895, 0.93)) / 100) * 100,
    location: pick(random, locations),
    certificate: 'in-hand',
    isOffRoad: false,
    holds: [],
  }
}

const locations = ['展厅', 'A区', 'A区', 'B区', 'B区', '二网库'] as const
