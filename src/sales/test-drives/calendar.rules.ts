import { halfHours, overlaps, type Slot, slotOf } from './slots.rules.ts'
import type { DriveCar } from './test-drives.contract.ts'

/** The day of the calendar as one line of half-hours. */
export interface Day {
  readonly date: string
  readonly timeZone: string
  readonly startsAt: string
  readonly endsAt: string
}

const slotMinutes = 30

export function dayOf(date: string, timeZone: string): Day {
  const first = halfHours[0] ?? '00:00'
  return { date, timeZone, ...slotOf(date, first, halfHours.length * slotMinutes, timeZone) }
}

/** The slot of so many half-hours that begins at the one of this index. */
export function slotAt({ startsAt }: Day, index: number, halves: number): Slot {
  const start = Date.parse(startsAt) + index * slotMinutes * 60_000
  const end = start + halves * slotMinutes * 60_000
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() }
}

/** Where a slot lies on the line of the day, from 0 to 1, cut off at both ends. */
export function placeOf(day: Day, { startsAt, endsAt }: Slot): { from: number; to: number } {
  const [first, last] = [Date.parse(day.startsAt), Date.parse(day.endsAt)]
  const place = (instant: string) => Math.min(1, Math.max(0, (Date.parse(instant) - first) / (last - first)))
  return { from: place(startsAt), to: place(endsAt) }
}

/** The half-hour under a place of the line, such that `halves` of them fit. */
export function indexAt(share: number, halves: number): number {
  const index = Math.floor(share * halfHours.length)
  return Math.max(0, Math.min(halfHours.length - halves, index))
}

export interface Candidate extends Slot {
  readonly car: DriveCar
  /** null while nobody is chosen yet */
  readonly escortId: string | null
  /** the slot that the booking has now: it is not in its own way */
  readonly moves: (Slot & { readonly episodeId: string; readonly escortId: string }) | null
}

export type DropRefusal = 'past' | 'unavailable' | 'off-road' | 'car' | 'escort'

/** Why a booking cannot be dropped there, as far as this screen knows; the server decides again. */
export function dropRefusal(
  candidate: Candidate,
  cars: readonly DriveCar[],
  bufferMinutes: number,
  now: number,
): DropRefusal | null {
  const { car, escortId, moves } = candidate
  if (Date.parse(candidate.endsAt) <= now) return 'past'
  const isOwn = moves?.episodeId === car.episodeId && car.availability === 'reserved'
  if (car.availability === 'off-road' && !comesBack(car)) return 'off-road'
  if (!mayBeBooked(car) && !isOwn) return 'unavailable'
  if (car.offRoad.some(period => overlaps(candidate, { ...period, endsAt: period.endsAt ?? never }, 0)))
    return 'off-road'
  const others = (of: DriveCar) => of.taken.filter(drive => !isSame(drive, of, moves))
  const meets = (drive: Slot) => overlaps(candidate, drive, bufferMinutes)
  if (others(car).some(meets)) return 'car'
  const isEscorting = cars.some(of => others(of).some(drive => drive.escortId === escortId && meets(drive)))
  return isEscorting ? 'escort' : null
}

/** Why a car cannot be kept off the road in a span that was drawn, as far as this screen knows. */
export function spanRefusal(
  span: Slot,
  car: DriveCar,
  bufferMinutes: number,
  now: number,
): DropRefusal | null {
  if (Date.parse(span.startsAt) < now) return 'past'
  if (car.offRoad.some(period => overlaps(span, { ...period, endsAt: period.endsAt ?? never }, 0)))
    return 'off-road'
  const held = car.taken.map(drive => ({ ...drive, endsAt: later(drive.endsAt, bufferMinutes) }))
  return held.some(drive => overlaps(span, drive, 0)) ? 'car' : null
}

function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString()
}

/** Whether some time of the day may be booked: a car that is off the road is back when its period ends. */
export function mayBeBooked(car: Pick<DriveCar, 'availability' | 'offRoad'>): boolean {
  return car.availability === 'available' || (car.availability === 'off-road' && comesBack(car))
}

function comesBack({ offRoad }: Pick<DriveCar, 'offRoad'>): boolean {
  return offRoad.some(({ state, endsAt }) => state === 'running' && endsAt !== null)
}

const never = '9999-12-31T00:00:00.000Z'

function isSame(
  drive: DriveCar['taken'][number],
  { episodeId }: DriveCar,
  moves: Candidate['moves'],
): boolean {
  return (
    moves !== null &&
    moves.episodeId === episodeId &&
    Date.parse(moves.startsAt) === Date.parse(drive.startsAt) &&
    moves.escortId === drive.escortId
  )
}
