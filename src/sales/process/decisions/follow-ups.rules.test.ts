import { expect, test } from 'vitest'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, contracted, later, newId, noon, opened, people } from '../sale.fixtures.ts'

test('a done follow-up leaves the next one, due by the new level', () => {
  const sale = opened()
  const outcome = attempt(sale, 'complete-follow-up', { intentLevel: 'H' }, { now: later(48) })
  expect(outcome.sale).toMatchObject({
    intentLevel: 'H',
    followUp: { dueOn: '2026-03-06' },
    contactedAt: later(48).at,
    stage: 'inquiry',
  })
})

test('the date that a person gives comes before the default', () => {
  const sale = after(opened(), 'complete-follow-up', { next: { id: newId(), dueOn: '2026-03-20' } })
  expect(sale.followUp?.dueOn).toBe('2026-03-20')
})

test('"today" is the store’s day', () => {
  const lateEvening = { ...noon, at: '2026-03-02T16:30:00.000Z' } // 00:30 on the 3rd in Shanghai
  const followUp = { id: newId(), dueOn: '2026-03-02' }
  expect(attempt(opened(), 'plan-follow-up', { followUp }, { now: lateEvening }).refusal?.code).toBe(
    'follow-up.due-in-past',
  )
})

test('only the follow-up that is due can be done, with a known result', () => {
  expect(attempt(opened(), 'complete-follow-up', { followUpId: newId() }).refusal?.code).toBe(
    'follow-up.unknown',
  )
  expect(attempt(opened(), 'complete-follow-up', { result: 'sang' }).refusal).toMatchObject({
    code: 'sale.code-unknown',
    field: 'result',
  })
})

test('a customer who is still deciding is not left without a next contact', () => {
  const sale = opened()
  expect(attempt(sale, 'complete-follow-up', { next: null }).refusal?.code).toBe('follow-up.next-required')
  const givenUp = after(sale, 'propose-loss')
  const without = after(givenUp, 'complete-follow-up', { next: null })
  expect(without.followUp).toBeNull()
  expect(attempt(without, 'complete-follow-up').refusal?.code).toBe('follow-up.none-due')
  expect(after(contracted(), 'complete-follow-up', { next: null }).followUp).toBeNull()
  const process = { ...defaultDefinition, nextFollowUpRequired: false }
  expect(after(sale, 'complete-follow-up', { next: null }, { process }).followUp).toBeNull()
})

test('a new plan takes the place of the old one', () => {
  const followUp = { id: newId(), dueOn: '2026-04-01' }
  const sale = after(opened(), 'plan-follow-up', { followUp, intentLevel: 'B' })
  expect(sale).toMatchObject({ followUp: { id: followUp.id, dueOn: '2026-04-01' }, intentLevel: 'B' })
})

test('a colleague does not follow up on what is not theirs', () => {
  const colleague = { actor: people.colleague }
  expect(attempt(opened(), 'plan-follow-up', {}, colleague).refusal).toMatchObject({
    code: 'sale.forbidden',
    owes: [{ item: 'plan-follow-up', role: 'consultant' }],
  })
})
