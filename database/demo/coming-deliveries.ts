import { addDays } from '../../src/platform/business-date.ts'
import { atTime, dateOf, minuteMs, openDay } from './calendar.ts'
import type { SaleRun, Store } from './sale-run.ts'
import { sceneOf } from './scene.ts'

/** Hours of the day at which cars are fetched, in minutes since midnight. */
const fetchedAt = [10 * 60, 11 * 60, 14 * 60, 15 * 60 + 30, 16 * 60 + 30] as const
const slotsAhead = 8

/** Buyers whose car is there come for it today and on the next days, most of them by their word. */
export function appointComing(store: Store, runs: readonly SaleRun[], end: number): void {
  const waiting = runs.filter(({ sale }) => sale?.contract?.episodeId && isOnTheWay(sale))
  const slots = slotsFrom(end)
  for (const [index, run] of waiting.entries()) {
    const startsAt = slots[index]
    if (startsAt === undefined) return
    const at = Math.max(run.updatedAt, end - (slotsAhead - index) * 10 * minuteMs)
    const { do: act, owner, id } = sceneOf(store, run, at)
    act({
      kind: 'book-delivery',
      ...owner,
      appointmentId: id(),
      startsAt: new Date(startsAt).toISOString(),
      delivererId: run.course.consultant.staff.id,
      isAgreed: index % 3 !== 2,
    })
    if (index % 2 === 0) act({ kind: 'prepare-delivery', ...owner, item: 'insurance', state: 'done' })
  }
}

function isOnTheWay({ stage, delivery, appointment }: NonNullable<SaleRun['sale']>): boolean {
  return (stage === 'contract' || stage === 'delivery') && !delivery && !appointment
}

/** Three or four cars a day, from the day of loading on. */
function slotsFrom(end: number): number[] {
  const slots: number[] = []
  for (let day = openDay(dateOf(end)); slots.length < slotsAhead; day = openDay(addDays(day, 1)))
    slots.push(...fetchedAt.slice(slots.length % 2, 4).map(minute => atTime(day, minute)))
  return slots.slice(0, slotsAhead)
}
