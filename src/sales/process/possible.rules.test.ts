import { expect, test } from 'vitest'
import type { Actor } from './action.contract.ts'
import { defaultDefinition } from './default-definition.rules.ts'
import { possibleActions } from './possible.rules.ts'
import type { Sale } from './sale.contract.ts'
import { after, contracted, deliverable, noon, opened, people } from './sale.fixtures.ts'

function possibleKinds(sale: Sale | null, actor: Actor): string[] {
  return possibleActions(defaultDefinition, sale, actor, noon)
    .filter(({ possible }) => possible)
    .map(({ kind, item }) => (item ? `${kind} ${item}` : kind))
}

test('a consultant at the start of an own sale', () => {
  expect(possibleKinds(opened(), people.consultant)).toEqual([
    'plan-follow-up',
    'complete-follow-up',
    'write-note',
    'record-contact',
    'record-showing',
    'book-test-drive',
    'draft-quote',
    'reserve-car',
    'sign-contract',
    'join-waitlist',
    'propose-loss',
  ])
})

test('each role finds its own part of an order', () => {
  expect(possibleKinds(contracted(), people.keeper)).toEqual([
    'write-note',
    'unmatch-car',
    'mark-item pdi',
    'mark-item certificate',
    'prepare-delivery',
  ])
  expect(possibleKinds(contracted(), people.finance)).toEqual([
    'write-note',
    'record-payment',
    'mark-item invoice',
    'prepare-delivery',
  ])
  expect(possibleKinds(contracted(), people.adviser)).toEqual(['write-note', 'record-contact'])
  expect(possibleKinds(contracted(), people.salesManager)).toEqual([
    'plan-follow-up',
    'complete-follow-up',
    'write-note',
    'record-contact',
    'swap-car',
    'unmatch-car',
    'agree-addendum',
    'mark-item documents',
    'book-delivery',
    'prepare-delivery',
    'inspect-car',
    'cancel-sale',
    'assign-owner',
  ])
})

test('that a delivery was a mistake is for managers to say, after the hand-over too', () => {
  const delivered = after(deliverable(), 'deliver')
  const handed = after(delivered, 'hand-over')
  for (const sale of [delivered, handed]) {
    expect(possibleKinds(sale, people.salesManager)).toContain('take-back-delivery')
    expect(possibleKinds(sale, people.consultant)).not.toContain('take-back-delivery')
  }
  expect(possibleKinds(handed, people.salesManager)).toEqual([
    'write-note',
    'record-contact',
    'complete-reminder',
    'take-back-delivery',
    'assign-owner',
  ])
})

test('what is not possible says why', () => {
  const found = possibleActions(defaultDefinition, contracted(), people.consultant, noon)
  const deliver = found.find(({ kind }) => kind === 'deliver')
  expect(deliver).toMatchObject({ possible: false, refusal: { code: 'delivery.item-open' } })
  const cancel = found.find(({ kind }) => kind === 'cancel-sale')
  expect(cancel).toMatchObject({
    possible: false,
    refusal: { code: 'sale.forbidden', owes: [{ item: 'cancel-sale', role: 'sales-manager' }] },
  })
})

test('a draft over the limit says so before anyone tries', () => {
  const draft = after(opened(), 'draft-quote', { discountMinor: 1_000_000 })
  const send = possibleActions(defaultDefinition, draft, people.consultant, noon).find(
    ({ kind }) => kind === 'send-quote',
  )
  expect(send).toMatchObject({ refusal: { code: 'quote.over-limit', owes: [{ role: 'sales-manager' }] } })
})

test('before a sale there is only its opening', () => {
  expect(possibleKinds(null, people.consultant)).toEqual(['open-inquiry'])
  expect(possibleKinds(null, people.finance)).toEqual([])
})
