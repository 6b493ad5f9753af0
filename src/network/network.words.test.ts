import { expect, test } from 'vitest'
import { permissions } from '../platform/permissions.ts'
import { networkEn, networkZh } from './network.words.ts'
import { organisationKinds } from './organisations/organisations.contract.ts'

const grants = Object.values(permissions)
const nouns = new Set(grants.flatMap(grant => Object.keys(grant)))
const verbs = new Set(grants.flatMap(grant => Object.values(grant).flatMap(verb => Object.keys(verb))))

test('every noun and verb that a role may be granted has words in both languages', () => {
  for (const { noun, verb } of [networkZh, networkEn]) {
    expect([...nouns].filter(each => !(each in noun))).toEqual([])
    expect([...verbs].filter(each => !(each in verb))).toEqual([])
  }
})

test('every kind of organisation has words in both languages', () => {
  for (const { organisation } of [networkZh, networkEn])
    expect(Object.keys(organisation.kind).sort()).toEqual([...organisationKinds].sort())
})
