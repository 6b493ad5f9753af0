import { z } from 'zod'
import { type AnswerOf, contract } from '../../platform/contract.ts'
import { BusinessDate, Id, Instant, line, StaffName } from '../../platform/scalars.contract.ts'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** From when to when; closing before the opening means on the next day: 20:00–02:00; 00:00–00:00 is all day. */
export const Hours = z.strictObject({ opens: TimeOfDay, closes: TimeOfDay })
export type Hours = z.infer<typeof Hours>

/** Monday first; null is closed. */
export const Week = z.array(Hours.nullable()).length(7)
export type Week = z.infer<typeof Week>

/** A day unlike its weekday: closed, or open at hours of its own, as a Sunday that is worked for a holiday (调休). */
export const Holiday = z.strictObject({ day: BusinessDate, name: line(60), hours: Hours.nullable() })
export type Holiday = z.infer<typeof Holiday>

/** Who gets a new lead: nobody until a manager says so, each in turn, or whoever has the fewest open. */
export const AssignmentMode = z.enum(['by-hand', 'round-robin', 'least-load'])
export type AssignmentMode = z.infer<typeof AssignmentMode>

/** A part of the letterhead; empty: a line to write it on. */
const headLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u)

/** What stands at the head of each sheet: who sells, and where. */
export const Letterhead = z.object({
  /** of the legal entity that invoices; stores of one group may share it */
  legalName: headLine(120),
  /** 统一社会信用代码, or the tax number where there is none */
  taxNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{0,25}$/),
  bankAccount: headLine(160),
  address: headLine(200),
  telephone: z
    .string()
    .trim()
    .regex(/^[0-9+() /-]{0,40}$/),
})
export type Letterhead = z.infer<typeof Letterhead>
export const letterheadParts = Letterhead.keyof().options

export const StoreRules = z.strictObject({
  week: Week,
  /** by day; those of the organisations above hold too, a store's own word for a day first */
  holidays: z.array(Holiday).max(400),
  firstResponseMinutes: z.int().min(1).max(10_080),
  /** of the time to respond, after which its owner is warned */
  warnAtPercent: z.int().min(10).max(99),
  assignment: AssignmentMode,
  /** without contact, until a lead or customer goes back to the pool; 0: never */
  recycleDays: z.int().min(0).max(3650),
  /** what one person may hold when they claim another one out of the pool */
  heldLeadsMax: z.int().min(1).max(100_000),
  heldCustomersMax: z.int().min(1).max(100_000),
  ...Letterhead.shape,
})
export type StoreRules = z.infer<typeof StoreRules>

/** What an organisation says itself: what is left out holds as above it. */
export const OwnRules = StoreRules.partial()
export type OwnRules = z.infer<typeof OwnRules>
export const ruleNames = Object.keys(StoreRules.shape) as (keyof StoreRules)[]

const RulesVersion = z.int().min(0)

export const readStoreRules = contract({
  name: 'readStoreRules',
  method: 'GET',
  path: '/api/store-rules',
  summary:
    'Opening hours, holidays, lead rules and letterhead that hold at an organisation, and what it says itself',
  access: { noun: 'store-rules', verb: 'read' },
  query: z.strictObject({ organisationId: Id }),
  answer: z.object({
    organisationId: Id,
    timeZone: z.string(),
    /** of the organisation's own document; 0: it has none */
    version: RulesVersion,
    own: OwnRules,
    effective: StoreRules,
    /** what would hold without its own */
    inherited: StoreRules,
    writtenBy: StaffName.nullable(),
    writtenAt: Instant.nullable(),
    may: z.object({ edit: z.boolean() }),
  }),
  problems: ['request.not-found'],
})
export type StoreRulesAnswer = AnswerOf<typeof readStoreRules>

/** If-Match names the organisation's own version; 0 where it has none. */
export const writeStoreRules = contract({
  name: 'writeStoreRules',
  method: 'POST',
  path: '/api/store-rules',
  summary: 'Say what holds at an organisation and below it; a new version, the old ones stay',
  access: { noun: 'store-rules', verb: 'edit' },
  body: z.strictObject({ organisationId: Id, rules: OwnRules }),
  ifMatch: true,
  status: 201,
  answer: z.object({ organisationId: Id, version: RulesVersion }),
  problems: [
    'request.invalid',
    'request.not-found',
    'record.changed',
    'record.version-required',
    'store-rules.unsound',
  ],
})
