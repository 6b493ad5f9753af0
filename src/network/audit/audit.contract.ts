import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Id, line, pageOf, pageQuery } from '../../platform/scalars.contract.ts'

const Code = z.string().max(40)

/** One line of who did, saw or exported what. */
export const AuditLine = z.object({
  id: Id,
  dealerId: Id,
  at: z.string(),
  /** null: the product itself */
  by: z.object({ id: Id, name: z.string() }).nullable(),
  /** done by a program that acts for the person */
  byApiKey: z.boolean(),
  verb: z.string(),
  noun: z.string(),
  subjectId: Id.nullable(),
  /** the human number of the subject, where it has one */
  subject: z.string().nullable(),
  requestId: z.string().nullable(),
  /** ids, codes and numbers; personal values never stand in the log */
  facts: z.record(z.string(), z.unknown()),
})
export type AuditLine = z.infer<typeof AuditLine>

const filters = {
  /** a record's number, the id of a record, or of a request */
  q: line(100).optional(),
  staffId: Id.optional(),
  verb: Code.optional(),
  noun: Code.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  dealerId: Id.optional(),
}

/** How far back is looked where neither a first day nor a record is named. */
export const auditDays = 31

export const AuditQuery = z.strictObject({ ...filters, ...pageQuery })
export type AuditQuery = z.infer<typeof AuditQuery>

export const listAudit = contract({
  name: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: `Who did, saw or exported what, newest first; of the last ${auditDays} days where neither a first day nor a record is named`,
  access: { noun: 'audit', verb: 'read' },
  query: AuditQuery,
  answer: pageOf(AuditLine),
  problems: ['request.invalid'],
})

export const exportAudit = contract({
  name: 'exportAudit',
  method: 'GET',
  path: '/api/audit/export',
  summary: 'The filtered log as a file; the export stands in the log itself',
  access: { noun: 'audit', verb: 'export' },
  query: z.strictObject({ ...filters, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  answer: 'file',
  problems: ['request.invalid'],
})
