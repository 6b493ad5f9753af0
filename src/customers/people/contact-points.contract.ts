import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id, Instant, line, Version } from '../../platform/scalars.contract.ts'

export const ContactKind = z.enum(['phone', 'email', 'wechat', 'id-number', 'licence-number', 'address'])
export type ContactKind = z.infer<typeof ContactKind>

export const ContactPoint = z.object({
  id: Id,
  kind: ContactKind,
  /** 138****1234 */
  masked: z.string(),
  createdAt: Instant,
})
export type ContactPoint = z.infer<typeof ContactPoint>

/** A phone without a country code is one of the store's country. */
export const NewContactPoint = z.strictObject({ kind: ContactKind, value: line(300) })
export type NewContactPoint = z.infer<typeof NewContactPoint>

export const addContactPoint = contract({
  name: 'addContactPoint',
  method: 'POST',
  path: '/api/customers/{id}/contact-points',
  summary: 'Add a phone, address or document number to a customer',
  access: { noun: 'customers', verb: 'edit' },
  params: ById,
  body: NewContactPoint,
  status: 201,
  answer: z.object({ id: Id, customerVersion: Version }),
  problems: ['request.invalid', 'request.not-found', 'contact-point.already-there'],
})

export const removeContactPoint = contract({
  name: 'removeContactPoint',
  method: 'POST',
  path: '/api/customers/{id}/contact-points/{contactPointId}/removal',
  summary: 'Take a contact point off a customer',
  access: { noun: 'customers', verb: 'edit' },
  params: z.object({ id: Id, contactPointId: Id }),
  answer: z.object({ id: Id, customerVersion: Version }),
  problems: ['request.not-found'],
})

/** Why somebody looks at a full number: it is logged. */
export const RevealReason = z.enum([
  'call',
  'message',
  'contract',
  'invoice',
  'identity-check',
  'complaint',
  'other',
])
export type RevealReason = z.infer<typeof RevealReason>

export const revealContactPoint = contract({
  name: 'revealContactPoint',
  method: 'POST',
  path: '/api/customers/{id}/reveals',
  summary: 'The full value of one contact point, logged with its reason',
  access: { noun: 'customers', verb: 'reveal' },
  params: ById,
  body: z.strictObject({ contactPointId: Id, reason: RevealReason }),
  answer: z.object({ value: z.string() }),
  problems: ['request.not-found', 'consent.missing'],
})
