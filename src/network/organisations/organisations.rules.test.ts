import { expect, test } from 'vitest'
import { organisationKinds } from './organisations.contract.ts'
import { atOrBelow, mayBeRoot, mayHangUnder } from './organisations.rules.ts'

test('the order is manufacturer, region, group, dealer; levels may be left out', () => {
  const pairs = organisationKinds.flatMap(parent =>
    organisationKinds.filter(kind => mayHangUnder(kind, parent)).map(kind => `${parent} → ${kind}`),
  )
  expect(pairs).toEqual([
    'manufacturer → region',
    'manufacturer → group',
    'manufacturer → dealer',
    'region → group',
    'region → dealer',
    'group → dealer',
  ])
})

test('the root is a manufacturer or one store by itself', () => {
  expect(organisationKinds.filter(mayBeRoot)).toEqual(['manufacturer', 'dealer'])
})

test('what is at or below a node is its subtree and nothing beside it', () => {
  const node = (id: string, parentId: string | null) => ({ id, parentId })
  const tree = [node('m', null), node('r1', 'm'), node('r2', 'm'), node('d1', 'r1'), node('d2', 'r2')]
  expect(atOrBelow(tree, 'r1')).toEqual(['r1', 'd1'])
  expect(atOrBelow(tree, 'd2')).toEqual(['d2'])
  expect(atOrBelow(tree, 'm')).toHaveLength(5)
})
