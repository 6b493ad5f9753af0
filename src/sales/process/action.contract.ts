import { z } from 'zod'
import { TaxChoice, TaxFacts } from '../quotes/quote-tax.contract.ts'
import { Actor, action } from './action-shape.contract.ts'
import {
  Appointment,
  AppointmentReason,
  CheckEntry,
  CheckSignature,
  PreparationItem,
  PreparationState,
  ReminderResult,
  TakeBackReason,
} from './hand-over.contract.ts'
import {
  AddendumReason,
  AmountMinor,
  ApprovalReason,
  BusinessDate,
  Code,
  ContactChannel,
  ContactDirection,
  ContactResult,
  Currency,
  DecisionReason,
  DefaultingParty,
  DepositType,
  FeedbackNext,
  FeedbackRatings,
  Id,
  Instant,
  IntentLevel,
  Invoice,
  LicenceClass,
  MarkedItem,
  MileageKm,
  OtherDriver,
  Parties,
  Payment,
  RefundPurpose,
  RefundReason,
  StageCode,
  WayStage,
} from './sale.contract.ts'

export { Actor }

/** What inventory knows of the car at the moment of acting. `null`: not known, a tick by a person decides. */
export const VehicleFacts = z.object({
  vehicleId: Id,
  episodeId: Id,
  trimId: Id.nullable(),
  vin: z.string().nullable(),
  /** Stands at the store, not ordered or in transit. */
  inStock: z.boolean(),
  availability: z.enum(['available', 'reserved', 'sold', 'off-road', 'closed']),
  pdiPassed: z.boolean().nullable(),
  certificate: z.enum(['missing', 'in-hand', 'pledged']).nullable(),
  /** Of its odometer when it was last looked at. */
  mileageKm: MileageKm.nullable(),
})
export type VehicleFacts = z.infer<typeof VehicleFacts>

/** A follow-up to come; without a date it falls due by the intent level. */
export const NextFollowUp = z.object({ id: Id, dueOn: BusinessDate.nullable() })

export const OpenInquiry = action('open-inquiry', {
  saleId: Id,
  dealerId: Id,
  number: z.string().max(40),
  customerId: Id.nullable(),
  ownerId: Id.nullable(),
  source: Code,
  channel: ContactChannel.nullable(),
  intentLevel: IntentLevel.nullable(),
  modelId: Id.nullable(),
  trimId: Id.nullable(),
  followUp: NextFollowUp.nullable(),
  /** Only an import says another moment than now; null when the file has none. */
  inquiredAt: Instant.nullable(),
})

/** What a file says of a sale. Null is unknown, never today. A later file may bring the sale further. */
export const ImportSale = action('import-sale', {
  saleId: Id,
  dealerId: Id,
  number: z.string().max(40),
  stage: StageCode,
  customerId: Id.nullable(),
  ownerId: Id.nullable(),
  source: Code,
  intentLevel: IntentLevel.nullable(),
  modelId: Id.nullable(),
  trimId: Id.nullable(),
  inquiredAt: Instant.nullable(),
  /** When it entered that stage, or ended. */
  stageSince: Instant.nullable(),
  contract: z
    .object({
      id: Id,
      episodeId: Id.nullable(),
      priceMinor: AmountMinor.nullable(),
      currency: Currency.nullable(),
      signedAt: Instant.nullable(),
    })
    .nullable(),
  /** Reason of a loss or a cancellation. */
  reason: Code.nullable(),
})

export const LinkCustomer = action('link-customer', { customerId: Id })
export const PlanFollowUp = action('plan-follow-up', {
  followUp: NextFollowUp,
  intentLevel: IntentLevel.nullable(),
})
export const CompleteFollowUp = action('complete-follow-up', {
  followUpId: Id,
  result: Code,
  channel: ContactChannel,
  intentLevel: IntentLevel.nullable(),
  next: NextFollowUp.nullable(),
})
export const WriteNote = action('write-note', { noteId: Id })
/** A call or a message that no follow-up asked for. */
export const RecordContact = action('record-contact', {
  contactId: Id,
  /** a visit only where nothing is shown any more: a buyer who comes by about the order */
  channel: ContactChannel,
  direction: ContactDirection,
  result: ContactResult,
  intentLevel: IntentLevel.nullable(),
  next: NextFollowUp.nullable(),
})
export const RecordShowing = action('record-showing', {
  showingId: Id,
  /** Null: the first of this sale is `first`, later ones `repeat`. */
  visit: z.enum(['first', 'repeat']).nullable(),
})

