import { expect } from 'vitest'
import { balanceOf, promisedMinor, refundableMinor } from '../ledger.rules.ts'
import { endStages, Sale } from '../sale.contract.ts'

/** Whatever was done to a sale, its parts agree: money, car, invoice, papers, and how it ended. */
export function expectSound(sale: Sale): void {
  expect(Sale.parse(sale)).toEqual(sale)
  expect(JSON.parse(JSON.stringify(sale))).toEqual(sale)
  const reversedIds = new Set(sale.payments.flatMap(payment => payment.reverses ?? []))
  const standing = sale.payments.filter(payment => !payment.reverses && !reversedIds.has(payment.id))
  const { paidMinor, dueMinor, creditMinor } = balanceOf(sale)
  expect(paidMinor).toBe(standing.reduce((sum, payment) => sum + payment.amountMinor, 0))
  if (dueMinor !== null) expect(paidMinor + dueMinor - creditMinor).toBe(sale.contract?.priceMinor)
  const liveInvoices = sale.invoices.filter(invoice => invoice.reversedAt === null)
  expect(liveInvoices.length).toBe(sale.items.invoice ? 1 : 0)
  const { contract, waiting, reservation } = sale
  if (contract?.priceMinor) expect(contract.earnestMinor * 5).toBeLessThanOrEqual(contract.priceMinor)
  if (contract?.episodeId && !sale.delivery && !endStages.includes(sale.stage))
    expect(reservation?.episodeId).toBe(contract.episodeId)
  if (waiting?.offer) expect(reservation?.episodeId).toBe(waiting.offer.episodeId)
  else if (waiting) expect(reservation).toBeNull()
  if (!contract?.episodeId) expect(Object.values(sale.items).every(mark => mark === null)).toBe(true)
  if (!sale.cancellation) {
    expect(paidMinor).toBeGreaterThanOrEqual(0)
    // An addendum may ask for what was promised back, and so may a contract for a refund that was paid before it and
    // came back: such a refund is refused when it is to be paid.
    const cameBack = sale.payments.some(({ id, purpose }) => purpose === 'refund' && reversedIds.has(id))
    if (!contract?.addenda && !(contract && cameBack))
      expect(promisedMinor(sale), JSON.stringify(sale)).toBeLessThanOrEqual(refundableMinor(sale))
  }
  const asked = sale.approvals.filter(({ state }) => state === 'pending').map(({ quoteId }) => quoteId)
  expect(new Set(asked).size).toBe(asked.length)
  expect(sale.loss?.state === 'confirmed').toBe(sale.stage === 'lost')
  expect(sale.cancellation !== null).toBe(sale.stage === 'cancelled')
  if (!endStages.includes(sale.stage)) return
  expect(sale.reservation).toBeNull()
  expect(sale.waiting ?? null).toBeNull()
  expect(sale.followUp).toBeNull()
  expect(sale.testDrives.filter(drive => drive.state === 'booked')).toEqual([])
  if (sale.cancellation) expectDisposed(sale)
}

/** What a cancellation leaves goes one way once: kept, returned or doubled. */
function expectDisposed(sale: Sale): void {
  // A refund of before that came back is owed beside what the cancellation settles.
  const again = sale.refunds.filter(each => each.purpose !== 'cancellation' && each.state === 'approved')
  const paidMinor = again.reduce((sum, each) => sum - each.amountMinor, balanceOf(sale).paidMinor)
  const { keptMinor = 0, refundMinor = 0, disposition } = sale.cancellation ?? {}
  const disposals = sale.refunds.filter(each => each.purpose === 'cancellation' && each.state !== 'refused')
  expect(disposals.length).toBeLessThanOrEqual(1)
  const isPaid = disposals.some(each => each.paymentId !== null)
  const heldMinor = paidMinor + (isPaid ? refundMinor : 0)
  const doubledMinor = keptMinor + refundMinor - heldMinor
  expect(doubledMinor > 0).toBe(disposition === 'returned-double')
  expect(doubledMinor).toBeLessThanOrEqual(sale.contract?.earnestMinor ?? 0)
  if (disposals.some(each => each.state === 'done')) expect(paidMinor).toBe(keptMinor - doubledMinor)
}
