import { expect, test } from 'vitest'
import { defaultDefinition } from '../default-definition.rules.ts'
import { after, attempt, opened, people } from '../sale.fixtures.ts'

test('a manager gives a sale to another owner, who may then act on it', () => {
  const colleague = { actor: people.colleague }
  expect(attempt(opened(), 'assign-owner', {}, colleague).refusal?.code).toBe('sale.forbidden')
  const given = after(opened(), 'assign-owner', {}, { actor: people.salesManager })
  expect(given.ownerId).toBe(people.colleague.id)
  expect(after(given, 'record-showing', {}, colleague).stage).toBe('showing')
  expect(attempt(given, 'record-showing', {}, { actor: people.consultant }).refusal?.code).toBe(
    'sale.forbidden',
  )
  const same = { ownerId: people.colleague.id! }
  expect(attempt(given, 'assign-owner', same).refusal?.code).toBe('sale.owner-unchanged')
})

test('a sale that is nobody’s is taken by a consultant for themselves, never for another', () => {
  const { colleague, consultant } = people
  const nobodys = { ...opened(), ownerId: null }
  const taken = after(nobodys, 'assign-owner', { ownerId: consultant.id! }, { actor: consultant })
  expect(taken.ownerId).toBe(consultant.id)
  const forAnother = attempt(nobodys, 'assign-owner', { ownerId: colleague.id! }, { actor: consultant })
  expect(forAnother.refusal).toMatchObject({ code: 'sale.forbidden', field: 'ownerId' })
  expect(
    attempt(taken, 'assign-owner', { ownerId: colleague.id! }, { actor: consultant }).refusal?.code,
  ).toBe('sale.forbidden')
})

test('a sale keeps its process until it is moved to one that has its stage', () => {
  const showing = after(opened(), 'record-showing')
  expect(attempt(showing, 'move-process', {}, { actor: people.salesManager }).refusal?.code).toBe(
    'sale.forbidden',
  )
  expect(attempt(showing, 'move-process', { target: { version: 1, stages: [] } }).refusal?.code).toBe(
    'process.unchanged',
  )
  const short = { version: 2, stages: defaultDefinition.stages.filter(stage => stage !== 'showing') }
  expect(attempt(showing, 'move-process', { target: short }).refusal?.code).toBe('process.stage-missing')
  const { sale, events } = attempt(showing, 'move-process')
  expect(sale).toMatchObject({ processVersion: 2, stage: 'showing' })
  expect(events?.[0]).toMatchObject({ processVersion: 1, facts: { version: 2, previousVersion: 1 } })
  expect(after(sale!, 'draft-quote').processVersion).toBe(2)
})
