import { expect, test } from 'vitest'
import type { Role } from '../../permissions.ts'
import type { Actor } from '../actor.ts'
import { heardTopics } from './heard.ts'

const actor = (role: Role, dealerIds: string[]): Actor => ({
  staffId: 'me',
  organisationId: dealerIds[0] ?? 'none',
  sessionId: 's',
  apiKeyId: null,
  apiScopes: null,
  locale: 'en',
  assignments: [{ role, organisationId: dealerIds[0] ?? 'none', organisationIds: dealerIds, dealerIds }],
})
const change = { dealerId: 'd1', topics: ['sales', 'sales:x', 'staff', 'saved-views'] }
const watched = (ownerId: string | null, delivered = false) => new Map([['sales:x', { ownerId, delivered }]])
const hear = (who: Actor, known = watched('me')) => heardTopics(change, who, ['d1', 'd2'], known)

test('a manager hears of every record of the store, and nothing of another store', () => {
  expect(hear(actor('dealer-manager', ['d1']), watched('other'))).toEqual(change.topics)
  expect(hear(actor('dealer-manager', ['d2']))).toEqual([])
})

test('a consultant hears that the list changed, and by id only of their own', () => {
  expect(hear(actor('consultant', ['d1']))).toContain('sales:x')
  expect(hear(actor('consultant', ['d1']), watched('colleague'))).toEqual(['sales', 'staff', 'saved-views'])
  expect(hear(actor('consultant', ['d1']), new Map())).not.toContain('sales:x')
})

test('a service adviser hears by id of delivered sales alone', () => {
  expect(hear(actor('service-adviser', ['d1']), watched('other', true))).toContain('sales:x')
  expect(hear(actor('service-adviser', ['d1']), watched('me', false))).not.toContain('sales:x')
})

test('who may not read a noun does not hear of it', () => {
  expect(hear(actor('analyst', ['d1']))).toEqual(['saved-views'])
  expect(
    heardTopics(
      { dealerId: 'd1', topics: ['secrets', 'access:me'] },
      actor('administrator', ['d1']),
      [],
      new Map(),
    ),
  ).toEqual([])
})

test('a key that is limited to some nouns hears of those alone', () => {
  const key = { ...actor('dealer-manager', ['d1']), apiScopes: ['vehicles:read'] }
  expect(heardTopics({ dealerId: 'd1', topics: ['sales', 'vehicles'] }, key, ['d1'], new Map())).toEqual([
    'vehicles',
  ])
})

test('a store with too many changes asks its own people to read again, and nobody else', () => {
  const much = { dealerId: 'd1', topics: ['*'] }
  expect(heardTopics(much, actor('consultant', ['d1']), [], new Map())).toEqual(['*'])
  expect(heardTopics(much, actor('dealer-manager', ['d2']), [], new Map())).toEqual([])
})

test('a gap asks everybody to read again', () => {
  expect(heardTopics({ dealerId: '*', topics: ['*'] }, actor('analyst', ['d2']), [], new Map())).toEqual([
    '*',
  ])
})
