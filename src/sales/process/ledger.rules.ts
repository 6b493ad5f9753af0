import { sumMinor } from '../../platform/money.ts'
import type { Payment, Refund, Sale } from './sale.contract.ts'

export interface Balance {
  /** All lines of the ledger: payments less refunds and reversals. */
  paidMinor: number
  /** Deposits that were not reversed, as far as their money is still held. */
  depositMinor: number
  /** Still to pay; null while no price is agreed. */
  dueMinor: number | null
  /** Paid beyond the price: visible, and the customer's. */
  creditMinor: number
}

export function balanceOf(sale: Pick<Sale, 'payments' | 'contract'>): Balance {
  const paidMinor = sumMinor(sale.payments.map(payment => payment.amountMinor))
  const deposits = standingPayments(sale).filter(payment => payment.purpose === 'deposit')
  const takenMinor = sumMinor(deposits.map(payment => payment.amountMinor))
  const depositMinor = Math.max(0, Math.min(takenMinor, paidMinor))
  const priceMinor = sale.contract?.priceMinor ?? null
  if (priceMinor === null) return { paidMinor, depositMinor, dueMinor: null, creditMinor: 0 }
  return {
    paidMinor,
    depositMinor,
    dueMinor: Math.max(0, priceMinor - paidMinor),
    creditMinor: Math.max(0, paidMinor - priceMinor),
  }
}

/** What may go back to the customer while the sale is not cancelled: everything before a contract, beyond the
 *  price after it. What a cancellation leaves is settled by rule 3, not by the balance. */
export function refundableMinor(sale: Pick<Sale, 'payments' | 'contract' | 'cancellation'>): number {
  if (sale.cancellation) return 0
  const { paidMinor, creditMinor } = balanceOf(sale)
  return sale.contract ? creditMinor : Math.max(0, paidMinor)
}

/** Refunds that are asked for or approved, and not paid yet. */
export function openRefunds(sale: Pick<Sale, 'refunds'>): Refund[] {
  return sale.refunds.filter(({ state }) => state === 'pending' || state === 'approved')
}

export function promisedMinor(sale: Pick<Sale, 'refunds'>): number {
  return sumMinor(openRefunds(sale).map(refund => refund.amountMinor))
}

/** The currency that money is already bound to; a quote alone binds to none. */
export function boundCurrency(sale: Pick<Sale, 'payments' | 'contract' | 'currency'>): string | null {
  return sale.contract !== null || sale.payments.length > 0 ? sale.currency : null
}

/** Lines that were not reversed: payments in, and refunds paid out. */
export function standingPayments(sale: Pick<Sale, 'payments'>): Payment[] {
  return sale.payments.filter(payment => payment.reverses === null && !isReversed(sale, payment.id))
}

export function isReversed(sale: Pick<Sale, 'payments'>, paymentId: string): boolean {
  return sale.payments.some(payment => payment.reverses === paymentId)
}
