import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf, refundableMinor } from '../ledger.rules.ts'
import type { DefaultingParty, DepositType, Sale } from '../sale.contract.ts'
import { after, attempt, contracted, newId, opened, people, priceMinor } from '../sale.fixtures.ts'

const finance = { actor: people.finance }
const salesManager = { actor: people.salesManager }
const consultant = { actor: people.consultant }
const deposited = (amountMinor = 500_000) => after(opened(), 'record-payment', { amountMinor }, finance)

// A new seed each run; FORECOURT_SEED=… repeats one.
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 2_147_483_647)

test('a deposit without a contract goes back: asked for, approved by another, paid; then the sale may be lost', () => {
  const asked = after(deposited(), 'request-refund', { amountMinor: 500_000 }, consultant)
  expect(attempt(asked, 'pay-refund', {}, finance).refusal?.code).toBe('refund.not-approved')
  expect(attempt(asked, 'approve-refund', {}, consultant).refusal?.code).toBe('sale.forbidden')
  const approved = after(asked, 'approve-refund', {}, salesManager)
  expect(attempt(approved, 'propose-loss').refusal?.code).toBe('loss.money-held')
  const refundId = approved.refunds[0]!.id
  const paid = after(approved, 'pay-refund', {}, finance)
  expect(paid.payments.at(-1)).toMatchObject({ purpose: 'refund', amountMinor: -500_000 })
  expect(balanceOf(paid)).toMatchObject({ paidMinor: 0, depositMinor: 0 })
  expect(attempt(paid, 'pay-refund', { refundId }, finance).refusal?.code).toBe('refund.already-paid')
  expect(after(paid, 'propose-loss').loss?.state).toBe('proposed')
})

test('nobody decides their own request', () => {
  const asked = after(deposited(), 'request-refund', {}, salesManager)
  expect(attempt(asked, 'approve-refund', {}, salesManager).refusal?.code).toBe('refund.own-request')
  expect(attempt(asked, 'refuse-refund', {}, salesManager).refusal?.code).toBe('refund.own-request')
  expect(after(asked, 'approve-refund').refunds[0]).toMatchObject({ state: 'approved' })
})

test('of several requests each waits for its own approval, by another, and is paid once', () => {
  const own = after(deposited(), 'request-refund', { amountMinor: 200_000 }, salesManager)
  const both = after(own, 'request-refund', { amountMinor: 300_000 }, consultant)
  const [{ id: ownId } = { id: '' }, { id: otherId } = { id: '' }] = both.refunds
  expect(attempt(both, 'approve-refund', { refundId: ownId }, salesManager).refusal?.code).toBe(
    'refund.own-request',
  )
  const approved = after(both, 'approve-refund', { refundId: otherId }, salesManager)
  expect(attempt(approved, 'pay-refund', { refundId: ownId }, finance).refusal?.code).toBe(
    'refund.not-approved',
  )
  const paid = after(approved, 'pay-refund', { refundId: otherId }, finance)
  const next = after(paid, 'approve-refund', { refundId: ownId })
  expect(attempt(next, 'pay-refund', { refundId: otherId }, finance).refusal?.code).toBe(
    'refund.already-paid',
  )
  expect(balanceOf(after(next, 'pay-refund', { refundId: ownId }, finance)).paidMinor).toBe(0)
})

test('what became owed since the approval is not paid out', () => {
  const over = contracted([], priceMinor + 70_000)
  const approved = after(after(over, 'request-refund', {}, consultant), 'approve-refund')
  const dearer = after(approved, 'agree-addendum', { priceMinor: priceMinor + 50_000 })
  expect(attempt(dearer, 'pay-refund', {}, finance).refusal).toMatchObject({
    code: 'refund.over-refundable',
    facts: { refundableMinor: 20_000 },
  })
})

test('no more goes back than is held and not promised', () => {
  const one = after(deposited(), 'request-refund', { amountMinor: 300_000 }, consultant)
  expect(attempt(one, 'request-refund', { amountMinor: 200_001 }).refusal).toMatchObject({
    code: 'refund.over-refundable',
    field: 'amountMinor',
    facts: { refundableMinor: 200_000 },
  })
  expect(attempt(deposited(), 'request-refund', { amountMinor: 0 }).refusal?.code).toBe('refund.amount-zero')
  expect(attempt(deposited(), 'request-refund', { purpose: 'overpayment' }).refusal?.code).toBe(
    'refund.purpose-unfit',
  )
  expect(attempt(contracted([], priceMinor), 'request-refund').refusal?.code).toBe('refund.nothing-held')
})

