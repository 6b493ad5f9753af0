import type { ActionKind, Actor, SaleAction } from '../action.contract.ts'
import { decisionRefusal, requestRefusal } from '../decisions/approvals.rules.ts'
import { isRefusable } from '../decisions/refunds.rules.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import { sendingRefusal } from '../discount-limit.rules.ts'
import type { Moment } from '../process.contract.ts'
import { mayAct } from '../rights.rules.ts'
import type { MarkedItem, Refund, Sale } from '../sale.contract.ts'
import { car, otherCar, sample, uuid } from '../sale.fixtures.ts'

/** An action that the actor could take, about a subject that stands in its way the least. */
export function suited(
  kind: ActionKind,
  sale: Sale,
  actor: Actor,
  now: Moment,
  item?: MarkedItem,
): SaleAction {
  const action = sample(kind, sale, item ? { item } : {}, actor, now)
  // Someone who may not take money signs without taking it.
  if (action.kind === 'sign-contract' && mayAct(actor, sale, 'record-payment')) {
    return { ...action, depositPayment: { id: uuid(Date.parse(now.at) % 1e12), method: 'card' } }
  }
  return among(action, sale, now)
}

/** Of several subjects, one about which the actor may do it. */
function among(action: SaleAction, sale: Sale, now: Moment): SaleAction {
  const scene = { process: defaultDefinition, sale, actor: action.actor, now, today: now.at.slice(0, 10) }
  const pending = sale.approvals.filter(({ state }) => state === 'pending')
  switch (action.kind) {
    case 'draft-quote':
    case 'revise-quote':
      // Every other gives away more than a consultant may.
      return {
        ...action,
        discountMinor: (Date.parse(now.at) / 3_600_000) % 2 ? 1_500_000 : action.discountMinor,
      }
    case 'request-approval': {
      const draft = sale.quotes.find(quote => requestRefusal(scene, quote) === null)
      return draft ? { ...action, quoteId: draft.id } : action
    }
    case 'give-approval':
    case 'refuse-approval':
    case 'counter-offer': {
      const given = action.kind === 'counter-offer' ? 0 : undefined
      const asked = pending.find(each => decisionRefusal(scene, each, given) === null)
      return asked ? { ...action, approvalId: asked.id } : action
    }
    case 'withdraw-approval': {
      const own = pending.find(each => each.requestedBy === action.actor.id)
      return own ? { ...action, approvalId: own.id } : action
    }
    case 'approve-refund':
    case 'refuse-refund': {
      const open = sale.refunds.filter(
        action.kind === 'approve-refund' ? isPending : each => isRefusable(each, sale),
      )
      const other = open.find(each => each.requestedBy !== action.actor.id)
      return other ? { ...action, refundId: other.id } : action
    }
    default:
      return action.kind === 'send-quote' ? bestDraft(action, sale, scene) : action
  }
}

function bestDraft(
  action: Extract<SaleAction, { kind: 'send-quote' }>,
  sale: Sale,
  scene: Parameters<typeof sendingRefusal>[0],
): SaleAction {
  const drafts = sale.quotes.filter(quote => quote.state === 'draft')
  const best = drafts.find(quote => sendingRefusal(scene, quote) === null)
  return best ? { ...action, quoteId: best.id } : action
}

const isPending = ({ state }: Refund) => state === 'pending'

/** The action as it was, or with one entry gone wrong or unusual. */
export function changed(action: SaleAction, change: number): SaleAction {
  switch (change) {
    case 0:
      return 'vehicle' in action && action.vehicle
        ? { ...action, vehicle: { ...action.vehicle, availability: 'sold' } }
        : action
    case 1:
      return 'vehicle' in action ? ({ ...action, vehicle: otherCar } as SaleAction) : action
    case 2:
      return 'discountMinor' in action ? { ...action, discountMinor: 1_500_000 } : action
    case 3:
      return 'amountMinor' in action ? { ...action, amountMinor: 25_000_000 } : action
    case 4:
      return action.kind === 'sign-contract'
        ? { ...action, vehicle: car, reservationId: uuid(77), depositMinor: 9_000_000 }
        : action
    case 5:
      return 'currency' in action ? { ...action, currency: 'GBP' } : action
    case 6:
      return action.kind === 'cancel-sale' ? { ...action, defaultingParty: 'dealer' } : action
    case 7:
      return 'testDriveId' in action ? { ...action, testDriveId: uuid(78) } : action
    case 8:
      return { ...action, actor: { ...action.actor, roles: [] } }
    default:
      return action
  }
}
