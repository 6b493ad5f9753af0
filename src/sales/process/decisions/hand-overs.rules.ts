import { warrantyOf } from '../../deliveries/warranty.rules.ts'
import { readings, withEntries } from '../checklist.rules.ts'
import { checkPoints } from '../hand-over.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Sale } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'

export const bookDelivery: Decide<'book-delivery'> = (scene, action) => {
  const { appointmentId, startsAt, delivererId, isAgreed } = action
  const refusal = timeRefusal(scene, startsAt)
  if (refusal) return refusal
  const facts = { appointmentId, startsAt, delivererId, isAgreed }
  return [{ action: 'delivery-booked', facts, to: scene.to }]
}

/** Another time or colleague, or the customer's word on the same. */
export const rescheduleDelivery: Decide<'reschedule-delivery'> = (scene, action) => {
  const { appointment } = scene.sale
  if (!appointment) return refuse('delivery.no-appointment')
  const { startsAt, delivererId, isAgreed } = action
  const refusal = timeRefusal(scene, startsAt)
  if (refusal) return refusal
  const facts = { appointmentId: appointment.id, startsAt, delivererId, isAgreed }
  return [{ action: 'delivery-rescheduled', facts, to: scene.to }]
}

export const cancelAppointment: Decide<'cancel-appointment'> = ({ sale, to }, { reason }) => {
  const { appointment } = sale
  if (!appointment) return refuse('delivery.no-appointment')
  return [{ action: 'appointment-cancelled', facts: { appointmentId: appointment.id, reason }, to }]
}

/** A sale that ends takes its appointment with it (rule 4). */
export function cancelledAppointment({ appointment }: Sale): Draft[] {
  if (!appointment) return []
  const facts = { appointmentId: appointment.id, reason: 'other' as const }
  return [{ action: 'appointment-cancelled', facts }]
}

export const prepareDelivery: Decide<'prepare-delivery'> = ({ sale, now, to }, { item, state }) => {
  const before = sale.preparation?.[item]?.state ?? 'open'
  if (before === state) return refuse('delivery.preparation-unchanged', { item }, { field: 'state' })
  return [{ action: 'delivery-prepared', facts: { item, state, setAt: now.at }, to }]
}

/** Some points or all: a list half filled is kept, and goes on later. */
export const inspectCar: Decide<'inspect-car'> = ({ sale, now, to }, { checklistId, entries }) => {
  const episodeId = sale.contract?.episodeId
  if (!episodeId) return refuse('delivery.no-car')
  const refusal = entriesRefusal(entries)
  if (refusal) return refusal
  const kept = sale.checklist?.episodeId === episodeId ? sale.checklist : null
  const facts = {
    checklistId: kept?.id ?? checklistId,
    episodeId,
    entries: withEntries(kept?.entries ?? [], entries),
    inspectedAt: now.at,
  }
  return [{ action: 'car-inspected', facts, to }]
}

/** The buyer's signature is what meets the item of the gate. */
export const signChecklist: Decide<'sign-checklist'> = ({ sale, now, to }, action) => {
  const { checklist } = sale
  if (!checklist) return refuse('delivery.checklist-missing')
  const { signatureId, contentSha256, textVersion, textLanguage } = action
  const signed = { signatureId, contentSha256, textVersion, textLanguage, signedAt: now.at }
  return [
    { action: 'checklist-signed', facts: { checklistId: checklist.id, ...signed }, to },
    { action: 'item-marked', facts: { item: 'joint-inspection', markedAt: now.at, invoice: null } },
  ]
}

/** Whoever was not reached is asked again; every other answer ends it. */
export const completeReminder: Decide<'complete-reminder'> = ({ sale, now, to }, { result, again }) => {
  const { reminder } = sale
  if (!reminder) return refuse('reminder.none')
  const facts = {
    reminderId: reminder.id,
    result,
    doneAt: now.at,
    ...(result === 'unreachable' && { again }),
  }
  return [{ action: 'reminder-completed', facts, to }]
}

/** When the first service falls due, counted from the delivery as the warranty is. */
export function reminderOf(scene: Scene, reminderId: string) {
  const { process, sale, today } = scene
  const deliveredOn = sale.delivery?.deliveredOn ?? today
  const { startsOn } = warrantyOf({ invoicedOn: deliveredOn, deliveredOn })
  const dueOn = addMonths(startsOn, process.firstServiceMonths)
  return { id: reminderId, dueOn, dueKm: process.firstServiceKm }
}

/** The same day so many months on, or the last of a shorter month.
 *  @example addMonths('2026-08-31', 6) // '2027-02-28' */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

const dayMs = 86_400_000

function timeRefusal({ now }: Scene, startsAt: string): Refusal | null {
  const ahead = Date.parse(startsAt) - Date.parse(now.at)
  if (ahead > 0 && ahead <= 366 * dayMs) return null
  return refuse('delivery.appointment-past', { startsAt }, { field: 'startsAt' })
}

function entriesRefusal(entries: readonly { point: string; value: number | null }[]): Refusal | null {
  const points = entries.map(entry => entry.point)
  const twice = checkPoints.find(point => points.filter(each => each === point).length > 1)
  if (twice) return refuse('delivery.point-twice', { point: twice }, { field: 'entries' })
  const misread = entries.find(
    ({ point, value }) =>
      value !== null && (!readings.some(each => each === point) || value > (mostAt[point] ?? value)),
  )
  return misread ? refuse('delivery.reading-invalid', { point: misread.point }, { field: 'entries' }) : null
}

const mostAt: Readonly<Record<string, number>> = { keys: 10, energy: 100 }
