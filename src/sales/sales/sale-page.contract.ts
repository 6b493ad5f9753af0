import { z } from 'zod'
import { ContactPoint } from '../../customers/people/contact-points.contract.ts'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import {
  BusinessDate,
  ById,
  Currency,
  Id,
  Instant,
  pageOf,
  pageQuery,
  StaffName,
  Version,
} from '../../platform/scalars.contract.ts'
import { Actor } from '../process/action.contract.ts'
import { eventNames } from '../process/event.contract.ts'
import { ProcessDefinition } from '../process/process.contract.ts'
import { ContactChannel, DeliveryItem, Origin, Sale, StageCode } from '../process/sale.contract.ts'
import { CarName, CustomerName, TrimName } from './sale-names.contract.ts'

export const ChecklistItem = z.object({
  item: DeliveryItem,
  done: z.boolean(),
  /** who has to see to it */
  owedBy: z.enum(roles),
  doneBy: StaffName.nullable(),
  doneAt: Instant.nullable(),
  /** the live invoice, for the item `invoice` */
  invoiceNumber: z.string().nullable(),
  invoicedOn: BusinessDate.nullable(),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** The car of the sale with what its seller needs to know of it. */
export const SaleCar = CarName.extend({
  modelYear: z.int().nullable(),
  exteriorColour: z.string().nullable(),
  interiorColour: z.string().nullable(),
  location: z.string().nullable(),
  state: z.string(),
  availability: z.string(),
  priceMinor: z.int().nullable(),
  /** null where unknown, and where `costMasked` says that the reader may not see it */
  costMinor: z.int().nullable(),
  costMasked: z.boolean(),
  currency: Currency,
  receivedOn: BusinessDate.nullable(),
  pdiPassedAt: Instant.nullable(),
  certificateState: z.string(),
})

export const SalePage = z.object({
  id: Id,
  dealerId: Id,
  number: z.string(),
  dealer: z.object({
    id: Id,
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    timeZone: z.string(),
  }),
  /** the folded sale and its process: with `actor` and `now`, possibleActions() runs in the browser */
  state: Sale,
  process: ProcessDefinition,
  actor: Actor,
  customer: CustomerName.extend({ number: z.string(), contactPoints: z.array(ContactPoint) }).nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  car: SaleCar.nullable(),
  /** everyone and every car that the state names */
  people: z.array(StaffName),
  cars: z.array(CarName),
  lead: z.object({ id: Id, number: z.string() }).nullable(),
  externalRef: z.string().nullable(),
  contractNumber: z.string().nullable(),
  amounts: z.object({
    amountMinor: z.int().nullable(),
    paidMinor: z.int(),
    depositMinor: z.int(),
    dueMinor: z.int().nullable(),
    creditMinor: z.int(),
    currency: Currency.nullable(),
  }),
  checklist: z.array(ChecklistItem),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})
export type SalePage = z.infer<typeof SalePage>

export const readSale = contract({
  name: 'readSale',
  method: 'GET',
  path: '/api/sales/{id}',
  summary: 'One sale with its process, people, car and delivery checklist',
  access: { noun: 'sales', verb: 'read' },
  params: ById,
  answer: SalePage,
  problems: ['request.not-found'],
})

/** One entry of the timeline. `facts` are those of the event (see SaleEvent), without costs. */
export const TimelineEntry = z.object({
  id: Id,
  sequence: z.int().min(1),
  action: z.enum(eventNames),
  stageBefore: StageCode.nullable(),
  stageAfter: StageCode,
  actor: z.object({ kind: Actor.shape.kind, id: Id.nullable(), name: z.string().nullable() }),
  /** null: unknown, an import without a date */
  occurredAt: Instant.nullable(),
  recordedAt: Instant,
  channel: ContactChannel.nullable(),
  durationSeconds: z.int().nullable(),
  origin: Origin,
  facts: z.record(z.string(), z.unknown()),
  /** what the person wrote; null where nothing, or where the reader's role does not see names */
  note: z.string().nullable(),
  /** the human number of what the event made: a quote, a contract, a payment */
  number: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const listSaleEvents = contract({
  name: 'listSaleEvents',
  method: 'GET',
  path: '/api/sales/{id}/events',
  summary: 'The timeline of a sale, newest first',
  access: { noun: 'sales', verb: 'read' },
  params: ById,
  query: z.strictObject(pageQuery),
  answer: pageOf(TimelineEntry).extend({ people: z.array(StaffName), cars: z.array(CarName) }),
  problems: ['request.invalid', 'request.not-found'],
})
