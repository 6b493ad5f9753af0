import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Reminder } from '../process/hand-over.contract.ts'
import { BusinessDate, Id } from '../process/sale.contract.ts'

/** What the terms of a delivered car are counted from; `warranty.rules.ts` counts them. */
export const SoldCar = z.object({
  saleId: Id,
  number: z.string(),
  deliveredOn: BusinessDate,
  /** of the invoice that stands */
  invoicedOn: BusinessDate.nullable(),
  reminder: Reminder.pick({ dueOn: true, dueKm: true, remindOn: true, result: true }).nullable(),
  /** the store's business date */
  today: BusinessDate,
})
export type SoldCar = z.infer<typeof SoldCar>

export const listWarranties = contract({
  name: 'listWarranties',
  method: 'GET',
  path: '/api/warranties',
  summary: 'The deliveries of one car within reach, the first one first: from it the warranty is counted',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({ vehicleId: Id }),
  answer: z.object({ items: z.array(SoldCar) }),
  problems: [],
})
