import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { StaffName } from '../../platform/scalars.contract.ts'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import {
  AppointmentReason,
  PreparationItem,
  PreparationState,
  ReminderResult,
} from '../process/hand-over.contract.ts'
import { BusinessDate, Id, Instant, StageCode } from '../process/sale.contract.ts'
import { CarName, CustomerName } from '../sales/sale-names.contract.ts'
import { readinessItems, readinessParts } from './readiness.rules.ts'

const slot = {
  startsAt: Instant,
  delivererId: Id,
  /** the customer said yes to it */
  isAgreed: z.boolean().default(false),
  note: Note.default(''),
}

export const bookDelivery = step({
  name: 'bookDelivery',
  path: '/api/sales/{id}/delivery-appointment',
  summary: 'Appoint the delivery: day, hour and who hands the car over',
  noun: 'deliveries',
  body: z.strictObject(slot),
  problems: ['delivery.already-appointed', 'delivery.appointment-past', 'staff.unknown', 'contract.missing'],
})

export const rescheduleDelivery = step({
  name: 'rescheduleDelivery',
  path: '/api/sales/{id}/delivery-appointment/slot',
  summary: 'Another hour or colleague for a delivery, or the customer’s word on the same',
  noun: 'deliveries',
  body: z.strictObject(slot),
  problems: ['delivery.no-appointment', 'delivery.appointment-past', 'staff.unknown'],
})

export const cancelAppointment = step({
  name: 'cancelAppointment',
  path: '/api/sales/{id}/delivery-appointment/cancellation',
  summary: 'Cancel the appointment of a delivery; the sale goes on',
  noun: 'deliveries',
  body: z.strictObject({ reason: AppointmentReason }),
  problems: ['delivery.no-appointment'],
})

export const prepareDelivery = step({
  name: 'prepareDelivery',
  path: '/api/sales/{id}/delivery-preparations',
  summary: 'Say of something that a delivery wants beyond its gate that it is done, not needed or open',
  noun: 'delivery-items',
  body: z.strictObject({ item: PreparationItem, state: PreparationState }),
  problems: ['delivery.preparation-unchanged', 'contract.missing', 'delivery.already-done'],
})

export const completeReminder = step({
  name: 'completeReminder',
  path: '/api/sales/{id}/service-reminder/completion',
  summary: 'Record how the customer answered the reminder of the first service',
  noun: 'contacts',
  body: z.strictObject({ result: ReminderResult, note: Note.default('') }),
  problems: ['reminder.none'],
})

export const ReadinessItem = z.object({
  item: z.enum(readinessItems),
  part: z.enum(readinessParts),
  done: z.boolean(),
  /** it keeps the car from being delivered */
  blocks: z.boolean(),
  role: z.enum(roles),
  /** who of that role; null: any of them */
  person: StaffName.nullable(),
  dueOn: BusinessDate.nullable(),
  overdue: z.boolean(),
})
export type ReadinessItem = z.infer<typeof ReadinessItem>

const AppointmentLine = z.object({
  id: Id,
  startsAt: Instant,
  isAgreed: z.boolean(),
  deliverer: StaffName.nullable(),
})

export const DeliveryLine = z.object({
  saleId: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  saleVersion: z.int().min(1),
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  car: CarName.nullable(),
  appointment: AppointmentLine.nullable(),
  deliveredAt: Instant.nullable(),
  readiness: z.array(ReadinessItem),
})
export type DeliveryLine = z.infer<typeof DeliveryLine>

export const listDeliveries = contract({
  name: 'listDeliveries',
  method: 'GET',
  path: '/api/deliveries',
  summary:
    'Appointed and done deliveries of some days, and cars that wait for an appointment; with what is open',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({ from: Instant, to: Instant, dealerId: Id.optional() }),
  answer: z.object({
    /** by the hour; at most 200 */
    items: z.array(DeliveryLine),
    /** without an appointment, the longest waiting first; at most 50 */
    waiting: z.array(DeliveryLine),
  }),
  problems: ['request.invalid'],
})

export const readReadiness = contract({
  name: 'readReadiness',
  method: 'GET',
  path: '/api/sales/{id}/readiness',
  summary: 'What is done and open for a delivery, in three parts, with owners and due dates',
  access: { noun: 'sales', verb: 'read' },
  params: SaleParams,
  answer: z.object({ appointment: AppointmentLine.nullable(), items: z.array(ReadinessItem) }),
  problems: ['request.not-found'],
})