export const BookTestDrive = action('book-test-drive', {
  testDriveId: Id,
  /** Null: the customer drives. */
  driver: OtherDriver.nullable().default(null),
  vehicle: VehicleFacts,
  escortId: Id,
  startsAt: Instant,
  endsAt: Instant,
})
/** Another car, slot or escort for a booking. */
export const RescheduleTestDrive = action('reschedule-test-drive', {
  testDriveId: Id,
  vehicle: VehicleFacts,
  escortId: Id,
  startsAt: Instant,
  endsAt: Instant,
})
/** Somebody else drives than the customer, or than was named before; null: the customer after all. */
export const NameDriver = action('name-driver', { testDriveId: Id, driver: OtherDriver.nullable() })
export const CheckLicence = action('check-licence', {
  testDriveId: Id,
  validUntil: BusinessDate,
  licenceClass: LicenceClass,
  photoId: Id.nullable(),
})
export const SignAgreement = action('sign-agreement', {
  testDriveId: Id,
  /** Null: on paper. */
  signatureId: Id.nullable(),
  textVersion: Code,
  textLanguage: z.enum(['zh', 'en']),
})
export const StartTestDrive = action('start-test-drive', {
  testDriveId: Id,
  /** As it stands now: since the booking it may have been sold. */
  vehicle: VehicleFacts,
  mileageOutKm: MileageKm,
})
export const ReturnTestDrive = action('return-test-drive', { testDriveId: Id, mileageInKm: MileageKm })
export const RecordFeedback = action('record-feedback', {
  testDriveId: Id,
  feedbackId: Id,
  ratings: FeedbackRatings,
  next: FeedbackNext,
})
export const CancelTestDrive = action('cancel-test-drive', { testDriveId: Id })
export const MissTestDrive = action('miss-test-drive', { testDriveId: Id })

export const QuoteLine = z.object({
  kind: z.enum([
    'accessory',
    'compulsory-insurance',
    'commercial-insurance',
    'insurance',
    'plate',
    'purchase-tax',
    'gift',
    'service',
    'other',
  ]),
  amountMinor: AmountMinor,
  costMinor: AmountMinor.nullable(),
})
export type QuoteLine = z.infer<typeof QuoteLine>

/** `listPriceMinor` is looked up by the server (the trim's, or the stock car's asking price), and so is what the
 *  purchase tax depends on. A line of the kind `purchase-tax` is an amount that a person wrote. */
export const quoteShape = {
  trimId: Id.nullable(),
  vehicle: VehicleFacts.nullable(),
  currency: Currency,
  listPriceMinor: AmountMinor,
  discountMinor: AmountMinor,
  tradeInMinor: AmountMinor,
  lines: z.array(QuoteLine).max(50),
  purchaseTax: TaxChoice,
  taxFacts: TaxFacts,
  /** Null: as many days as the process grants. */
  validUntil: BusinessDate.nullable(),
  /** Looked up like the price: the trim's model. */
  modelId: Id.nullable().optional(),
}
export const DraftQuote = action('draft-quote', { quoteId: Id, ...quoteShape })
/** Edits the draft `quoteId`; with `newQuoteId`, makes the next version of a sent one. */
export const ReviseQuote = action('revise-quote', { quoteId: Id, newQuoteId: Id.nullable(), ...quoteShape })
/** The tax is computed again when it is sent. */
export const SendQuote = action('send-quote', { quoteId: Id, taxFacts: TaxFacts })

export const RequestApproval = action('request-approval', {
  approvalId: Id,
  quoteId: Id,
  reason: ApprovalReason,
})
export const GiveApproval = action('give-approval', { approvalId: Id })
export const RefuseApproval = action('refuse-approval', { approvalId: Id, reason: DecisionReason })
/** Another discount than the one that was asked for. */
export const CounterOffer = action('counter-offer', { approvalId: Id, discountMinor: AmountMinor })
/** Brings the draft to the counter-offer; its lines stay, and are looked up. */
export const AcceptCounterOffer = action('accept-counter-offer', {
  approvalId: Id,
  lines: z.array(QuoteLine).max(50),
  taxFacts: TaxFacts,
})
export const WithdrawApproval = action('withdraw-approval', { approvalId: Id })

