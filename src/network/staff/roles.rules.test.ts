import { describe, expect, test } from 'vitest'
import { roles } from '../../platform/permissions.ts'
import { type Held, mayGrant, mayManage, rolesAt, storeRoles } from './roles.rules.ts'

const store = 'store'
const region = 'region'
const administrator: Held[] = [{ role: 'administrator', organisationIds: [region, store] }]
const storeManager: Held[] = [{ role: 'dealer-manager', organisationIds: [store] }]

describe('granting', () => {
  test('an administrator grants any role at or below the node, none elsewhere', () => {
    for (const role of roles) {
      expect(mayGrant(administrator, { role, organisationId: store })).toBe(true)
      expect(mayGrant(administrator, { role, organisationId: 'elsewhere' })).toBe(false)
    }
  })

  test('a store manager grants the roles of the store and none above', () => {
    for (const role of roles)
      expect(mayGrant(storeManager, { role, organisationId: store })).toBe(
        (storeRoles as readonly string[]).includes(role),
      )
    expect(mayGrant(storeManager, { role: 'consultant', organisationId: region })).toBe(false)
  })

  test('nobody else grants anything', () => {
    for (const role of roles.filter(each => each !== 'administrator' && each !== 'dealer-manager'))
      expect(
        mayGrant([{ role, organisationIds: [store] }], { role: 'consultant', organisationId: store }),
      ).toBe(false)
  })
})

test('who holds more than you could grant is not yours to change', () => {
  expect(mayManage(storeManager, [{ role: 'consultant', organisationId: store }])).toBe(true)
  expect(
    mayManage(storeManager, [
      { role: 'consultant', organisationId: store },
      { role: 'administrator', organisationId: store },
    ]),
  ).toBe(false)
  expect(mayManage(storeManager, [])).toBe(true)
})

test('every role can be held somewhere', () => {
  const somewhere = (['manufacturer', 'region', 'group', 'dealer'] as const).flatMap(rolesAt)
  expect(new Set(somewhere)).toEqual(new Set(roles))
})
