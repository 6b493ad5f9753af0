import { z } from 'zod'
import { AssignmentMode } from '../../network/store-rules/store-rules.contract.ts'
import { contract } from '../../platform/contract.ts'
import {
  BusinessDate,
  ById,
  Id,
  Instant,
  line,
  pageOf,
  pageQuery,
  StaffName,
  Version,
  Written,
} from '../../platform/scalars.contract.ts'
import { OwnerChange } from '../owner-changes/owner-changes.contract.ts'
import { RevealReason } from '../people/contact-points.contract.ts'
import { OwnerFilter, SourceCode } from '../people/customers.contract.ts'

export const LeadState = z.enum(['open', 'converted', 'lost'])
export type LeadState = z.infer<typeof LeadState>

export const LeadLossReason = z.enum([
  'unreachable',
  'not-interested',
  'bought-elsewhere',
  'wrong-number',
  'duplicate',
  'out-of-area',
  'other',
])
export type LeadLossReason = z.infer<typeof LeadLossReason>

export const Lead = z.object({
  id: Id,
  dealerId: Id,
  number: z.string(),
  source: z.string(),
  /** null: unknown, an import without a date */
  receivedAt: Instant.nullable(),
  receivedOn: BusinessDate.nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  interest: z.string().nullable(),
  trimId: Id.nullable(),
  owner: StaffName.nullable(),
  state: LeadState,
  customerId: Id.nullable(),
  saleId: Id.nullable(),
  version: Version,
  createdAt: Instant,
  /** the end of the time for a first response, in the store's opening hours; null: no clock runs for it */
  respondBy: Instant.nullable(),
  /** from when its owner is warned */
  warnAt: Instant.nullable(),
  /** the first contact by a person; what a program sent does not count */
  respondedAt: Instant.nullable(),
  /** nobody responded in time, and the managers have been told */
  escalatedAt: Instant.nullable(),
  contactedAt: Instant.nullable(),
})
export type Lead = z.infer<typeof Lead>

export const ContactChannel = z.enum(['call', 'message', 'visit'])
export const ContactResult = z.enum(['reached', 'no-answer', 'replied', 'wrong-number'])

/** A call or message to the person who asked. */
export const LeadContact = z.object({
  id: Id,
  channel: ContactChannel,
  result: ContactResult,
  automatic: z.boolean(),
  /** null where the reader's role does not see names: free text may hold them */
  note: z.string().nullable(),
  by: StaffName,
  at: Instant,
})
export type LeadContact = z.infer<typeof LeadContact>

export const LeadDetail = Lead.extend({
  externalRef: z.string().nullable(),
  origin: z.enum(['live', 'import', 'demo']),
  lossReason: LeadLossReason.nullable(),
  respondedBy: StaffName.nullable(),
  contacts: z.array(LeadContact),
  ownerChanges: z.array(OwnerChange),
  may: z.object({ edit: z.boolean(), claim: z.boolean(), reveal: z.boolean() }),
})
export type LeadDetail = z.infer<typeof LeadDetail>

/** Of the open leads that wait for their first response: all, those past their time, those told to the managers. */
export const Waiting = z.enum(['unanswered', 'late', 'escalated'])
export type Waiting = z.infer<typeof Waiting>

const filters = {
  q: line(100).optional(),
  waiting: Waiting.optional(),
  /** `urgent`: whose time for a first response ends first, then the newest */
  order: z.enum(['newest', 'urgent']).default('newest'),
  state: LeadState.optional(),
  owner: OwnerFilter.optional(),
  source: z.string().max(100).optional(),
  dealerId: Id.optional(),
}
export const LeadQuery = z.strictObject({ ...filters, ...pageQuery })
export type LeadQuery = z.infer<typeof LeadQuery>

export const listLeads = contract({
  name: 'listLeads',
  method: 'GET',
  path: '/api/leads',
  summary: 'Leads that the caller may see, the newest or the most urgent first',
  access: { noun: 'leads', verb: 'read' },
  query: LeadQuery,
  answer: pageOf(Lead),
  problems: ['request.invalid'],
})

