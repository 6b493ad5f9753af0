import { isReversed } from '../ledger.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import { currencyRefusal, type Decide, refuse, type Scene } from '../scene.rules.ts'

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
  if (isReversed(sale, paymentId)) return refuse('payment.already-reversed', {}, { field: 'paymentId' })
  return [{ action: 'payment-reversed', facts: { paymentId, reversalId, reversedAt: now.at }, to }]
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
