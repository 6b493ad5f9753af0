import { z } from 'zod'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { TakeBackReason } from '../process/hand-over.contract.ts'
import { BusinessDate, Id, MarkedItem, MileageKm } from '../process/sale.contract.ts'

export const markItem = step({
  name: 'markItem',
  path: '/api/sales/{id}/delivery-items',
  summary: 'Tick an item of the delivery gate',
  noun: 'delivery-items',
  body: z.strictObject({
    item: MarkedItem,
    /** with the item `invoice` only */
    invoice: z
      .strictObject({
        number: z
          .string()
          .trim()
          .regex(/^[0-9A-Za-z-]{1,32}$/),
        issuedOn: BusinessDate,
        vin: z.string().trim().toUpperCase().max(17),
      })
      .nullable()
      .default(null),
  }),
  problems: [
    'delivery.item-already-marked',
    'delivery.item-not-ready',
    'delivery.invoice-missing',
    'delivery.invoice-vin-differs',
    'delivery.invoice-in-future',
    'delivery.invoice-number-used',
    'delivery.checklist-unsigned',
    'contract.missing',
  ],
})

export const unmarkItem = step({
  name: 'unmarkItem',
  path: '/api/sales/{id}/delivery-items/{item}/reversal',
  summary: 'Take a tick back; for an invoice, reverse it by a red one',
  noun: 'delivery-items',
  params: SaleParams.extend({ item: MarkedItem }),
  problems: ['delivery.item-not-marked'],
})

export const deliver = step({
  name: 'deliver',
  path: '/api/sales/{id}/delivery',
  summary: 'Hand the car to its buyer; every item of the gate must be done',
  noun: 'deliveries',
  body: z.strictObject({ mileageKm: MileageKm.nullable().default(null) }),
  problems: [
    'delivery.checklist-changed',
    'delivery.checklist-other-car',
    'delivery.item-open',
    'delivery.no-car',
    'delivery.no-vin',
    'delivery.already-done',
  ],
})

export const takeBackDelivery = step({
  name: 'takeBackDelivery',
  path: '/api/sales/{id}/delivery/reversal',
  summary: 'Take back a delivery that was recorded by mistake; not for a car that its buyer returns',
  noun: 'deliveries',
  verb: 'edit',
  body: z.strictObject({ reason: TakeBackReason, note: Note.default('') }),
  problems: [
    'delivery.missing',
    'delivery.service-begun',
    'delivery.car-back-here',
    'delivery.car-back-elsewhere',
  ],
})

export const handOver = step({
  name: 'handOver',
  path: '/api/sales/{id}/hand-over',
  summary: 'Hand the customer over to after-sales',
  noun: 'hand-overs',
  body: z.strictObject({ adviserId: Id.nullable().default(null) }),
  problems: ['delivery.missing', 'staff.unknown'],
})