export const ReserveCar = action('reserve-car', { reservationId: Id, vehicle: VehicleFacts })
export const ReleaseCar = action('release-car', {})
export const ExpireReservation = action('expire-reservation', {})

export const SignContract = action('sign-contract', {
  contractId: Id,
  quoteId: Id.nullable(),
  trimId: Id.nullable(),
  /** A named car; null for a contract on a trim, matched to a car later. */
  vehicle: VehicleFacts.nullable(),
  /** For the reservation that a named car needs when this sale does not hold it yet. */
  reservationId: Id.nullable(),
  currency: Currency,
  listPriceMinor: AmountMinor.nullable(),
  /** Of the trim or the car, where no quote names it. */
  modelId: Id.nullable().optional(),
  priceMinor: AmountMinor,
  /** Null when no deposit is agreed. */
  depositType: DepositType.nullable(),
  depositMinor: AmountMinor,
  /** Money taken at signing, entered in the ledger with the contract. */
  depositPayment: z.object({ id: Id, method: Code }).nullable(),
  /** Absent or null: the sale's customer signs, is invoiced and is called. */
  parties: Parties.nullish(),
  winReason: Code.nullish(),
})
export const MatchCar = action('match-car', { vehicle: VehicleFacts, reservationId: Id })
/** 换车: another car for the one that was matched. A trim or a price other than agreed needs the addendum. */
export const SwapCar = action('swap-car', {
  vehicle: VehicleFacts,
  reservationId: Id,
  /** What the two cars are offered at; null when unknown. */
  oldListPriceMinor: AmountMinor.nullable(),
  listPriceMinor: AmountMinor.nullable(),
  addendum: z
    .object({
      id: Id,
      /** Null: the price stays. */
      priceMinor: AmountMinor.nullable(),
    })
    .nullable(),
})
export const UnmatchCar = action('unmatch-car', {})
/** A change to the signed terms; null leaves a term as it is. */
export const AgreeAddendum = action('agree-addendum', {
  addendumId: Id,
  listPriceMinor: AmountMinor.nullable(),
  priceMinor: AmountMinor.nullable(),
  deliveryOn: BusinessDate.nullable(),
  /** Other terms were written down with it. */
  hasTerms: z.boolean(),
  reason: AddendumReason,
})

export const JoinWaitlist = action('join-waitlist', {
  waitId: Id,
  trimId: Id.nullable(),
  /** A named car that another sale holds. */
  vehicle: VehicleFacts.nullable(),
  /** Cars of the trim that nobody holds or waits for. */
  spareCars: z.int().min(0),
})
export const LeaveWaitlist = action('leave-waitlist', {})
/** A car became free: it is held for the first in line as long as a reservation. */
export const OfferCar = action('offer-car', { reservationId: Id, vehicle: VehicleFacts })

export const RecordPayment = action('record-payment', {
  paymentId: Id,
  purpose: Payment.shape.purpose.exclude(['refund', 'reversal']),
  method: Code,
  amountMinor: AmountMinor,
  currency: Currency,
})
export const ReversePayment = action('reverse-payment', { paymentId: Id, reversalId: Id })

export const RequestRefund = action('request-refund', {
  refundId: Id,
  purpose: RefundPurpose,
  /** Null for what a cancellation leaves: the law says how much. */
  amountMinor: AmountMinor.nullable(),
  /** Who defaults, when the disposal of a cancellation is proposed anew. */
  defaultingParty: DefaultingParty.nullable(),
  reason: RefundReason,
})
export const ApproveRefund = action('approve-refund', { refundId: Id })
export const RefuseRefund = action('refuse-refund', { refundId: Id, reason: DecisionReason })
export const PayRefund = action('pay-refund', { refundId: Id, paymentId: Id, method: Code })

export const MarkItem = action('mark-item', {
  item: MarkedItem,
  vehicle: VehicleFacts.nullable(),
  /** Required for the item `invoice`. */
  invoice: Invoice.omit({ reversedAt: true }).extend({ vin: z.string() }).nullable(),
})
export const UnmarkItem = action('unmark-item', { item: MarkedItem })
export const Deliver = action('deliver', { deliveryId: Id, vehicle: VehicleFacts })
export const HandOver = action('hand-over', { handOverId: Id, adviserId: Id.nullable(), reminderId: Id })

