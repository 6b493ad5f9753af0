import { expect, test } from 'vitest'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { after, noon, opened, people } from '../process/sale.fixtures.ts'
import { nextActions } from './next-actions.rules.ts'

const next = (sale: Parameters<typeof nextActions>[1], actor = people.consultant) =>
  nextActions(defaultDefinition, sale, actor, noon)
const consultant = { actor: people.consultant }

test('a draft over the limit asks for approval first, and nobody is led past it to a contract', () => {
  const over = after(opened(), 'draft-quote', { discountMinor: 1_500_000 }, consultant)
  expect(next(over)[0]).toBe('request-approval')
  expect(next(over)).not.toContain('sign-contract')
  const asked = after(over, 'request-approval', {}, consultant)
  expect(next(asked)).not.toContain('sign-contract')
  expect(next(asked, people.salesManager)[0]).toBe('give-approval')
  const given = after(asked, 'give-approval', {}, { actor: people.salesManager })
  expect(next(given)[0]).toBe('send-quote')
  expect(next(after(given, 'send-quote', {}, consultant))[0]).toBe('sign-contract')
})

test('a counter-offer is the next thing to take', () => {
  const over = after(opened(), 'draft-quote', { discountMinor: 1_500_000 }, consultant)
  const offered = after(after(over, 'request-approval', {}, consultant), 'counter-offer')
  expect(next(offered)[0]).toBe('accept-counter-offer')
})

test('what a cancellation leaves is decided and paid before anything else', () => {
  const paid = after(after(opened(), 'sign-contract'), 'record-payment', { amountMinor: 500_000 })
  const cancelled = after(paid, 'cancel-sale', {}, { actor: people.salesManager })
  expect(next(cancelled, people.dealerManager)).toEqual(['approve-refund'])
  expect(next(after(cancelled, 'approve-refund'), people.finance)).toEqual(['pay-refund'])
})
