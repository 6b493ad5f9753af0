import { sumMinor } from '../../platform/money.ts'
import type { Payment, Sale } from './sale.contract.ts'

export interface Balance {
  /** All lines of the ledger: payments less reversals. */
  paidMinor: number
  /** Deposits that were not reversed. */
  depositMinor: number
  /** Still to pay; null while no price is agreed. */
  dueMinor: number | null
  /** Paid beyond the price: visible, and the customer's. */
  creditMinor: number
}

export function balanceOf(sale: Pick<Sale, 'payments' | 'contract'>): Balance {
  const paidMinor = sumMinor(sale.payments.map(payment => payment.amountMinor))
  const deposits = standingPayments(sale).filter(payment => payment.purpose === 'deposit')
  const depositMinor = sumMinor(deposits.map(payment => payment.amountMinor))
  const priceMinor = sale.contract?.priceMinor ?? null
  if (priceMinor === null) return { paidMinor, depositMinor, dueMinor: null, creditMinor: 0 }
  return {
    paidMinor,
    depositMinor,
    dueMinor: Math.max(0, priceMinor - paidMinor),
    creditMinor: Math.max(0, paidMinor - priceMinor),
  }
}

/** The currency that money is already bound to; a quote alone binds to none. */
export function boundCurrency(sale: Pick<Sale, 'payments' | 'contract' | 'currency'>): string | null {
  return sale.contract !== null || sale.payments.length > 0 ? sale.currency : null
}

/** Payments in, without those that were reversed. */
export function standingPayments(sale: Pick<Sale, 'payments'>): Payment[] {
  return sale.payments.filter(payment => payment.reverses === null && !isReversed(sale, payment.id))
}

export function isReversed(sale: Pick<Sale, 'payments'>, paymentId: string): boolean {
  return sale.payments.some(payment => payment.reverses === paymentId)
}
