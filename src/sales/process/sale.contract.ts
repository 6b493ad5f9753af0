import { z } from 'zod'
import { AmountMinor, BusinessDate, Currency, Id, Instant } from '../../platform/scalars.contract.ts'
import { QuoteTax } from '../quotes/quote-tax.contract.ts'
import { Appointment, Checklist, Preparation, Reminder } from './hand-over.contract.ts'

export { AmountMinor, BusinessDate, Currency, Id, Instant }

/** Nothing of a sale holds a name, a phone number or free text, so erasure never has to rewrite it. */
export const Code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
/** A sum of amounts: each is bounded, the sum need not be. */
export const SumMinor = z.int().min(0)
export const MileageKm = z.int().min(0).max(10_000_000)

export const stageCodes = [
  'inquiry',
  'showing',
  'test-drive',
  'negotiation',
  'contract',
  'delivery',
  'after-sales',
  'lost',
  'cancelled',
] as const
export const StageCode = z.enum(stageCodes)
export type StageCode = z.infer<typeof StageCode>

/** The stages on the way from inquiry to after-sales, in their order. */
export const wayStages = stageCodes.slice(0, 7) as readonly Exclude<StageCode, 'lost' | 'cancelled'>[]
export const WayStage = StageCode.exclude(['lost', 'cancelled'])
export type WayStage = z.infer<typeof WayStage>

/** Stages that end a sale: `after-sales` well, the other two not. */
export const endStages: readonly StageCode[] = ['after-sales', 'lost', 'cancelled']

export const Origin = z.enum(['live', 'import', 'demo', 'system'])
export type Origin = z.infer<typeof Origin>

export const intentLevels = ['H', 'A', 'B', 'C', 'O'] as const
export const IntentLevel = z.enum(intentLevels)
export type IntentLevel = z.infer<typeof IntentLevel>

/** How the customer was met. */
export const ContactChannel = z.enum(['call', 'message', 'visit', 'online'])
export type ContactChannel = z.infer<typeof ContactChannel>

/** How a call or a message ended. */
export const ContactResult = z.enum(['reached', 'no-answer', 'call-back'])
export type ContactResult = z.infer<typeof ContactResult>
/** Who began it: staff, or the customer. */
export const ContactDirection = z.enum(['out', 'in'])
export type ContactDirection = z.infer<typeof ContactDirection>

/** The delivery gate of rule 9. `balance` is computed from the ledger, the others are marked by a person. */
export const deliveryItems = [
  'pdi',
  'balance',
  'invoice',
  'certificate',
  'joint-inspection',
  'documents',
] as const
export const DeliveryItem = z.enum(deliveryItems)
export type DeliveryItem = z.infer<typeof DeliveryItem>
export const MarkedItem = DeliveryItem.exclude(['balance'])
export type MarkedItem = z.infer<typeof MarkedItem>

/** 定金 is earnest money (民法典 586–587), 订金 a plain prepayment. */
export const DepositType = z.enum(['earnest-money', 'prepayment'])
export type DepositType = z.infer<typeof DepositType>
export const DefaultingParty = z.enum(['buyer', 'dealer', 'none'])
export type DefaultingParty = z.infer<typeof DefaultingParty>

/** Classes that may drive a passenger car; C2 only one without a clutch. */
export const LicenceClass = z.enum(['C1', 'C2', 'B1', 'B2', 'A1', 'A2', 'A3', 'foreign'])
export type LicenceClass = z.infer<typeof LicenceClass>

/** A licence as it was looked at: the number is not kept, the photo is sealed. */
const CheckedLicence = z.object({
  validUntil: BusinessDate,
  licenceClass: LicenceClass,
  photoId: Id.nullable(),
  checkedAt: Instant,
})

/** What somebody who drives in place of the customer is to them. */
export const DriverRelation = z.enum([
  'spouse',
  'parent',
  'child',
  'relative',
  'friend',
  'colleague',
  'other',
])
export type DriverRelation = z.infer<typeof DriverRelation>

/** Who drives in place of the customer; the name and the sealed licence are in the driver's own row. */
export const OtherDriver = z.object({ driverId: Id, relation: DriverRelation })
export type OtherDriver = z.infer<typeof OtherDriver>