test('an overpayment is a visible credit that goes back, even after the hand-over', () => {
  const over = contracted([], priceMinor + 70_000)
  expect(balanceOf(over).creditMinor).toBe(70_000)
  const approved = after(after(over, 'request-refund', {}, consultant), 'approve-refund')
  expect(balanceOf(after(approved, 'pay-refund', {}, finance))).toMatchObject({ creditMinor: 0, dueMinor: 0 })
})

test('money that is promised or given back is not reversed from under it; a reversed refund is owed again', () => {
  const asked = after(deposited(), 'request-refund', {}, consultant)
  expect(attempt(asked, 'reverse-payment', {}, finance).refusal?.code).toBe('payment.refund-open')
  const paid = after(after(asked, 'approve-refund'), 'pay-refund', {}, finance)
  const payment = paid.payments[0]!
  expect(attempt(paid, 'reverse-payment', { paymentId: payment.id }, finance).refusal?.code).toBe(
    'payment.refund-open',
  )
  const bounced = after(paid, 'reverse-payment', { paymentId: paid.payments.at(-1)!.id }, finance)
  expect(bounced.refunds[0]).toMatchObject({ state: 'approved', paymentId: null })
  expect(balanceOf(bounced).paidMinor).toBe(500_000)
  expect(balanceOf(after(bounced, 'pay-refund', {}, finance)).paidMinor).toBe(0)
})

test('nobody signs past an open refund; a refused one no longer stands in the way', () => {
  const asked = after(deposited(), 'request-refund', {}, consultant)
  expect(attempt(asked, 'sign-contract').refusal?.code).toBe('refund.open')
  expect(after(after(asked, 'refuse-refund'), 'sign-contract').contract).not.toBeNull()
})

test('a cancellation’s disposal is decided by another manager, and proposed anew after a refusal', () => {
  const paid = after(contracted(), 'record-payment', { purpose: 'deposit', amountMinor: 2_000_000 })
  const cancelled = after(paid, 'cancel-sale', { defaultingParty: 'buyer' }, salesManager)
  expect(cancelled.refunds).toMatchObject([{ purpose: 'cancellation', state: 'pending', amountMinor: 0 }])
  expect(attempt(cancelled, 'approve-refund', {}, salesManager).refusal?.code).toBe('refund.own-request')
  expect(attempt(cancelled, 'request-refund').refusal?.code).toBe('refund.open')
  const refused = after(cancelled, 'refuse-refund')
  expect(attempt(refused, 'request-refund', { defaultingParty: null }).refusal?.code).toBe(
    'refund.party-missing',
  )
  const anew = after(refused, 'request-refund', { defaultingParty: 'dealer' }, salesManager)
  expect(anew.cancellation).toMatchObject({ disposition: 'returned-double', refundMinor: 4_000_000 })
  const approved = after(anew, 'approve-refund')
  expect(attempt(approved, 'refuse-refund').refusal?.code).toBe('refund.none')
  expect(balanceOf(after(approved, 'pay-refund', {}, finance)).paidMinor).toBe(-2_000_000)
})

test('a kept deposit is done with the decision: nothing is left to pay', () => {
  const paid = after(contracted(), 'record-payment', { purpose: 'deposit', amountMinor: 2_000_000 })
  const cancelled = after(paid, 'cancel-sale', { defaultingParty: 'buyer' }, salesManager)
  const kept = after(cancelled, 'approve-refund')
  expect(kept.refunds[0]).toMatchObject({ state: 'done', paymentId: null })
  expect(attempt(kept, 'pay-refund', { refundId: kept.refunds[0]!.id }, finance).refusal?.code).toBe(
    'refund.already-paid',
  )
  expect(balanceOf(kept).paidMinor).toBe(2_000_000)
})

test('a refund of before that comes back after the cancellation is owed beside its disposal', () => {
  const back = after(
    after(deposited(), 'request-refund', { amountMinor: 200_000 }, consultant),
    'approve-refund',
  )
  const refunded = after(back, 'pay-refund', {}, finance)
  const cancelled = after(after(refunded, 'sign-contract'), 'cancel-sale', {}, salesManager)
  const returned = after(
    cancelled,
    'reverse-payment',
    { paymentId: refunded.refunds[0]!.paymentId! },
    finance,
  )
  const anew = after(
    after(returned, 'refuse-refund', { refundId: returned.refunds[1]!.id }),
    'request-refund',
    { defaultingParty: 'none' },
    salesManager,
  )
  expect(anew.refunds.at(-1)?.amountMinor).toBe(300_000)
  const approved = after(anew, 'approve-refund', { refundId: anew.refunds.at(-1)!.id })
  const once = after(approved, 'pay-refund', {}, finance)
  expect(balanceOf(after(once, 'pay-refund', {}, finance)).paidMinor).toBe(0)
})

