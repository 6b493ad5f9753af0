import { expect, test } from 'vitest'
import { decide } from '../decide.rules.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import { balanceOf } from '../ledger.rules.ts'
import {
  after,
  attempt,
  contracted,
  newId,
  noon,
  opened,
  people,
  priceMinor,
  sample,
} from '../sale.fixtures.ts'

const finance = { actor: people.finance }

test('payments come in parts until nothing is due', () => {
  const part = after(contracted(), 'record-payment', { amountMinor: 5_000_000 }, finance)
  expect(balanceOf(part)).toEqual({
    paidMinor: 5_000_000,
    depositMinor: 0,
    dueMinor: 15_000_000,
    creditMinor: 0,
  })
  expect(balanceOf(after(part, 'record-payment', { amountMinor: 15_000_000 }))).toMatchObject({ dueMinor: 0 })
})

test('what is paid too much is a visible credit, with a warning', () => {
  const sale = contracted([], priceMinor)
  const action = sample('record-payment', sale, { amountMinor: 1 })
  expect(decide(defaultDefinition, sale, action, noon)).toMatchObject({
    warnings: [{ code: 'payment.overpaid', facts: { creditMinor: 1 } }],
  })
  expect(balanceOf(after(sale, 'record-payment', { amountMinor: 1 }))).toMatchObject({
    dueMinor: 0,
    creditMinor: 1,
  })
})

test('a reversal is a line of its own, once for each payment', () => {
  const paid = after(contracted(), 'record-payment', { amountMinor: 300 }, finance)
  const paymentId = paid.payments[0]!.id
  const reversed = after(paid, 'reverse-payment', { paymentId }, finance)
  expect(reversed.payments).toMatchObject([
    { id: paymentId, amountMinor: 300, reverses: null },
    { purpose: 'reversal', amountMinor: -300, reverses: paymentId },
  ])
  expect(balanceOf(reversed)).toMatchObject({ paidMinor: 0, dueMinor: priceMinor })
  expect(attempt(reversed, 'reverse-payment', { paymentId }).refusal?.code).toBe('payment.none')
  const again = after(reversed, 'record-payment', { amountMinor: 1 })
  expect(attempt(again, 'reverse-payment', { paymentId }).refusal?.code).toBe('payment.already-reversed')
  const reversal = again.payments.find(payment => payment.reverses)!.id
  expect(attempt(again, 'reverse-payment', { paymentId: reversal }).refusal?.code).toBe('payment.unknown')
})

test('money is taken by those who may, in the sale’s currency, by a known method', () => {
  const refusals = [
    attempt(contracted(), 'record-payment', {}, { actor: people.consultant }),
    attempt(contracted(), 'record-payment', {}, { actor: people.salesManager }),
    attempt(contracted(), 'record-payment', { amountMinor: 0 }),
    attempt(contracted(), 'record-payment', { currency: 'GBP' }),
    attempt(contracted(), 'record-payment', { method: 'shells' }),
    attempt(opened(), 'record-payment', { purpose: 'balance' }),
    attempt(opened(), 'reverse-payment'),
    attempt(after(opened(), 'record-payment'), 'reverse-payment', { paymentId: newId() }),
  ]
  expect(refusals.map(each => each.refusal?.code)).toEqual([
    'sale.forbidden',
    'sale.forbidden',
    'payment.amount-zero',
    'sale.currency-differs',
    'sale.code-unknown',
    'contract.missing',
    'payment.none',
    'payment.unknown',
  ])
})

test('a deposit may come before the contract', () => {
  expect(balanceOf(after(opened(), 'record-payment'))).toEqual({
    paidMinor: 1_000_000,
    depositMinor: 1_000_000,
    dueMinor: null,
    creditMinor: 0,
  })
})
