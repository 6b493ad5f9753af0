import { z } from 'zod'
import { BusinessDate, Id, Instant } from '../../platform/scalars.contract.ts'

/** 交车预约: when, and who hands the car over. */
export const Appointment = z.object({
  id: Id,
  startsAt: Instant,
  delivererId: Id,
  /** The customer said yes to it. */
  isAgreed: z.boolean(),
})
export type Appointment = z.infer<typeof Appointment>

export const appointmentReasons = ['customer-asked', 'car-not-ready', 'payment-late', 'other'] as const
export const AppointmentReason = z.enum(appointmentReasons)

/** Why a delivery that never happened stood in the books. */
export const takeBackReasons = ['wrong-sale', 'wrong-car', 'not-collected', 'too-early', 'other'] as const
export const TakeBackReason = z.enum(takeBackReasons)

/** What a delivery wants beyond its gate: it is shown as open, and keeps no car. */
export const preparationItems = ['accessories', 'cleaned', 'customer-papers', 'insurance', 'plate'] as const
export const PreparationItem = z.enum(preparationItems)
export type PreparationItem = z.infer<typeof PreparationItem>
export const PreparationState = z.enum(['done', 'not-needed', 'open'])
export const Preparation = z.partialRecord(
  PreparationItem,
  z.object({ state: PreparationState, by: Id.nullable(), at: Instant }),
)
export type Preparation = z.infer<typeof Preparation>

/** What is looked at together with the buyer before the keys change hands. */
export const checkPoints = [
  'exterior',
  'interior',
  'functions',
  'tools',
  'documents',
  'keys',
  'mileage',
  'energy',
] as const
export const CheckPoint = z.enum(checkPoints)
export type CheckPoint = z.infer<typeof CheckPoint>
export const checkResolutions = ['repaired', 'replaced', 'accepted', 'promised'] as const
export const CheckResolution = z.enum(checkResolutions)

export const CheckEntry = z.object({
  point: CheckPoint,
  result: z.enum(['ok', 'not-ok']),
  /** What became of it, where something was not as it should be. */
  resolution: CheckResolution.nullable(),
  /** Keys are counted, kilometres and the fuel or charge in percent read. */
  value: z.int().min(0).max(10_000_000).nullable(),
  photoIds: z.array(Id).max(6),
})
export type CheckEntry = z.infer<typeof CheckEntry>

/** What stands under the signature: the words shown, and a hash of everything that was checked. */
export const CheckSignature = z.object({
  /** Null: signed on paper, as whoever recorded it says. */
  signatureId: Id.nullable(),
  contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  textVersion: z.string().max(64),
  textLanguage: z.enum(['zh', 'en']),
  signedAt: Instant,
})

/** Of one car: for another that takes its place it is begun anew. */
export const Checklist = z.object({
  id: Id,
  episodeId: Id,
  entries: z.array(CheckEntry),
  signature: CheckSignature.nullable(),
})
export type Checklist = z.infer<typeof Checklist>

export const reminderResults = ['booked', 'visited', 'declined', 'unreachable'] as const
export const ReminderResult = z.enum(reminderResults)

/** 首保提醒: due on a day or at a distance, whichever comes first. */
export const Reminder = z.object({
  id: Id,
  dueOn: BusinessDate,
  dueKm: z.int(),
  adviserId: Id.nullable(),
  /** Asked again on this day, as nobody was reached; left out: two weeks before it is due. */
  remindOn: BusinessDate.optional(),
  result: ReminderResult.nullable(),
  doneAt: Instant.nullable(),
})
export type Reminder = z.infer<typeof Reminder>