const SignedAgreement = z.object({
  /** Null: signed on paper, as whoever recorded it says. */
  signatureId: Id.nullable(),
  textVersion: Code,
  textLanguage: z.enum(['zh', 'en']),
  signedAt: Instant,
})

export const TestDrive = z.object({
  id: Id,
  state: z.enum(['booked', 'started', 'returned', 'cancelled', 'missed']),
  vehicleId: Id,
  episodeId: Id,
  escortId: Id,
  startsAt: Instant,
  endsAt: Instant,
  /** End plus the process's buffer: the car and the escort are taken on [startsAt, blockedUntil). */
  blockedUntil: Instant,
  startedAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  mileageOutKm: MileageKm.nullable(),
  mileageInKm: MileageKm.nullable(),
  /** Null: the customer. */
  driver: OtherDriver.nullable(),
  /** The driver's. */
  licence: CheckedLicence.nullable(),
  /** Of this driver and car in this slot: a drive that is moved is signed for anew. */
  agreement: SignedAgreement.nullable(),
  feedbackId: Id.nullable(),
})
export type TestDrive = z.infer<typeof TestDrive>

export const feedbackTopics = ['space', 'comfort', 'power', 'handling', 'quietness', 'technology'] as const
/** How the driver liked it, from 1 to 5; topics that nobody spoke of are left out. */
export const FeedbackRatings = z.strictObject({
  space: z.int().min(1).max(5).optional(),
  comfort: z.int().min(1).max(5).optional(),
  power: z.int().min(1).max(5).optional(),
  handling: z.int().min(1).max(5).optional(),
  quietness: z.int().min(1).max(5).optional(),
  technology: z.int().min(1).max(5).optional(),
})
export type FeedbackRatings = z.infer<typeof FeedbackRatings>
/** What the drive leads to. */
export const FeedbackNext = z.enum(['quote', 'another-drive', 'follow-up', 'none'])
export type FeedbackNext = z.infer<typeof FeedbackNext>

/** A quote without its lines, which live in the quote's own table and in its events. */
export const Quote = z.object({
  id: Id,
  version: z.int().min(1),
  state: z.enum(['draft', 'sent', 'superseded', 'accepted']),
  /** The sent quote that this one supersedes once it is sent itself. */
  replaces: Id.nullable(),
  /** Null for a car outside the catalogue, which is then named by its stock episode. */
  trimId: Id.nullable(),
  episodeId: Id.nullable(),
  currency: Currency,
  listPriceMinor: AmountMinor,
  discountMinor: AmountMinor,
  /** Everything given away: the discount, and gifts and accessories at cost (rule 14). */
  concessionMinor: SumMinor,
  /** 落地价: everything the customer pays, of which `passedOnMinor` is collected for others. */
  totalMinor: SumMinor,
  passedOnMinor: SumMinor,
  /** Settles part of the total; lowers neither the invoice nor the tax. */
  tradeInMinor: AmountMinor,
  /** Null: from before taxes were computed. */
  tax: QuoteTax.nullable(),
  validUntil: BusinessDate,
  /** The model, whose own limit may hold; absent from quotes older than such limits. */
  modelId: Id.nullable().optional(),
  sentAt: Instant.nullable(),
})
export type Quote = z.infer<typeof Quote>

export const approvalReasons = [
  'competitor-offer',
  'repeat-customer',
  'long-in-stock',
  'volume-purchase',
  'month-end',
  'display-car',
  'goodwill',
  'other',
] as const
export const ApprovalReason = z.enum(approvalReasons)
/** Why a manager says no. */
export const decisionReasons = [
  'margin-too-low',
  'not-justified',
  'budget-used-up',
  'papers-missing',
  'amount-wrong',
  'other',
] as const
export const DecisionReason = z.enum(decisionReasons)

