import { expect, test } from 'vitest'
import type { Actor } from '../action.contract.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, newId, opened, people, priceMinor, uuid } from '../sale.fixtures.ts'

const consultant = { actor: people.consultant }
const salesManager = { actor: people.salesManager }
const over = (discountMinor = 1_500_000) => after(opened(), 'draft-quote', { discountMinor }, consultant)
const asked = (discountMinor?: number) => after(over(discountMinor), 'request-approval', {}, consultant)

test('an approved draft is sent by its consultant, though over their own limit', () => {
  expect(attempt(over(), 'send-quote', {}, consultant).refusal?.code).toBe('quote.over-limit')
  const given = after(asked(), 'give-approval', {}, salesManager)
  expect(given.approvals).toMatchObject([
    {
      state: 'given',
      requestedBy: people.consultant.id,
      decidedBy: people.salesManager.id,
      onBehalfOf: null,
      concessionMinor: 1_500_000,
    },
  ])
  expect(after(given, 'send-quote', {}, consultant).quotes[0]?.state).toBe('sent')
})

test('a changed draft invalidates a request and an approval', () => {
  const given = after(asked(), 'give-approval', {}, salesManager)
  const { sale, events } = attempt(given, 'revise-quote', { discountMinor: 1_550_000 }, consultant)
  expect(events?.map(event => event.action)).toEqual(['approval-lapsed', 'quote-revised'])
  expect(sale && attempt(sale, 'send-quote', {}, consultant).refusal?.code).toBe('quote.over-limit')
  const changed = after(asked(), 'revise-quote', { discountMinor: 1_550_000 }, consultant)
  const approvalId = changed.approvals[0]!.id
  expect(attempt(changed, 'give-approval', { approvalId }).refusal?.code).toBe('approval.none')
  const again = after(changed, 'request-approval', {}, consultant)
  expect(attempt(again, 'give-approval', { approvalId }).refusal?.code).toBe('approval.draft-changed')
})

test('it is decided by somebody whose limit covers it, once, and not by who asked', () => {
  const dear = asked(2_400_000)
  expect(attempt(dear, 'give-approval', {}, salesManager).refusal).toMatchObject({
    code: 'quote.over-limit',
    owes: [{ role: 'dealer-manager' }],
  })
  expect(attempt(dear, 'refuse-approval', {}, salesManager).refusal?.code).toBe('quote.over-limit')
  const ownSale = after(
    after(opened(), 'draft-quote', { discountMinor: 2_400_000 }, salesManager),
    'request-approval',
    {},
    salesManager,
  )
  const rich: Actor = { ...people.salesManager, discountLimitBps: 9_000 }
  expect(attempt(ownSale, 'give-approval', {}, { actor: rich }).refusal?.code).toBe('approval.own-request')
  const second = after(asked(), 'draft-quote', { discountMinor: 1_600_000 }, consultant)
  const both = after(second, 'request-approval', { quoteId: second.quotes[1]!.id }, consultant)
  const [first] = both.approvals
  const given = after(both, 'give-approval', { approvalId: first!.id })
  const other = { quoteId: second.quotes[1]!.id }
  expect(attempt(given, 'send-quote', other, consultant).refusal?.code).toBe('quote.over-limit')
  const once = after(both, 'refuse-approval', { approvalId: first!.id })
  expect(attempt(once, 'give-approval', { approvalId: first!.id }).refusal?.code).toBe(
    'approval.already-decided',
  )
})

test('a counter-offer is taken with one step, which revises the draft to it', () => {
  const lines = [{ kind: 'gift' as const, amountMinor: 0, costMinor: 100_000 }]
  const drafted = after(opened(), 'draft-quote', { discountMinor: 1_500_000, lines }, consultant)
  const offered = after(
    after(drafted, 'request-approval', {}, consultant),
    'counter-offer',
    { discountMinor: 900_000 },
    salesManager,
  )
  expect(attempt(offered, 'send-quote', {}, consultant).refusal?.code).toBe('quote.over-limit')
  const { sale, events } = attempt(offered, 'accept-counter-offer', { lines }, consultant)
  expect(events?.map(event => event.action)).toEqual(['quote-revised', 'counter-offer-accepted'])
  expect(sale?.quotes).toMatchObject([
    {
      state: 'draft',
      version: 1,
      discountMinor: 900_000,
      concessionMinor: 1_000_000,
      totalMinor: priceMinor - 900_000,
    },
  ])
  expect(sale && after(sale, 'send-quote', {}, consultant).quotes[0]?.state).toBe('sent')
})

