import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { StepProps } from './step.web.ts'
import type { StepKind } from './step-kind.ts'

type Form = LazyExoticComponent<ComponentType<StepProps>>

function form<Name extends string>(
  load: () => Promise<Record<Name, ComponentType<StepProps>>>,
  name: Name,
): Form {
  return lazy(async () => ({ default: (await load())[name] }))
}

const followUps = () => import('../follow-ups/FollowUpForms.tsx')
const testDrives = () => import('../test-drives/TestDriveForms.tsx')
const quotes = () => import('../quotes/QuoteForms.tsx')
const approvals = () => import('../approvals/ApprovalForms.tsx')
const refunds = () => import('../refunds/RefundForms.tsx')
const reservations = () => import('../reservations/ReservationForms.tsx')
const contracts = () => import('../contracts/ContractForm.tsx')
const swaps = () => import('../contracts/SwapForms.tsx')
const waitlist = () => import('../waitlist/WaitlistForms.tsx')
const payments = () => import('../payments/PaymentForms.tsx')
const deliveries = () => import('../deliveries/DeliveryForms.tsx')
const appointments = () => import('../deliveries/AppointmentForms.tsx')
const losses = () => import('../losses/LossForms.tsx')
const assignments = () => import('../assignments/AssignmentForms.tsx')

/** The form of each step, fetched when it is opened. */
export const stepForms: Readonly<Record<StepKind, Form>> = {
  'link-customer': form(assignments, 'LinkCustomerForm'),
  'plan-follow-up': form(followUps, 'PlanFollowUpForm'),
  'complete-follow-up': form(followUps, 'CompleteFollowUpForm'),
  'write-note': form(() => import('../notes/NoteForm.tsx'), 'NoteForm'),
  'record-contact': form(() => import('../contacts/ContactForm.tsx'), 'ContactForm'),
  'record-showing': form(() => import('../showings/ShowingForm.tsx'), 'ShowingForm'),
  'book-test-drive': form(() => import('../test-drives/BookingForm.tsx'), 'BookingForm'),
  'reschedule-test-drive': form(() => import('../test-drives/BookingForm.tsx'), 'RescheduleForm'),
  'check-licence': form(() => import('../test-drives/LicenceForm.tsx'), 'LicenceForm'),
  'sign-agreement': form(() => import('../test-drives/AgreementForm.tsx'), 'AgreementForm'),
  'start-test-drive': form(testDrives, 'StartTestDriveForm'),
  'return-test-drive': form(testDrives, 'ReturnTestDriveForm'),
  'record-feedback': form(() => import('../test-drives/FeedbackForm.tsx'), 'FeedbackForm'),
  'cancel-test-drive': form(testDrives, 'CancelTestDriveForm'),
  'miss-test-drive': form(testDrives, 'MissTestDriveForm'),
  'draft-quote': form(quotes, 'DraftQuoteForm'),
  'revise-quote': form(quotes, 'ReviseQuoteForm'),
  'send-quote': form(quotes, 'SendQuoteForm'),
  'request-approval': form(approvals, 'RequestApprovalForm'),
  'give-approval': form(approvals, 'GiveApprovalForm'),
  'refuse-approval': form(approvals, 'RefuseApprovalForm'),
  'counter-offer': form(approvals, 'CounterOfferForm'),
  'accept-counter-offer': form(approvals, 'AcceptCounterOfferForm'),
  'withdraw-approval': form(approvals, 'WithdrawApprovalForm'),
  'reserve-car': form(reservations, 'ReserveCarForm'),
  'release-car': form(reservations, 'ReleaseCarForm'),
  'sign-contract': form(contracts, 'ContractForm'),
  'match-car': form(reservations, 'MatchCarForm'),
  'swap-car': form(swaps, 'SwapCarForm'),
  'unmatch-car': form(swaps, 'UnmatchCarForm'),
  'agree-addendum': form(() => import('../contracts/AddendumForm.tsx'), 'AddendumForm'),
  'join-waitlist': form(waitlist, 'JoinWaitlistForm'),
  'leave-waitlist': form(waitlist, 'LeaveWaitlistForm'),
  'record-payment': form(payments, 'PaymentForm'),
  'reverse-payment': form(payments, 'ReversalForm'),
  'request-refund': form(refunds, 'RequestRefundForm'),
  'approve-refund': form(refunds, 'ApproveRefundForm'),
  'refuse-refund': form(refunds, 'RefuseRefundForm'),
  'pay-refund': form(refunds, 'PayRefundForm'),
  'mark-item': form(deliveries, 'MarkItemForm'),
  'unmark-item': form(deliveries, 'UnmarkItemForm'),
  'book-delivery': form(appointments, 'BookDeliveryForm'),
  'reschedule-delivery': form(appointments, 'RescheduleDeliveryForm'),
  'cancel-appointment': form(appointments, 'CancelAppointmentForm'),
  'prepare-delivery': form(appointments, 'PrepareDeliveryForm'),
  'inspect-car': form(() => import('../deliveries/InspectionForm.tsx'), 'InspectionForm'),
  'sign-checklist': form(() => import('../deliveries/SignChecklistForm.tsx'), 'SignChecklistForm'),
  'complete-reminder': form(appointments, 'CompleteReminderForm'),
  deliver: form(deliveries, 'DeliverForm'),
  'take-back-delivery': form(deliveries, 'TakeBackForm'),
  'hand-over': form(deliveries, 'HandOverForm'),
  'propose-loss': form(losses, 'ProposeLossForm'),
  'confirm-loss': form(losses, 'ConfirmLossForm'),
  'decline-loss': form(losses, 'DeclineLossForm'),
  'cancel-sale': form(() => import('../cancellations/CancellationForm.tsx'), 'CancellationForm'),
  'assign-owner': form(assignments, 'AssignOwnerForm'),
  'move-process': form(assignments, 'MoveProcessForm'),
}