interface Money {
  before: number
  type: DepositType
  deposit: number
  paid: number
  party: DefaultingParty
  refusals: DefaultingParty[]
}

const money: fc.Arbitrary<Money> = fc.record({
  before: fc.nat(3_000_000),
  type: fc.constantFrom<DepositType>('earnest-money', 'prepayment'),
  deposit: fc.nat(6_000_000),
  paid: fc.nat(30_000_000),
  party: fc.constantFrom<DefaultingParty>('buyer', 'dealer', 'none'),
  refusals: fc.array(fc.constantFrom<DefaultingParty>('buyer', 'dealer', 'none'), { maxLength: 3 }),
})

test(`every cancelled sale has its money disposed of exactly once (seed ${seed})`, () => {
  let disposed = 0
  fc.assert(
    fc.property(money, plan => {
      const cancelled = cancelledBy(plan)
      const heldMinor = balanceOf(cancelled).paidMinor
      let sale = cancelled
      if (heldMinor === 0) {
        expect(sale.refunds.filter(each => each.state !== 'done')).toEqual([])
        return
      }
      for (const party of plan.refusals) {
        sale = after(after(sale, 'refuse-refund'), 'request-refund', { defaultingParty: party }, salesManager)
      }
      sale = after(sale, 'approve-refund')
      const refund = sale.refunds.at(-1)!
      if (refund.amountMinor > 0) {
        sale = after(sale, 'pay-refund', {}, finance)
        sale = after(sale, 'reverse-payment', { paymentId: sale.refunds.at(-1)!.paymentId! }, finance)
        sale = after(sale, 'pay-refund', {}, finance)
      }
      disposed += 1
      const last = plan.refusals.at(-1) ?? plan.party
      const earnest = earnestHeld(cancelled, heldMinor)
      const kept = last === 'buyer' ? earnest : 0
      const doubled = last === 'dealer' ? earnest : 0
      // The ledger ends at what is kept, or at what the dealer pays on top; else at nothing.
      expect(balanceOf(sale).paidMinor).toBe(kept - doubled)
      expect(
        sale.refunds.filter(each => each.purpose === 'cancellation' && each.state === 'done').length,
      ).toBe(1)
      for (const kind of ['request-refund', 'approve-refund', 'refuse-refund', 'pay-refund'] as const)
        expect(attempt(sale, kind, {}, { actor: people.dealerManager }).refusal, kind).toBeDefined()
    }),
    { seed, numRuns: 300 },
  )
  expect(disposed).toBeGreaterThan(100)
})

/** What was paid as a deposit and is held, up to a fifth of the price, where it is earnest money. */
function earnestHeld(sale: Sale, heldMinor: number): number {
  if (sale.contract?.depositType !== 'earnest-money') return 0
  const deposits = sale.payments.filter(each => each.purpose === 'deposit')
  const taken = deposits.reduce((sum, each) => sum + each.amountMinor, 0)
  return Math.min(sale.contract.depositMinor, priceMinor / 5, taken, heldMinor)
}

/** Money before the contract, some of it given back again, a contract, more money, and the end. */
function cancelledBy({ before, type, deposit, paid, party }: Money): Sale {
  let sale = opened()
  if (before > 0) sale = after(sale, 'record-payment', { purpose: 'deposit', amountMinor: before }, finance)
  if (before > 2_000_000) {
    const back = { amountMinor: Math.min(refundableMinor(sale), 1_000_000) }
    sale = after(after(sale, 'request-refund', back, consultant), 'approve-refund')
    sale = after(sale, 'pay-refund', {}, finance)
  }
  sale = after(sale, 'sign-contract', { depositType: type, depositMinor: deposit })
  if (deposit > 0)
    sale = after(
      sale,
      'record-payment',
      { paymentId: newId(), purpose: 'deposit', amountMinor: deposit },
      finance,
    )
  if (paid > 0) sale = after(sale, 'record-payment', { purpose: 'balance', amountMinor: paid }, finance)
  return after(sale, 'cancel-sale', { defaultingParty: party }, salesManager)
}
