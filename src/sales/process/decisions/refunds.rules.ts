import { type Settlement, settleDeposit } from '../../contracts/deposit.rules.ts'
import type { ActionOf } from '../action.contract.ts'
import { balanceOf, openRefunds, promisedMinor, refundableMinor } from '../ledger.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { DefaultingParty, Refund, Sale } from '../sale.contract.ts'
import { type Decide, type Draft, owedBy, refuse, type Scene } from '../scene.rules.ts'

export const requestRefund: Decide<'request-refund'> = (scene, action) => {
  const { sale } = scene
  const standing = refundRequestRefusal(sale)
  if (standing) return standing
  if (sale.cancellation) return proposedDisposal(scene, action)
  const { amountMinor } = action
  const fitting = sale.contract ? 'overpayment' : 'deposit'
  if (action.purpose !== fitting) return refuse('refund.purpose-unfit', {}, { field: 'purpose' })
  if (!amountMinor) return refuse('refund.amount-zero', {}, { field: 'amountMinor' })
  const refundable = refundableMinor(sale) - promisedMinor(sale)
  if (amountMinor > refundable) {
    return refuse('refund.over-refundable', { refundableMinor: refundable }, { field: 'amountMinor' })
  }
  return [requested(scene, { ...action, amountMinor }, null)]
}

export const approveRefund: Decide<'approve-refund'> = (scene, { refundId }) => {
  const refund = undecided(scene.sale, refundId, ['pending'])
  if ('code' in refund) return refund
  if (isOwn(scene, refund)) return refuse('refund.own-request')
  return [{ action: 'refund-approved', facts: { refundId, decidedAt: scene.now.at }, to: scene.to }]
}

/** Said no to, or taken back while it is not paid; the disposal of a cancellation stands once it is approved. */
export const refuseRefund: Decide<'refuse-refund'> = (scene, { refundId, reason }) => {
  const refund = undecided(scene.sale, refundId, ['pending', 'approved'])
  if ('code' in refund) return refund
  if (!isRefusable(refund, scene.sale)) return refuse('refund.already-decided', { decision: refund.state })
  if (isOwn(scene, refund)) return refuse('refund.own-request')
  return [{ action: 'refund-refused', facts: { refundId, reason, decidedAt: scene.now.at }, to: scene.to }]
}

export const payRefund: Decide<'pay-refund'> = (scene, { refundId, paymentId, method }) => {
  const { process, sale, now, to } = scene
  const refund = sale.refunds.find(each => each.id === refundId)
  if (!refund) return refuse('refund.unknown', {}, { field: 'refundId' })
  const refusal = payingRefusal(sale, refund)
  if (refusal) return refusal
  if (!process.paymentMethods.includes(method)) {
    return refuse('sale.code-unknown', { given: method }, { field: 'method' })
  }
  const { amountMinor } = refund
  const facts = { refundId, paymentId, method, amountMinor, currency: sale.currency ?? '', paidAt: now.at }
  return [{ action: 'refund-paid', facts, to }]
}

/** Why nothing may be asked back at all: nothing is held, or it is promised already. */
export function refundRequestRefusal(sale: Sale): Refusal | null {
  const { paidMinor } = balanceOf(sale)
  if (sale.cancellation) {
    if (sale.refunds.some(isDisposal)) return refuse('refund.open', {}, owedBy('sales-manager', 'refund'))
    return paidMinor > promisedMinor(sale) ? null : refuse('refund.nothing-held')
  }
  return refundableMinor(sale) > promisedMinor(sale) ? null : refuse('refund.nothing-held')
}

/** What is owed after a cancellation is owed: neither its disposal nor a payment that came back is taken away. */
export function isRefusable({ state }: Refund, { cancellation }: Pick<Sale, 'cancellation'>): boolean {
  return state === 'pending' || (state === 'approved' && cancellation === null)
}

