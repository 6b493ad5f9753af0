import { closesAt, dateOf, dayMs, hourMs, minuteMs, minuteOfDay } from './calendar.ts'
import type { DemoStaff } from './people.ts'
import type { StockCar } from './stock-car.ts'

/** A test drive of a car with an escort, free for both on [startsAt, blockedUntil). */
export interface DriveSlot {
  car: StockCar
  escort: DemoStaff
  startsAt: number
  endsAt: number
  outcome: 'returned' | 'cancelled' | 'missed'
  km: number
}

interface Span {
  from: number
  to: number
}

/** Who and what is out, when (rule 10). */
export interface Timetable {
  cars: readonly StockCar[]
  escorts: readonly DemoStaff[]
  bufferMs: number
  taken: Map<string, Span[]>
}

export function emptyTimetable(
  cars: readonly StockCar[],
  escorts: readonly DemoStaff[],
  bufferMinutes: number,
): Timetable {
  return { cars, escorts, bufferMs: bufferMinutes * minuteMs, taken: new Map() }
}

const quarterMs = 15 * minuteMs

/** The first slot at or after the wish, in store hours of that day or a later one, preferring cars of the
 *  model and the customer's own consultant. */
export function takeSlot(
  timetable: Timetable,
  wish: { at: number; minutes: number; modelId: string; escort: DemoStaff },
): Pick<DriveSlot, 'car' | 'escort' | 'startsAt' | 'endsAt'> {
  const cars = preferring(timetable.cars, car => car.trim.modelId === wish.modelId)
  const escorts = preferring(timetable.escorts, escort => escort === wish.escort)
  const lengthMs = wish.minutes * minuteMs
  for (let startsAt = wish.at; startsAt < wish.at + 7 * dayMs; startsAt += quarterMs) {
    const endsAt = startsAt + lengthMs
    if (!isWithinHours(startsAt, endsAt)) continue
    const span = { from: startsAt, to: endsAt + timetable.bufferMs }
    const car = cars.find(each => isIdle(timetable, each.vehicleId, span))
    const escort = escorts.find(each => isIdle(timetable, each.id, span))
    if (!car || !escort) continue
    take(timetable, car.vehicleId, span)
    take(timetable, escort.id, span)
    return { car, escort, startsAt, endsAt }
  }
  throw new Error(`no test drive is free in the week from ${dateOf(wish.at)}`)
}

function isWithinHours(startsAt: number, endsAt: number): boolean {
  const start = minuteOfDay(startsAt)
  return start >= 9 * 60 && start + (endsAt - startsAt) / minuteMs <= closesAt + 30
}

function isIdle({ taken }: Timetable, id: string, span: Span): boolean {
  return !taken.get(id)?.some(other => other.from < span.to && span.from < other.to)
}

function take({ taken }: Timetable, id: string, span: Span): void {
  const recent = (taken.get(id) ?? []).filter(other => Math.abs(other.from - span.from) < 90 * 24 * hourMs)
  taken.set(id, [...recent, span])
}

function preferring<T>(options: readonly T[], isPreferred: (option: T) => boolean): T[] {
  return [...options].sort((one, other) => Number(isPreferred(other)) - Number(isPreferred(one)))
}
