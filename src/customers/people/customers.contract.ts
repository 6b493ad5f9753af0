import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
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
import { ContactPoint, NewContactPoint } from './contact-points.contract.ts'

export const CustomerKind = z.enum(['person', 'company'])
export type CustomerKind = z.infer<typeof CustomerKind>

/** Codes as in the sale process: 'walk-in', 'referral', 'autohome'. */
export const SourceCode = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Whose: one's own, nobody's (the public pool), or a named colleague's. */
export const OwnerFilter = z.union([z.enum(['me', 'pool']), Id])
export type OwnerFilter = z.infer<typeof OwnerFilter>

export const Customer = z.object({
  id: Id,
  dealerId: Id,
  number: z.string(),
  kind: CustomerKind,
  /** 王** where the reader's role does not see names at that store */
  name: z.string(),
  nameMasked: z.boolean(),
  /** 138****1234: a full number is only given by a reveal */
  phone: z.string().nullable(),
  owner: StaffName.nullable(),
  source: SourceCode.nullable(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})
export type Customer = z.infer<typeof Customer>

export const CustomerDetail = Customer.extend({
  creditCode: z.string().nullable(),
  /** null where the reader's role does not see names: free text may hold them */
  note: z.string().nullable(),
  externalRef: z.string().nullable(),
  origin: z.enum(['live', 'import', 'demo']),
  contactPoints: z.array(ContactPoint),
  ownerChanges: z.array(OwnerChange),
  /** what this reader may do with this customer */
  may: z.object({ edit: z.boolean(), reveal: z.boolean() }),
})
export type CustomerDetail = z.infer<typeof CustomerDetail>

const filters = {
  /** name, pinyin, initials, number, phone in full or its last four digits */
  q: line(100).optional(),
  owner: OwnerFilter.optional(),
  kind: CustomerKind.optional(),
  dealerId: Id.optional(),
  order: z.enum(['newest', 'name']).default('newest'),
}
export const CustomerQuery = z.strictObject({ ...filters, ...pageQuery })
export type CustomerQuery = z.infer<typeof CustomerQuery>

export const listCustomers = contract({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  summary: 'Customers that the caller may see, page by page',
  access: { noun: 'customers', verb: 'read' },
  query: CustomerQuery,
  answer: pageOf(Customer),
  problems: ['request.invalid'],
})

export const readCustomer = contract({
  name: 'readCustomer',
  method: 'GET',
  path: '/api/customers/{id}',
  summary: 'One customer with masked contact points',
  access: { noun: 'customers', verb: 'read' },
  params: ById,
  answer: CustomerDetail,
  problems: ['request.not-found'],
})

const note = z.string().trim().max(2000)

export const NewCustomer = z.strictObject({
  /** required of those who work for several stores */
  dealerId: Id.optional(),
  kind: CustomerKind,
  name: line(200),
  /** 统一社会信用代码, of a company */
  creditCode: line(40).nullable().default(null),
  source: SourceCode.nullable().default(null),
  note: note.default(''),
  /** null: the public pool; absent: the caller */
  ownerId: Id.nullable().optional(),
  contactPoints: z.array(NewContactPoint).max(10).default([]),
})
export type NewCustomer = z.infer<typeof NewCustomer>

export const createCustomer = contract({
  name: 'createCustomer',
  method: 'POST',
  path: '/api/customers',
  summary: 'Record a person or a company',
  access: { noun: 'customers', verb: 'create' },
  body: NewCustomer,
  status: 201,
  answer: Written.extend({ number: z.string() }),
  problems: ['request.invalid', 'request.not-found', 'organisation.choose', 'auth.not-permitted'],
})

export const CustomerEdit = z.strictObject({
  name: line(200).optional(),
  creditCode: line(40).nullable().optional(),
  source: SourceCode.nullable().optional(),
  note: note.optional(),
  ownerId: Id.nullable().optional(),
})
export type CustomerEdit = z.infer<typeof CustomerEdit>

export const editCustomer = contract({
  name: 'editCustomer',
  method: 'PATCH',
  path: '/api/customers/{id}',
  summary: 'Change what is given, on the version that was read',
  access: { noun: 'customers', verb: 'edit' },
  params: ById,
  body: CustomerEdit,
  ifMatch: true,
  answer: Written,
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'auth.not-permitted',
  ],
})

export const exportCustomers = contract({
  name: 'exportCustomers',
  method: 'GET',
  path: '/api/customers/export',
  summary: 'The filtered list as a file, masked, logged',
  access: { noun: 'customers', verb: 'export' },
  query: z.strictObject({ ...filters, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  answer: 'file',
  problems: ['request.invalid'],
})
