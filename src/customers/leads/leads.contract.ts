import { z } from 'zod'
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
})
export type Lead = z.infer<typeof Lead>

export const LeadDetail = Lead.extend({
  externalRef: z.string().nullable(),
  origin: z.enum(['live', 'import', 'demo']),
  lossReason: LeadLossReason.nullable(),
  may: z.object({ edit: z.boolean(), claim: z.boolean(), reveal: z.boolean() }),
})
export type LeadDetail = z.infer<typeof LeadDetail>

const filters = {
  q: line(100).optional(),
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
  summary: 'Leads that the caller may see, newest first',
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
  /** null: the public pool */
  ownerId: Id.nullable().default(null),
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
  problems: ['request.not-found', 'lead.already-claimed', 'lead.closed'],
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