/** A manager's decision on what a draft gives away beyond the limit of who drafted it. */
export const Approval = z.object({
  id: Id,
  quoteId: Id,
  /** `lapsed`: the draft changed, was sent by somebody who needed no approval, or the sale went on without it. */
  state: z.enum(['pending', 'given', 'refused', 'countered', 'withdrawn', 'lapsed']),
  reason: ApprovalReason,
  concessionMinor: SumMinor,
  listPriceMinor: AmountMinor,
  requestedBy: Id.nullable(),
  requestedAt: Instant,
  decidedBy: Id.nullable(),
  decidedAt: Instant.nullable(),
  /** The absent manager by whose limit a deputy decided. */
  onBehalfOf: Id.nullable(),
  /** The discount that the manager would give instead. */
  offerMinor: AmountMinor.nullable(),
})
export type Approval = z.infer<typeof Approval>

export const Reservation = z.object({
  id: Id,
  episodeId: Id,
  reservedAt: Instant,
  /** Null once a contract names the car: it is then held until delivery or cancellation. */
  expiresAt: Instant.nullable(),
})
export type Reservation = z.infer<typeof Reservation>

/** Who signs, whom the invoice names (抬头) and who is called; null: the sale's customer. */
export const Parties = z.object({
  buyerId: Id.nullable(),
  titleId: Id.nullable(),
  /** the title is a company that is no customer: its name and code stand in the contract's own row */
  titleTyped: z.boolean(),
  contactId: Id.nullable(),
})
export type Parties = z.infer<typeof Parties>

/** Why the terms of a signed contract were changed. */
export const addendumReasons = [
  'customer-wish',
  'price',
  'delivery-date',
  'car-swap',
  'error',
  'other',
] as const
export const AddendumReason = z.enum(addendumReasons)
export type AddendumReason = z.infer<typeof AddendumReason>

/** The terms as they stand: what was signed, with every addendum. Fields are nullable because an imported
 *  contract may not say them; those that may be absent are so until something says them. */
export const Contract = z.object({
  id: Id,
  quoteId: Id.nullable(),
  trimId: Id.nullable(),
  episodeId: Id.nullable(),
  priceMinor: AmountMinor.nullable(),
  depositType: DepositType.nullable(),
  depositMinor: AmountMinor,
  /** The part of the deposit with the effect of 定金: at most 20 % of the price, 0 for a prepayment. */
  earnestMinor: AmountMinor,
  signedAt: Instant.nullable(),
  parties: Parties.optional(),
  /** The day by which the car is promised. */
  deliveryOn: BusinessDate.optional(),
  /** How many addenda changed it. */
  addenda: z.int().min(1).optional(),
  /** why the customer signs here, where it was asked */
  winReason: Code.optional(),
})
export type Contract = z.infer<typeof Contract>

/** A place on the waitlist, for any car of a trim or for a named one that another sale holds. */
export const Waiting = z.object({
  id: Id,
  trimId: Id.nullable(),
  episodeId: Id.nullable(),
  joinedAt: Instant,
  /** The car that became free and is held for this sale; the reservation beside it says until when. */
  offer: z.object({ episodeId: Id, until: Instant }).nullable(),
})
export type Waiting = z.infer<typeof Waiting>

/** One line of the ledger: money in is positive, a refund negative, a reversal the negation of its line. */
export const Payment = z.object({
  id: Id,
  purpose: z.enum(['deposit', 'balance', 'refund', 'reversal']),
  method: Code,
  amountMinor: z.int(),
  reverses: Id.nullable(),
  at: Instant,
})
export type Payment = z.infer<typeof Payment>

/** What is given back: a deposit before any contract, what was paid beyond the price, or what a cancellation
 *  leaves to dispose of (rule 3). */
export const RefundPurpose = z.enum(['deposit', 'overpayment', 'cancellation'])
export type RefundPurpose = z.infer<typeof RefundPurpose>
export const refundReasons = [
  'no-purchase',
  'paid-twice',
  'paid-too-much',
  'wrong-account',
  'contract-given-up',
  'goodwill',
  'other',
] as const
export const RefundReason = z.enum(refundReasons)