test('a counter-offer keeps within the price and within the limit of who makes it', () => {
  const codes = [
    attempt(asked(), 'counter-offer', { discountMinor: priceMinor + 1 }),
    attempt(asked(), 'counter-offer', { discountMinor: 1_500_000 }),
    attempt(asked(2_400_000), 'counter-offer', { discountMinor: 1_700_000 }, salesManager),
  ].map(each => each.refusal?.code)
  expect(codes).toEqual(['quote.discount-over-price', 'approval.offer-unchanged', 'quote.over-limit'])
  const lower = after(asked(2_400_000), 'counter-offer', { discountMinor: 1_600_000 }, salesManager)
  expect(lower.approvals[0]).toMatchObject({ state: 'countered', offerMinor: 1_600_000 })
})

test('a deputy decides within the absent manager’s limit, on record, but not what that manager asked for', () => {
  const standingIn: Actor = {
    ...people.salesManager,
    deputyFor: [{ staffId: people.dealerManager.id!, roles: ['dealer-manager'], discountLimitBps: null }],
  }
  const given = after(asked(2_400_000), 'give-approval', {}, { actor: standingIn })
  expect(given.approvals[0]).toMatchObject({
    decidedBy: people.salesManager.id,
    onBehalfOf: people.dealerManager.id,
  })
  const barred: Actor = { ...people.dealerManager, discountLimitBps: 500 }
  const drafted = after(opened(), 'draft-quote', { discountMinor: 2_400_000 }, { actor: barred })
  const byAbsent = after(drafted, 'request-approval', {}, { actor: barred })
  expect(attempt(byAbsent, 'give-approval', {}, { actor: standingIn }).refusal?.code).toBe('quote.over-limit')
})

test('only what needs it is asked for, once, and withdrawn by who asked', () => {
  expect(attempt(over(), 'request-approval').refusal?.code).toBe('approval.not-needed')
  expect(attempt(opened(), 'request-approval', {}, consultant).refusal?.code).toBe('quote.none')
  expect(attempt(asked(), 'request-approval', {}, consultant).refusal?.code).toBe(
    'approval.already-requested',
  )
  expect(attempt(asked(), 'withdraw-approval', {}, salesManager).refusal?.code).toBe('approval.not-requester')
  expect(after(asked(), 'withdraw-approval', {}, consultant).approvals[0]?.state).toBe('withdrawn')
  expect(attempt(over(), 'give-approval', { approvalId: newId() }).refusal?.code).toBe('approval.none')
})

test('a limit that names a model holds for that model instead of the role’s', () => {
  const modelId = uuid(50)
  const limits = [
    ...defaultDefinition.discountLimitsBps,
    { role: 'consultant' as const, bps: 1_000, modelId },
  ]
  const process = { ...defaultDefinition, discountLimitsBps: limits }
  const setting = { ...consultant, process }
  const own = after(opened(), 'draft-quote', { discountMinor: 1_500_000, modelId }, setting)
  expect(after(own, 'send-quote', {}, setting).quotes[0]?.state).toBe('sent')
  const other = after(opened(), 'draft-quote', { discountMinor: 1_500_000, modelId: uuid(51) }, setting)
  expect(attempt(other, 'send-quote', {}, setting).refusal?.code).toBe('quote.over-limit')
})

test('of several roles the largest limit holds', () => {
  const both: Actor = { ...people.consultant, roles: ['consultant', 'sales-manager'] }
  expect(attempt(over(), 'send-quote', {}, { actor: both }).sale?.quotes[0]?.state).toBe('sent')
  expect(attempt(over(), 'send-quote', {}, consultant).refusal?.code).toBe('quote.over-limit')
})

test('what waits lapses when the sale goes on without it', () => {
  const sent = attempt(asked(), 'send-quote')
  expect(sent.events?.map(event => event.action)).toEqual(['approval-lapsed', 'quote-sent'])
  const lost = after(after(asked(), 'propose-loss'), 'confirm-loss')
  expect(lost.approvals[0]?.state).toBe('lapsed')
  expect(after(asked(), 'sign-contract').approvals[0]?.state).toBe('lapsed')
})
