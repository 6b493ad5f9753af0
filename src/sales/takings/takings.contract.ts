import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  AmountMinor,
  BusinessDate,
  Currency,
  Id,
  Instant,
  StaffName,
} from '../../platform/scalars.contract.ts'
import { Code } from '../process/sale.contract.ts'

const store = { dealerId: Id.optional(), /** left out: the store's own */ currency: Currency.optional() }

export const TakingsDay = z.object({
  day: BusinessDate,
  count: z.int(),
  netMinor: z.int(),
  cashMinor: z.int(),
  closed: z.boolean(),
  countedMinor: z.int().nullable(),
})
export type TakingsDay = z.infer<typeof TakingsDay>

export const listTakings = contract({
  name: 'listTakings',
  method: 'GET',
  path: '/api/takings',
  summary: 'The days on which a store took money, newest first, with those that are closed',
  access: { noun: 'takings', verb: 'read' },
  query: z.strictObject({ ...store, from: BusinessDate.optional(), to: BusinessDate.optional() }),
  answer: z.object({
    dealerId: Id,
    currency: Currency,
    /** the store's business date, and the day for which money taken now counts */
    today: BusinessDate,
    openDay: BusinessDate,
    items: z.array(TakingsDay),
  }),
  problems: ['request.invalid', 'request.not-found', 'organisation.choose'],
})

export const Takings = z.object({
  dealerId: Id,
  day: BusinessDate,
  currency: Currency,
  lines: z.array(
    z.object({
      cashier: StaffName.nullable(),
      method: Code,
      count: z.int(),
      inMinor: z.int(),
      outMinor: z.int(),
      netMinor: z.int(),
    }),
  ),
  totals: z.object({
    count: z.int(),
    inMinor: z.int(),
    outMinor: z.int(),
    netMinor: z.int(),
    cashMinor: z.int(),
  }),
  /** null while the day is open */
  closing: z
    .object({
      countedMinor: z.int(),
      differenceMinor: z.int(),
      reason: z.string(),
      closedBy: StaffName.nullable(),
      closedAt: Instant,
    })
    .nullable(),
})
export type Takings = z.infer<typeof Takings>

const DayParams = z.object({ day: BusinessDate })

export const readTakings = contract({
  name: 'readTakings',
  method: 'GET',
  path: '/api/takings/{day}',
  summary: 'The takings of one day (日结) by cashier and method',
  access: { noun: 'takings', verb: 'read' },
  params: DayParams,
  query: z.strictObject(store),
  answer: Takings,
  problems: ['request.invalid', 'request.not-found', 'organisation.choose'],
})

export const closeTakings = contract({
  name: 'closeTakings',
  method: 'POST',
  path: '/api/takings/{day}/closing',
  summary: 'Close a day with the cash that was counted; money after it counts for the next open day',
  access: { noun: 'takings', verb: 'create' },
  params: DayParams,
  body: z.strictObject({
    ...store,
    countedMinor: AmountMinor,
    /** required where the counted cash differs from the books */
    reason: z.string().trim().max(500).default(''),
  }),
  status: 201,
  answer: Takings,
  problems: [
    'request.invalid',
    'request.not-found',
    'organisation.choose',
    'takings.already-closed',
    'takings.future-day',
    'takings.reason-required',
  ],
})