/** The ledger is asked again when money goes out: it may have changed since the approval. */
export function payingRefusal(sale: Sale, { state, amountMinor }: Refund): Refusal | null {
  if (state === 'done') return refuse('refund.already-paid')
  if (state !== 'approved') return refuse('refund.not-approved', {}, owedBy('sales-manager', 'refund'))
  // After a cancellation: its disposal, or what was paid out before and came back.
  const refundable = sale.cancellation ? amountMinor : refundableMinor(sale)
  return amountMinor > refundable
    ? refuse('refund.over-refundable', { refundableMinor: refundable }, { field: 'amountMinor' })
    : null
}

/** What becomes of the money held when the contract is given up: proposed with the cancellation itself. */
export function settlementOf(sale: Sale, defaultingParty: DefaultingParty): Settlement {
  const { contract } = sale
  const balance = balanceOf(sale)
  const paidMinor = sale.cancellation ? balance.paidMinor - promisedMinor(sale) : balance.paidMinor
  const depositMinor = Math.min(balance.depositMinor, paidMinor)
  const agreed = { type: contract?.depositType ?? null, earnestMinor: contract?.earnestMinor ?? 0 }
  return settleDeposit(agreed, { depositMinor, totalMinor: paidMinor }, defaultingParty)
}

/** The disposal that a cancellation asks for; none where no money is held. */
export function disposalDrafts(
  scene: Scene,
  { refundId, defaultingParty }: ActionOf<'cancel-sale'>,
  settled: Settlement,
): Draft[] {
  if (balanceOf(scene.sale).paidMinor === 0) return []
  const asked = { refundId, purpose: 'cancellation', reason: 'contract-given-up' } as const
  const draft = requested(
    scene,
    { ...asked, amountMinor: settled.refundMinor },
    { ...settled, defaultingParty },
  )
  return [{ ...draft, to: undefined }]
}

/** A cancellation settles the whole: what was asked for before is part of that. */
export function lapsedRefunds(sale: Sale): Draft[] {
  return openRefunds(sale).map(({ id }) => ({ action: 'refund-lapsed', facts: { refundId: id } }))
}

/** Asked for, decided or done: of these a cancelled sale has one at most. */
function isDisposal({ purpose, state }: Refund): boolean {
  return purpose === 'cancellation' && state !== 'refused' && state !== 'lapsed'
}

/** After a refusal the disposal is proposed again, perhaps with another party in default. */
function proposedDisposal(scene: Scene, action: ActionOf<'request-refund'>): Draft[] | Refusal {
  if (action.purpose !== 'cancellation') return refuse('refund.purpose-unfit', {}, { field: 'purpose' })
  const party = action.defaultingParty
  if (party === null) return refuse('refund.party-missing', {}, { field: 'defaultingParty' })
  const settled = settlementOf(scene.sale, party)
  const { refundMinor } = settled
  if (action.amountMinor !== null && action.amountMinor !== refundMinor) {
    return refuse('refund.over-refundable', { refundableMinor: refundMinor }, { field: 'amountMinor' })
  }
  return [requested(scene, { ...action, amountMinor: refundMinor }, { ...settled, defaultingParty: party })]
}

type Asked = Pick<ActionOf<'request-refund'>, 'refundId' | 'purpose' | 'reason'> & { amountMinor: number }

function requested(
  { now, to }: Scene,
  { refundId, purpose, reason, amountMinor }: Asked,
  settlement: (Settlement & { defaultingParty: DefaultingParty }) | null,
): Draft {
  const facts = { refundId, purpose, reason, amountMinor, settlement, requestedAt: now.at }
  return { action: 'refund-requested', facts, to }
}

function undecided(sale: Sale, refundId: string, states: readonly Refund['state'][]): Refund | Refusal {
  const refund = sale.refunds.find(each => each.id === refundId)
  if (!refund) return refuse('refund.unknown', {}, { field: 'refundId' })
  return states.includes(refund.state)
    ? refund
    : refuse('refund.already-decided', { decision: refund.state, decidedAt: refund.decidedAt })
}

function isOwn({ actor }: Scene, { requestedBy }: Refund): boolean {
  return actor.id !== null && actor.id === requestedBy
}
