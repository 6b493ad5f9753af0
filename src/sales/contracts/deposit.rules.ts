import type { DefaultingParty, DepositType } from '../process/sale.contract.ts'

/** The part of a deposit with the effect of 定金: at most a fifth of the contract price (民法典 586);
 *  a 订金 has none.
 *  @example earnestMinor('earnest-money', 5000000, 20000000) // 4000000 */
export function earnestMinor(
  type: DepositType | null,
  depositMinor: number,
  priceMinor: number | null,
): number {
  if (type !== 'earnest-money') return 0
  if (priceMinor === null) return depositMinor
  return Math.min(depositMinor, Math.floor(priceMinor / 5))
}

export interface Settlement {
  disposition: 'none' | 'returned' | 'kept' | 'returned-double'
  /** Stays with the dealer. */
  keptMinor: number
  /** Goes to the customer: what was paid and is not kept, and the second half of a double return. */
  refundMinor: number
}

/** What becomes of the money when a contract is given up (民法典 587). Only the earnest part of the deposit,
 *  as far as it was paid, is kept or doubled; everything else that was paid is returned.
 *  @param paid depositMinor of the ledger's deposits and totalMinor of all its lines, reversals included
 *  @returns keptMinor + refundMinor = totalMinor, plus the earnest part again when the dealer defaults */
export function settleDeposit(
  agreed: { type: DepositType | null; earnestMinor: number },
  paid: { depositMinor: number; totalMinor: number },
  defaultingParty: DefaultingParty,
): Settlement {
  const effectiveMinor =
    agreed.type === 'earnest-money' ? Math.max(0, Math.min(agreed.earnestMinor, paid.depositMinor)) : 0
  if (effectiveMinor > 0 && defaultingParty === 'buyer') {
    return { disposition: 'kept', keptMinor: effectiveMinor, refundMinor: paid.totalMinor - effectiveMinor }
  }
  if (effectiveMinor > 0 && defaultingParty === 'dealer') {
    const refundMinor = paid.totalMinor + effectiveMinor
    return { disposition: 'returned-double', keptMinor: 0, refundMinor }
  }
  const disposition = paid.depositMinor > 0 ? 'returned' : 'none'
  return { disposition, keptMinor: 0, refundMinor: paid.totalMinor }
}

/** Whether the agreed deposit exceeds the fifth, so that the excess is a plain prepayment. */
export function depositOverFifth(
  type: DepositType | null,
  depositMinor: number,
  priceMinor: number,
): boolean {
  return type === 'earnest-money' && depositMinor > Math.floor(priceMinor / 5)
}
