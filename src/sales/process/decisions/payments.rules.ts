import { balanceOf, isReversed, promisedMinor, refundableMinor } from '../ledger.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import { endStages, type Payment, type Sale } from '../sale.contract.ts'
import { currencyRefusal, type Decide, owedBy, refuse, type Scene } from '../scene.rules.ts'

export const recordPayment: Decide<'record-payment'> = (scene, action) => {
  const { paymentId, purpose, method, amountMinor, currency } = action
  if (purpose === 'balance' && !scene.sale.contract) {
    return refuse('contract.missing', {}, { field: 'purpose' })
  }
  const refusal = paymentRefusal(scene, action)
  if (refusal) return refusal
  const facts = { paymentId, purpose, method, amountMinor, currency, paidAt: scene.now.at }
  return [{ action: 'payment-recorded', facts, to: scene.to }]
}

export const reversePayment: Decide<'reverse-payment'> = ({ sale, now, to }, { paymentId, reversalId }) => {
  const payment = sale.payments.find(each => each.id === paymentId && each.reverses === null)
  if (!payment) return refuse('payment.unknown', {}, { field: 'paymentId' })
  const refusal = reversalRefusal(sale, payment)
  if (refusal) return refusal
  return [{ action: 'payment-reversed', facts: { paymentId, reversalId, reversedAt: now.at }, to }]
}

/** Money that was given back, or is promised to be, is no longer there to be reversed: first the refund is.
 *  Of an ended sale only a refund is reversed, so that it can be paid again. */
export function reversalRefusal(sale: Sale, payment: Payment): Refusal | null {
  if (isReversed(sale, payment.id)) return refuse('payment.already-reversed', {}, { field: 'paymentId' })
  if (payment.purpose === 'refund') return null
  if (endStages.includes(sale.stage)) return refuse('sale.closed', { stage: sale.stage })
  const without = { ...sale, payments: sale.payments.filter(each => each.id !== payment.id) }
  const isNeeded = balanceOf(without).paidMinor < 0 || refundableMinor(without) < promisedMinor(sale)
  return isNeeded ? refuse('payment.refund-open', {}, owedBy('finance', 'refund')) : null
}

export function reversiblePayments(sale: Sale): Payment[] {
  return sale.payments.filter(each => each.reverses === null && !reversalRefusal(sale, each))
}

export function paymentRefusal(
  { process, sale }: Scene,
  payment: { amountMinor: number; currency: string; method: string },
): Refusal | null {
  if (payment.amountMinor <= 0) return refuse('payment.amount-zero', {}, { field: 'amountMinor' })
  if (!process.paymentMethods.includes(payment.method)) {
    return refuse('sale.code-unknown', { given: payment.method }, { field: 'method' })
  }
  return currencyRefusal(sale, payment.currency)
}
