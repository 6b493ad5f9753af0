import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  addOrganisation,
  addPerson,
  type Browser,
  type NetworkServer,
  signedIn,
  startNetworkServer,
  type TestNode,
} from '../testing/network-server.ts'
import type { Staff } from './staff.contract.ts'

let server: NetworkServer
let maker: TestNode
let administrator: Browser
let administratorId: string

beforeAll(async () => {
  server = await startNetworkServer()
  maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  administratorId = await addPerson(server, {
    username: 'admin',
    organisationId: maker.id,
    roles: ['administrator'],
  })
  administrator = await signedIn(server, 'admin')
})
afterAll(() => server.close())

async function read(id: string): Promise<Staff> {
  return (await administrator.send('GET', `/api/staff/${id}`)).body as Staff
}

function at(version: number) {
  return { 'if-match': `"${version}"` }
}

function code(answer: Answer) {
  return (answer.body as { code?: string }).code
}

describe('the last administrator', () => {
  test('can neither leave nor lose the role', async () => {
    const person = await read(administratorId)
    const leave = await administrator.send(
      'POST',
      `/api/staff/${administratorId}/deactivation`,
      undefined,
      at(person.version),
    )
    expect(code(leave)).toBe('staff.last-administrator')
    const roles = await administrator.send(
      'PUT',
      `/api/staff/${administratorId}/roles`,
      { roles: [] },
      at(person.version),
    )
    expect(code(roles)).toBe('staff.last-administrator')
    expect((await administrator.send('GET', '/api/me')).status).toBe(200)
  })

  test('stays when two remove each other at once', async () => {
    const second = await addPerson(server, {
      username: 'admin2',
      organisationId: maker.id,
      roles: ['administrator'],
    })
    const other = await signedIn(server, 'admin2')
    const first = await read(administratorId)
    const answers = await Promise.all([
      administrator.send('POST', `/api/staff/${second}/deactivation`, undefined, at(1)),
      other.send('POST', `/api/staff/${administratorId}/deactivation`, undefined, at(first.version)),
    ])
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
    const { rows } = await countAdministrators()
    expect(rows).toBe(1)
  })
})

async function countAdministrators() {
  const rows = await server.owner
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .where('role', '=', 'administrator')
    .where('staff_roles.organisation_id', '=', maker.id)
    .where('deactivated_at', 'is', null)
    .select('staff.id')
    .execute()
  return { rows: rows.length }
}
