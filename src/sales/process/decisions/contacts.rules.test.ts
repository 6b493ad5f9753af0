import { expect, test } from 'vitest'
import { addDays } from '../../../platform/business-date.ts'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, contracted, deliverable, newId, noon, opened, people } from '../sale.fixtures.ts'

const today = '2026-03-02'

test('a note stays at its stage, says nothing of a contact and holds no text', () => {
  const outcome = attempt(opened(), 'write-note', {}, { actor: people.consultant })
  expect(outcome.events?.map(({ action, facts }) => [action, Object.keys(facts)])).toEqual([
    ['note-written', ['v', 'noteId']],
  ])
  expect(outcome.sale).toMatchObject({ stage: 'inquiry', contactedAt: null })
})

test('whoever works on a sale writes notes on it, a colleague does not', () => {
  for (const actor of [people.consultant, people.finance, people.keeper, people.adviser, people.salesManager])
    expect(attempt(contracted(), 'write-note', {}, { actor }).refusal).toBeUndefined()
  expect(attempt(opened(), 'write-note', {}, { actor: people.colleague }).refusal?.code).toBe(
    'sale.forbidden',
  )
})

test('a lost sale is written on, and called no more', () => {
  const lost = after(after(opened(), 'propose-loss'), 'confirm-loss')
  expect(attempt(lost, 'write-note').sale?.stage).toBe('lost')
  expect(attempt(lost, 'record-contact').refusal).toMatchObject({ code: 'sale.closed' })
})

test('a call that was answered is a contact, one that was not is none', () => {
  expect(after(opened(), 'record-contact', { result: 'reached' }).contactedAt).toBe(noon.at)
  expect(after(opened(), 'record-contact', { result: 'call-back' }).contactedAt).toBe(noon.at)
  expect(after(opened(), 'record-contact', { result: 'no-answer' }).contactedAt).toBeNull()
})

test('a call leaves the planned follow-up alone, or plans the next by the level it brings', () => {
  const sale = opened()
  expect(after(sale, 'record-contact').followUp).toEqual(sale.followUp)
  const next = { id: newId(), dueOn: null }
  const called = after(sale, 'record-contact', { intentLevel: 'H', next })
  expect(called.intentLevel).toBe('H')
  expect(called.followUp).toEqual({ id: next.id, dueOn: addDays(today, defaultDefinition.followUpDays.H) })
  const past = attempt(sale, 'record-contact', { next: { id: newId(), dueOn: '2026-03-01' } })
  expect(past.refusal).toMatchObject({ code: 'follow-up.due-in-past', field: 'dueOn' })
})

test('after the hand-over a call is recorded, and plans nothing', () => {
  const sold = after(after(deliverable(), 'deliver'), 'hand-over')
  const adviser = { actor: people.adviser }
  expect(attempt(sold, 'record-contact', {}, adviser).sale?.stage).toBe('after-sales')
  const next = { id: newId(), dueOn: null }
  expect(attempt(sold, 'record-contact', { next }, adviser).refusal).toMatchObject({
    code: 'sale.closed',
    field: 'next',
  })
})
