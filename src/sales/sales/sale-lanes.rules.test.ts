import { expect, test } from 'vitest'
import type { Scope } from '../../platform/server/scope.ts'
import { stageCodes } from '../process/sale.contract.ts'
import { lanesOf } from './sale-lanes.rules.ts'

const scope = (reach: Partial<Scope>): Scope => ({
  staffId: 'me',
  all: [],
  own: [],
  delivered: [],
  rolesAt: new Map(),
  ...reach,
})

test('a manager without a filter reads each store in one run', () => {
  expect(lanesOf(scope({ all: ['a', 'b'] }), {})).toEqual({
    store: [
      { dealerId: 'a', ownerId: null, stage: null },
      { dealerId: 'b', ownerId: null, stage: null },
    ],
  })
})

test('a consultant reads their own runs alone, whatever owner is asked for', () => {
  const own = lanesOf(scope({ own: ['a'] }), {})
  expect(own.owner?.map(lane => lane.stage)).toEqual([...stageCodes])
  expect(new Set(own.owner?.map(lane => lane.ownerId))).toEqual(new Set(['me']))
  expect(lanesOf(scope({ own: ['a'] }), { ownerId: ['colleague'] })).toEqual({})
})

test('who sees delivered cars sees after-sales alone', () => {
  expect(lanesOf(scope({ delivered: ['a'] }), {}).stage).toEqual([
    { dealerId: 'a', ownerId: null, stage: 'after-sales' },
  ])
  expect(lanesOf(scope({ delivered: ['a'] }), { stage: ['negotiation'] })).toEqual({})
})

test('a store outside the scope leaves nothing', () => {
  expect(lanesOf(scope({ all: ['a'] }), { dealerId: ['z'] })).toEqual({})
})

test('open and a stage that has ended contradict each other', () => {
  expect(lanesOf(scope({ all: ['a'] }), { open: true, stage: ['lost'] })).toEqual({})
})

test('a stage or owner asked for twice is one run', () => {
  const { owner } = lanesOf(scope({ all: ['a'] }), { ownerId: ['x', 'x'], stage: ['lost', 'lost'] })
  expect(owner).toEqual([{ dealerId: 'a', ownerId: 'x', stage: 'lost' }])
})
