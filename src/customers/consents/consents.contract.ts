import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, ById, Id, Instant, StaffName, Version } from '../../platform/scalars.contract.ts'

/** What a customer may agree to, each for itself. */
export const ConsentPurpose = z.enum(['call', 'message', 'marketing', 'sharing'])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** How the customer said so. */
export const ConsentChannel = z.enum(['visit', 'call', 'message', 'online', 'paper'])
export type ConsentChannel = z.infer<typeof ConsentChannel>

export const ConsentDecision = z.enum(['given', 'refused', 'withdrawn'])
export type ConsentDecision = z.infer<typeof ConsentDecision>

/** A wording, in force from its day until the next version of its purpose. */
export const ConsentText = z.object({
  purpose: ConsentPurpose,
  version: z.int().min(1),
  validFrom: BusinessDate,
  zh: z.string(),
  en: z.string(),
})
export type ConsentText = z.infer<typeof ConsentText>

export const listConsentTexts = contract({
  name: 'listConsentTexts',
  method: 'GET',
  path: '/api/consent-texts',
  summary: 'What customers are asked to agree to, in every version',
  access: { noun: 'consents', verb: 'read' },
  answer: z.object({ items: z.array(ConsentText) }),
  problems: [],
})

/** One decision of a customer; the newest of a purpose holds. */
export const Consent = z.object({
  id: Id,
  purpose: ConsentPurpose,
  decision: ConsentDecision,
  textVersion: z.int(),
  channel: ConsentChannel,
  decidedAt: Instant,
  recordedBy: StaffName.nullable(),
})
export type Consent = z.infer<typeof Consent>

export const listConsents = contract({
  name: 'listConsents',
  method: 'GET',
  path: '/api/customers/{id}/consents',
  summary: 'What a customer agreed to, refused or took back, newest first',
  access: { noun: 'consents', verb: 'read' },
  params: ById,
  answer: z.object({ items: z.array(Consent), may: z.object({ record: z.boolean() }) }),
  problems: ['request.not-found'],
})

export const NewConsent = z.strictObject({
  purpose: ConsentPurpose,
  decision: ConsentDecision,
  /** the version that the customer was shown; left out: the one in force */
  textVersion: z.int().min(1).optional(),
})
export type NewConsent = z.infer<typeof NewConsent>

export const recordConsents = contract({
  name: 'recordConsents',
  method: 'POST',
  path: '/api/customers/{id}/consents',
  summary: 'Record what a customer agreed to, refused or took back',
  access: { noun: 'consents', verb: 'create' },
  params: ById,
  body: z.strictObject({
    channel: ConsentChannel,
    decisions: z.array(NewConsent).min(1).max(ConsentPurpose.options.length),
  }),
  status: 201,
  answer: z.object({ id: Id, customerVersion: Version }),
  problems: ['request.invalid', 'request.not-found', 'consent.not-given'],
})
