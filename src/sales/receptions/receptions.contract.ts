import { z } from 'zod'
import { ConsentText, NewConsent } from '../../customers/consents/consents.contract.ts'
import { contract } from '../../platform/contract.ts'
import {
  BusinessDate,
  ById,
  Flag,
  Id,
  Instant,
  line,
  pageOf,
  pageQuery,
  StaffName,
} from '../../platform/scalars.contract.ts'
import { Note } from '../inquiries/inquiries.contract.ts'
import { Code, IntentLevel, StageCode } from '../process/sale.contract.ts'

export const ReceptionKind = z.enum(['visit', 'call'])
export type ReceptionKind = z.infer<typeof ReceptionKind>
export const Occasion = z.enum(['first', 'repeat'])
export type Occasion = z.infer<typeof Occasion>
/** A sale began, an open one went on, or the colleague whose customer it is was told. */
export const ReceptionOutcome = z.enum(['opened', 'recorded', 'owner-told'])
export type ReceptionOutcome = z.infer<typeof ReceptionOutcome>

const SaleName = z.object({ id: Id, number: z.string(), stage: StageCode })

/** One entry of the register. */
export const Reception = z.object({
  id: Id,
  dealerId: Id,
  kind: ReceptionKind,
  occasion: Occasion,
  receivedAt: Instant,
  receivedOn: BusinessDate,
  receivedBy: StaffName.nullable(),
  /** whose customer */
  owner: StaffName.nullable(),
  /** null where the customer is a colleague's: the register then only says whose */
  customer: z.object({ id: Id, name: z.string(), phone: z.string().nullable() }).nullable(),
  sale: SaleName.nullable(),
  model: z.object({ id: Id, nameZh: z.string(), nameEn: z.string() }).nullable(),
  intentLevel: IntentLevel.nullable(),
  source: Code,
  outcome: ReceptionOutcome,
  /** told, and not taken over by the owner yet */
  waiting: z.boolean(),
  /** the reader may take it over */
  mayTake: z.boolean(),
})
export type Reception = z.infer<typeof Reception>

const filters = {
  dealerId: Id.optional(),
  /** of the store's calendar; left out with `waiting`: any day, else today */
  day: BusinessDate.optional(),
  kind: ReceptionKind.optional(),
  waiting: Flag.optional(),
}

export const ReceptionCounts = z.object({
  all: z.int(),
  visits: z.int(),
  calls: z.int(),
  first: z.int(),
  repeat: z.int(),
  opened: z.int(),
  waiting: z.int(),
})
export type ReceptionCounts = z.infer<typeof ReceptionCounts>

export const listReceptions = contract({
  name: 'listReceptions',
  method: 'GET',
  path: '/api/receptions',
  summary: 'The register of a day, newest first, with its counts',
  access: { noun: 'receptions', verb: 'read' },
  query: z.strictObject({ ...filters, ...pageQuery }),
  answer: pageOf(Reception).extend({ day: BusinessDate.nullable(), counts: ReceptionCounts }),
  problems: ['request.invalid'],
})

export const exportReceptions = contract({
  name: 'exportReceptions',
  method: 'GET',
  path: '/api/receptions/export',
  summary: 'The register of a day as a file, masked, logged',
  access: { noun: 'receptions', verb: 'export' },
  query: z.strictObject({ ...filters, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  answer: 'file',
  problems: ['request.invalid'],
})

export const readReceptionForm = contract({
  name: 'readReceptionForm',
  method: 'GET',
  path: '/api/receptions/form',
  summary: 'What the form at the door offers: models in demand, sources, wordings of consent',
  access: { noun: 'receptions', verb: 'create' },
  /** left out: the first store in reach */
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: z.object({
    models: z.array(z.object({ id: Id, nameZh: z.string(), nameEn: z.string() })),
    sources: z.array(Code),
    consentTexts: z.array(ConsentText),
  }),
  problems: ['request.invalid'],
})

/** Who is at the door, as far as the reader may know. */
export const KnownVisitor = z.object({
  occasion: Occasion,
  owner: StaffName.nullable(),
  /** what recording the reception would do */
  outcome: ReceptionOutcome,
  /** null: a colleague's, of whom only that is said */
  customer: z.object({ id: Id, number: z.string(), name: z.string() }).nullable(),
  sale: SaleName.nullable(),
})
export type KnownVisitor = z.infer<typeof KnownVisitor>

export const checkVisitor = contract({
  name: 'checkVisitor',
  method: 'POST',
  path: '/api/receptions/checks',
  summary: 'Whether the store knows a phone: first or repeat, and whose customer',
  access: { noun: 'receptions', verb: 'create' },
  body: z.strictObject({ dealerId: Id.optional(), kind: ReceptionKind, phone: line(40) }),
  /** null: nobody has this phone, or it is none yet */
  answer: z.object({ valid: z.boolean(), known: KnownVisitor.nullable() }),
  problems: ['request.invalid', 'request.not-found', 'organisation.choose'],
})

export const NewReception = z.strictObject({
  dealerId: Id.optional(),
  kind: ReceptionKind,
  /** who does not leave one gives at least a name */
  phone: line(40).nullable().default(null),
  /** of somebody known it is not asked for */
  name: line(200).nullable().default(null),
  modelId: Id.nullable().default(null),
  /** null: B for somebody new, as it was for somebody known */
  intentLevel: IntentLevel.nullable().default(null),
  /** null: as the kind says */
  source: Code.nullable().default(null),
  /** who receives, named by somebody who leads the team; left out: the caller */
  receivedBy: Id.optional(),
  note: Note.default(''),
  /** what was said yes or no to; to say no hinders nothing */
  consents: z
    .array(NewConsent.extend({ decision: z.enum(['given', 'refused']) }))
    .max(4)
    .default([]),
})
export type NewReception = z.infer<typeof NewReception>

const Captured = z.object({
  id: Id,
  dealerId: Id,
  outcome: ReceptionOutcome,
  occasion: Occasion,
  owner: StaffName.nullable(),
  /** null where the owner was told instead */
  sale: z.object({ id: Id, number: z.string() }).nullable(),
  customerId: Id.nullable(),
})
export type Captured = z.infer<typeof Captured>

export const captureReception = contract({
  name: 'captureReception',
  method: 'POST',
  path: '/api/receptions',
  summary: 'Register a visit or a call: customer, sale and showing or contact in one',
  access: { noun: 'receptions', verb: 'create' },
  body: NewReception,
  status: 201,
  answer: Captured,
  problems: [
    'request.invalid',
    'request.not-found',
    'organisation.choose',
    'auth.not-permitted',
    'sale.code-unknown',
    'record.changed',
  ],
})

export const takeReception = contract({
  name: 'takeReception',
  method: 'POST',
  path: '/api/receptions/{id}/taking',
  summary: 'Take over what a colleague received: it goes on one’s own sale',
  access: { noun: 'receptions', verb: 'edit' },
  params: ById,
  status: 201,
  answer: Captured,
  problems: ['request.not-found', 'reception.taken', 'record.changed'],
})
