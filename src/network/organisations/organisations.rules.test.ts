import { expect, test } from 'vitest'
import { organisationKinds } from './organisations.contract.ts'
import { mayBeRoot, mayHangUnder } from './organisations.rules.ts'

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