export const exportLeads = contract({
  name: 'exportLeads',
  method: 'GET',
  path: '/api/leads/export',
  summary: 'The filtered list as a file, phones masked, logged',
  access: { noun: 'leads', verb: 'export' },
  query: z.strictObject({ ...filters, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  answer: 'file',
  problems: ['request.invalid'],
})

/** How many leads each tab of the list holds. */
export const LeadSummary = z.object({
  open: z.int(),
  unanswered: z.int(),
  escalated: z.int(),
  mine: z.int(),
  pool: z.int(),
  converted: z.int(),
  lost: z.int(),
})
export type LeadSummary = z.infer<typeof LeadSummary>

export const summariseLeads = contract({
  name: 'summariseLeads',
  method: 'GET',
  path: '/api/leads/summary',
  summary: 'Counts of the leads that the caller may see; of the open ones, one’s own and the pool’s',
  access: { noun: 'leads', verb: 'read' },
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: LeadSummary,
  problems: ['request.invalid'],
})

export const readLead = contract({
  name: 'readLead',
  method: 'GET',
  path: '/api/leads/{id}',
  summary: 'One lead with its phone masked',
  access: { noun: 'leads', verb: 'read' },
  params: ById,
  answer: LeadDetail,
  problems: ['request.not-found'],
})

export const NewLead = z.strictObject({
  dealerId: Id.optional(),
  source: SourceCode,
  name: line(200).nullable().default(null),
  phone: line(40).nullable().default(null),
  interest: line(200).nullable().default(null),
  trimId: Id.nullable().default(null),
  /** null: the public pool; absent: as the store assigns leads */
  ownerId: Id.nullable().optional(),
})
export type NewLead = z.infer<typeof NewLead>

export const createLead = contract({
  name: 'createLead',
  method: 'POST',
  path: '/api/leads',
  summary: 'Record an expression of interest',
  access: { noun: 'leads', verb: 'create' },
  body: NewLead,
  status: 201,
  answer: Written.extend({ number: z.string() }),
  problems: ['request.invalid', 'request.not-found', 'organisation.choose'],
})

export const claimLead = contract({
  name: 'claimLead',
  method: 'POST',
  path: '/api/leads/{id}/claim',
  summary: 'Take a lead out of the public pool',
  access: { noun: 'leads', verb: 'edit' },
  params: ById,
  answer: Written,
  problems: ['request.not-found', 'lead.already-claimed', 'lead.closed', 'pool.cap-reached'],
})

export const assignLead = contract({
  name: 'assignLead',
  method: 'POST',
  path: '/api/leads/{id}/assignment',
  summary: 'Give a lead to a consultant, or back to the pool',
  access: { noun: 'leads', verb: 'edit' },
  params: ById,
  body: z.strictObject({ ownerId: Id.nullable() }),
  ifMatch: true,
  answer: Written,
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'auth.not-permitted',
    'lead.closed',
  ],
})

/** Gives leads of the pool to those at work, each in turn or to whoever has the fewest. */
export const distributeLeads = contract({
  name: 'distributeLeads',
  method: 'POST',
  path: '/api/leads/distribution',
  summary: 'Give leads of the public pool to those at work: each in turn, or to whoever has the fewest',
  access: { noun: 'assignments', verb: 'create' },
  body: z.strictObject({
    dealerId: Id.optional(),
    mode: AssignmentMode.exclude(['by-hand']),
    /** left out: the longest waiting of the pool, up to 200 */
    leadIds: z.array(Id).min(1).max(200).optional(),
  }),
  answer: z.object({
    assigned: z.array(z.object({ leadId: Id, owner: StaffName })),
    /** named but not in the pool any more */
    skipped: z.int(),
  }),
  problems: ['request.not-found', 'organisation.choose', 'lead.already-claimed', 'lead.nobody-at-work'],
})

export const recordLeadContact = contract({
  name: 'recordLeadContact',
  method: 'POST',
  path: '/api/leads/{id}/contacts',
  summary: 'A call or message to the person who asked; the first by a person stops the clock',
  access: { noun: 'leads', verb: 'edit' },
  params: ById,
  body: z.strictObject({
    channel: ContactChannel,
    result: ContactResult,
    /** sent by a program: the clock goes on */
    automatic: z.boolean().default(false),
    note: z.string().trim().max(2000).default(''),
  }),
  status: 201,
  answer: Written.extend({ contactId: Id, respondedAt: Instant.nullable() }),
  problems: ['request.not-found', 'lead.closed'],
})

export const loseLead = contract({
  name: 'loseLead',
  method: 'POST',
  path: '/api/leads/{id}/loss',
  summary: 'Close a lead that leads nowhere',
  access: { noun: 'leads', verb: 'edit' },
  params: ById,
  body: z.strictObject({ reason: LeadLossReason }),
  answer: Written,
  problems: ['request.not-found', 'lead.closed'],
})

export const revealLeadPhone = contract({
  name: 'revealLeadPhone',
  method: 'POST',
  path: '/api/leads/{id}/reveals',
  summary: 'The full phone number of a lead, logged with its reason',
  access: { noun: 'customers', verb: 'reveal' },
  params: ById,
  body: z.strictObject({ reason: RevealReason }),
  answer: z.object({ value: z.string() }),
  problems: ['request.not-found'],
})
