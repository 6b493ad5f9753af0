import type { ActionKind } from './action.contract.ts'
import type { ProcessDefinition } from './process.contract.ts'
import { type StageCode, stageCodes } from './sale.contract.ts'

const selling: StageCode[] = ['inquiry', 'showing', 'test-drive', 'negotiation']
const ordered: StageCode[] = ['contract', 'delivery']
const open: StageCode[] = [...selling, ...ordered]

function stays(action: ActionKind, from: StageCode[]): ProcessDefinition['transitions'][number] {
  return { action, from, to: null }
}
function leads(
  action: ActionKind,
  from: StageCode[],
  to: StageCode,
): ProcessDefinition['transitions'][number] {
  return { action, from, to }
}

/** The process a network starts with: seven stages, of which a buyer may skip those before the contract,
 *  and return to an earlier one. */
export const defaultDefinition: ProcessDefinition = {
  version: 1,
  stages: [...stageCodes],
  transitions: [
    stays('plan-follow-up', open),
    stays('complete-follow-up', open),
    leads('record-showing', selling, 'showing'),
    stays('book-test-drive', selling),
    stays('reschedule-test-drive', open),
    stays('name-driver', selling),
    stays('check-licence', selling),
    stays('sign-agreement', selling),
    leads('start-test-drive', selling, 'test-drive'),
    stays('return-test-drive', open),
    stays('record-feedback', open),
    stays('cancel-test-drive', open),
    stays('miss-test-drive', open),
    leads('draft-quote', selling, 'negotiation'),
    leads('revise-quote', selling, 'negotiation'),
    leads('send-quote', selling, 'negotiation'),
    stays('request-approval', selling),
    stays('give-approval', selling),
    stays('refuse-approval', selling),
    stays('counter-offer', selling),
    stays('accept-counter-offer', selling),
    stays('withdraw-approval', selling),
    stays('reserve-car', [...selling, 'contract']),
    stays('release-car', open),
    stays('expire-reservation', open),
    // From contract and delivery only where an import brought the sale there without a contract.
    leads('sign-contract', open, 'contract'),
    stays('match-car', ordered),
    stays('swap-car', ordered),
    leads('unmatch-car', ordered, 'contract'),
    stays('agree-addendum', ordered),
    stays('join-waitlist', open),
    stays('record-payment', open),
    stays('reverse-payment', open),
    leads('mark-item', ordered, 'delivery'),
    stays('unmark-item', ordered),
    stays('book-delivery', ordered),
    stays('reschedule-delivery', ordered),
    stays('cancel-appointment', ordered),
    stays('prepare-delivery', ordered),
    stays('inspect-car', ordered),
    leads('sign-checklist', ordered, 'delivery'),
    leads('deliver', ordered, 'delivery'),
    leads('hand-over', ['delivery'], 'after-sales'),
    stays('propose-loss', selling),
    leads('confirm-loss', selling, 'lost'),
    stays('decline-loss', selling),
    leads('cancel-sale', ordered, 'cancelled'),
  ],
  requiredFields: [
    { action: 'open-inquiry', field: 'ownerId' },
    { action: 'open-inquiry', field: 'intentLevel' },
    { action: 'open-inquiry', field: 'followUp' },
  ],
  checks: [
    { stage: 'contract', check: 'customer-known' },
    { stage: 'delivery', check: 'car-named' },
  ],
  slaHours: [
    { stage: 'inquiry', hours: 24 },
    { stage: 'showing', hours: 72 },
    { stage: 'test-drive', hours: 72 },
    { stage: 'negotiation', hours: 168 },
    { stage: 'contract', hours: 720 },
    { stage: 'delivery', hours: 72 },
  ],
  nextFollowUpRequired: true,
  lossNeedsReview: true,
  reservationHours: 72,
  testDriveBufferMinutes: 15,
  quoteValidDays: 7,
  firstServiceMonths: 6,
  firstServiceKm: 5_000,
  followUpDays: { H: 2, A: 4, B: 7, C: 15, O: 7 },
  discountLimitsBps: [
    { role: 'consultant', bps: 300 },
    { role: 'sales-manager', bps: 800 },
    { role: 'dealer-manager', bps: 10_000 },
  ],
  sources: [
    'walk-in',
    'phone',
    'website',
    'vertical-media',
    'short-video',
    'referral',
    'repeat-customer',
    'exhibition',
    'corporate',
    'other',
  ],
  followUpResults: ['reached', 'no-answer', 'call-back', 'invited', 'considering', 'not-interested'],
  winReasons: [
    'price',
    'product',
    'brand',
    'test-drive',
    'service',
    'delivery-time',
    'financing',
    'referral',
    'other',
  ],
  lossReasons: [
    'price',
    'competitor',
    'no-stock',
    'finance-declined',
    'postponed',
    'unreachable',
    'product',
    'service',
    'other',
  ],
  cancellationReasons: [
    'buyer-changed-mind',
    'finance-declined',
    'delivery-late',
    'car-defect',
    'bought-elsewhere',
    'other',
  ],
  paymentMethods: ['cash', 'card', 'transfer', 'wechat-pay', 'alipay', 'loan', 'cheque', 'other'],
}