/** Money out is asked for, decided by a manager who did not ask, and then paid. */
export const Refund = z.object({
  id: Id,
  /** `done`: paid, or decided with nothing to pay; `lapsed`: a cancellation took its place. */
  state: z.enum(['pending', 'approved', 'refused', 'done', 'lapsed']),
  purpose: RefundPurpose,
  reason: RefundReason,
  amountMinor: SumMinor,
  requestedBy: Id.nullable(),
  requestedAt: Instant,
  decidedBy: Id.nullable(),
  decidedAt: Instant.nullable(),
  /** Its line of the ledger, while that is not reversed. */
  paymentId: Id.nullable(),
})
export type Refund = z.infer<typeof Refund>

export const Invoice = z.object({
  id: Id,
  number: z.string().regex(/^[0-9A-Za-z-]{1,32}$/),
  issuedOn: BusinessDate,
  /** Set when a red invoice reversed it. */
  reversedAt: Instant.nullable(),
})
export type Invoice = z.infer<typeof Invoice>

const Mark = z.object({ by: Id.nullable(), at: Instant }).nullable()
const Loss = z.object({
  id: Id.nullable(),
  state: z.enum(['proposed', 'confirmed']),
  reason: Code.nullable(),
  proposedBy: Id.nullable(),
  proposedAt: Instant.nullable(),
})
const Cancellation = z.object({
  id: Id.nullable(),
  reason: Code.nullable(),
  defaultingParty: DefaultingParty.nullable(),
  /** What becomes of the deposit (rule 3), and the money that stays and that goes back. */
  disposition: z.enum(['none', 'returned', 'kept', 'returned-double']),
  keptMinor: SumMinor,
  refundMinor: SumMinor,
  at: Instant.nullable(),
})

/** The sale as folded from its events: stored as it is, sent to the browser as it is. */
export const Sale = z.object({
  id: Id,
  dealerId: Id,
  number: z.string().max(40),
  stage: StageCode,
  /** Number of events so far: the version that `If-Match` names. */
  sequence: z.int().min(1),
  origin: Origin.exclude(['system']),
  /** False while only imports have touched it; an import no longer overwrites it once true. */
  worked: z.boolean(),
  processVersion: z.int().min(1),
  customerId: Id.nullable(),
  ownerId: Id.nullable(),
  source: Code,
  intentLevel: IntentLevel.nullable(),
  modelId: Id.nullable(),
  trimId: Id.nullable(),
  /** Of the latest quote, until a payment or a contract binds the sale to it. */
  currency: Currency.nullable(),
  inquiredOn: BusinessDate.nullable(),
  stageSince: Instant.nullable(),
  contactedAt: Instant.nullable(),
  followUp: z.object({ id: Id, dueOn: BusinessDate }).nullable(),
  showings: z.int().min(0),
  testDrives: z.array(TestDrive),
  quotes: z.array(Quote),
  approvals: z.array(Approval),
  reservation: Reservation.nullable(),
  /** Absent while the sale has never waited for a car. */
  waiting: Waiting.nullable().optional(),
  contract: Contract.nullable(),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  items: z.object({
    pdi: Mark,
    invoice: Mark,
    certificate: Mark,
    'joint-inspection': Mark,
    documents: Mark,
  }),
  invoices: z.array(Invoice),
  /** Absent, like the three after it, while the sale has never had one. */
  appointment: Appointment.nullable().optional(),
  preparation: Preparation.optional(),
  checklist: Checklist.optional(),
  /** Null: cancelled with the delivery that it followed. */
  reminder: Reminder.nullable().optional(),
  delivery: z
    .object({ id: Id, episodeId: Id, by: Id.nullable(), at: Instant, deliveredOn: BusinessDate })
    .nullable(),
  handOver: z
    .object({
      id: Id,
      adviserId: Id.nullable(),
      warrantyFrom: BusinessDate,
      warrantyTo: BusinessDate,
      warrantyKm: z.int(),
      at: Instant,
    })
    .nullable(),
  loss: Loss.nullable(),
  cancellation: Cancellation.nullable(),
  closedOn: BusinessDate.nullable(),
  /** The furthest stage on the way to after-sales that it ever reached. */
  furthest: WayStage,
  /** Seconds spent in each stage that it left; a stay with an unknown end is not in it. */
  stageSeconds: z.partialRecord(StageCode, z.int().min(0)),
})
export type Sale = z.infer<typeof Sale>