/** How a sale stood when its delivery, and the hand-over after it, were recorded: told by its events. */
export const BeforeDelivery = z.object({
  stage: StageCode,
  furthest: WayStage,
  appointment: Appointment.nullable(),
  /** As the hand-over found it. */
  followUp: z.object({ id: Id, dueOn: BusinessDate }).nullable(),
})
export type BeforeDelivery = z.infer<typeof BeforeDelivery>

/** 撤销误交车: the delivery was recorded by mistake and never happened. No return of a car by its buyer. */
export const TakeBackDelivery = action('take-back-delivery', {
  reason: TakeBackReason,
  reservationId: Id,
  before: BeforeDelivery,
  /** What inventory knows of the car since: out with its buyer, or in stock once more. */
  whereabouts: z.enum(['with-customer', 'here', 'elsewhere']),
})

const appointmentShape = { startsAt: Instant, delivererId: Id, isAgreed: z.boolean() }
export const BookDelivery = action('book-delivery', { appointmentId: Id, ...appointmentShape })
export const RescheduleDelivery = action('reschedule-delivery', appointmentShape)
export const CancelAppointment = action('cancel-appointment', { reason: AppointmentReason })
/** `open` takes back what was said of the item. */
export const PrepareDelivery = action('prepare-delivery', { item: PreparationItem, state: PreparationState })
/** `checklistId` for a list that is begun; the points that are left out stay as they are. */
export const InspectCar = action('inspect-car', {
  checklistId: Id,
  entries: z.array(CheckEntry).min(1).max(20),
})
export const SignChecklist = action('sign-checklist', CheckSignature.omit({ signedAt: true }).shape)
/** `again`: where nobody is reached, the next attempt, on a day on which the store is open. */
export const CompleteReminder = action('complete-reminder', {
  result: ReminderResult,
  again: z.object({ id: Id, remindOn: BusinessDate }),
})

export const ProposeLoss = action('propose-loss', { lossId: Id, reason: Code })
export const ConfirmLoss = action('confirm-loss', {})
export const DeclineLoss = action('decline-loss', {})
export const CancelSale = action('cancel-sale', {
  cancellationId: Id,
  /** For the disposal of the money held, which another manager decides. */
  refundId: Id,
  reason: Code,
  defaultingParty: DefaultingParty,
})
export const AssignOwner = action('assign-owner', { ownerId: Id })
/** `target` names the definition that the server found, so that a stage it lacks can be refused. */
export const MoveProcess = action('move-process', {
  target: z.object({ version: z.int().min(1), stages: z.array(StageCode) }),
})

export const SaleAction = z.discriminatedUnion('kind', [
  OpenInquiry,
  ImportSale,
  LinkCustomer,
  PlanFollowUp,
  CompleteFollowUp,
  WriteNote,
  RecordContact,
  RecordShowing,
  BookTestDrive,
  RescheduleTestDrive,
  NameDriver,
  CheckLicence,
  SignAgreement,
  StartTestDrive,
  ReturnTestDrive,
  RecordFeedback,
  CancelTestDrive,
  MissTestDrive,
  DraftQuote,
  ReviseQuote,
  SendQuote,
  RequestApproval,
  GiveApproval,
  RefuseApproval,
  CounterOffer,
  AcceptCounterOffer,
  WithdrawApproval,
  ReserveCar,
  ReleaseCar,
  ExpireReservation,
  SignContract,
  MatchCar,
  SwapCar,
  UnmatchCar,
  AgreeAddendum,
  JoinWaitlist,
  LeaveWaitlist,
  OfferCar,
  RecordPayment,
  ReversePayment,
  RequestRefund,
  ApproveRefund,
  RefuseRefund,
  PayRefund,
  MarkItem,
  UnmarkItem,
  BookDelivery,
  RescheduleDelivery,
  CancelAppointment,
  PrepareDelivery,
  InspectCar,
  SignChecklist,
  CompleteReminder,
  Deliver,
  TakeBackDelivery,
  HandOver,
  ProposeLoss,
  ConfirmLoss,
  DeclineLoss,
  CancelSale,
  AssignOwner,
  MoveProcess,
])
export type SaleAction = z.infer<typeof SaleAction>
export type ActionKind = SaleAction['kind']
export const actionKinds: readonly ActionKind[] = SaleAction.options.map(option => option.shape.kind.value)
export const ActionKind = z.enum(actionKinds)
type ActionMap = { [K in ActionKind]: Extract<SaleAction, { kind: K }> }
export type ActionOf<K extends ActionKind> = ActionMap[K]
