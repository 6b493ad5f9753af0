import { z } from 'zod'
import { roles } from '../../platform/permissions.ts'
import { ActionKind } from './action.contract.ts'
import { Code, Id, IntentLevel, StageCode } from './sale.contract.ts'

/** What a dealer may demand before a sale enters a stage. */
export const stageChecks = [
  'customer-known',
  'showing-recorded',
  'test-drive-returned',
  'quote-sent',
  'car-named',
  'deposit-paid',
] as const
export const StageCheck = z.enum(stageChecks)
export type StageCheck = z.infer<typeof StageCheck>

const Hours = z.int().max(100_000)
const Days = z.int().max(3_650)

/** An immutable version of how a dealer sells. Versions count across the network, so that one number names
 *  one document; the nearest ancestor's whole document holds for a dealer, and a sale keeps its version
 *  until it is moved. */
export const ProcessDefinition = z.object({
  version: z.int().min(1),
  stages: z.array(StageCode),
  /** Where an action may be done, and where it leads; `to: null` stays. */
  transitions: z.array(z.object({ action: ActionKind, from: z.array(StageCode), to: StageCode.nullable() })),
  /** Fields of an action that may not be null. Imports are exempt: they know what they know. */
  requiredFields: z.array(z.object({ action: ActionKind, field: z.string().max(64) })),
  /** Checked when a sale enters the stage by a live action. */
  checks: z.array(z.object({ stage: StageCode, check: StageCheck })),
  slaHours: z.array(z.object({ stage: StageCode, hours: Hours })),
  nextFollowUpRequired: z.boolean(),
  lossNeedsReview: z.boolean(),
  reservationHours: Hours,
  testDriveBufferMinutes: z.int().max(1_440),
  quoteValidDays: Days,
  /** The first service falls due after so many months or at so many kilometres. */
  firstServiceMonths: z.int().max(120),
  firstServiceKm: z.int().max(1_000_000),
  followUpDays: z.record(IntentLevel, Days),
  /** Largest total concession by role, in basis points of the list price; a limit that names a model holds
   *  for that model instead of the role's general one. */
  discountLimitsBps: z.array(
    z.object({ role: z.enum(roles), bps: z.int().max(10_000), modelId: Id.nullable().optional() }),
  ),
  /** Codes a person chooses from. */
  sources: z.array(Code),
  followUpResults: z.array(Code),
  winReasons: z.array(Code),
  lossReasons: z.array(Code),
  cancellationReasons: z.array(Code),
  paymentMethods: z.array(Code),
})
export type ProcessDefinition = z.infer<typeof ProcessDefinition>

/** A fault in a definition: `path` points at it, `code` says which, `facts` with what. */
export const DefinitionFinding = z.object({
  code: z.enum([
    'stage-duplicate',
    'stage-missing',
    'stage-unknown',
    'stage-unreachable',
    'stage-endless',
    'transition-duplicate',
    'transition-fixed',
    'transition-leaves-end',
    'field-unknown',
    'check-duplicate',
    'number-negative',
    'limit-duplicate',
    'limit-model-unknown',
    'list-empty',
    'code-duplicate',
    'sla-duplicate',
  ]),
  path: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type DefinitionFinding = z.infer<typeof DefinitionFinding>

/** When an action happens, and in whose calendar (rule 15). */
export const Moment = z.object({ at: z.iso.datetime(), timeZone: z.string() })
export type Moment = z.infer<typeof Moment>

const WasAndIs = <T extends z.ZodType>(of: T) => ({ before: of.nullable(), after: of.nullable() })

/** One difference between two definitions. A way that was not, or is no more, leads to null. */
export const DefinitionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stage-added'), stage: StageCode }),
  z.object({ kind: z.literal('stage-removed'), stage: StageCode }),
  z.object({ kind: z.literal('way'), action: ActionKind, stage: StageCode, ...WasAndIs(StageCode) }),
  z.object({ kind: z.literal('field-required'), action: ActionKind, field: z.string() }),
  z.object({ kind: z.literal('field-optional'), action: ActionKind, field: z.string() }),
  z.object({ kind: z.literal('check-added'), stage: StageCode, check: StageCheck }),
  z.object({ kind: z.literal('check-removed'), stage: StageCode, check: StageCheck }),
  z.object({ kind: z.literal('sla'), stage: StageCode, ...WasAndIs(z.int()) }),
  z.object({ kind: z.literal('value'), name: z.string(), ...WasAndIs(z.union([z.number(), z.boolean()])) }),
  /** `modelId`: of the role's limit for one model; null: of its general one */
  z.object({
    kind: z.literal('limit'),
    role: z.enum(roles),
    modelId: Id.nullable(),
    ...WasAndIs(z.int()),
  }),
  z.object({ kind: z.literal('code-added'), list: z.string(), code: Code }),
  z.object({ kind: z.literal('code-removed'), list: z.string(), code: Code }),
])
export type DefinitionChange = z.infer<typeof DefinitionChange>
