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
import type { Organisation } from './organisations.contract.ts'

let server: NetworkServer
let maker: TestNode
let east: TestNode
let west: TestNode
let administrator: Browser
let eastAdministrator: Browser

beforeAll(async () => {
  server = await startNetworkServer()
  maker = await addOrganisation(server, 'manufacturer', 'HQ', null)
  east = await addOrganisation(server, 'region', 'EAST', maker)
  west = await addOrganisation(server, 'region', 'WEST', maker)
  await addPerson(server, { username: 'admin', organisationId: maker.id, roles: ['administrator'] })
  await addPerson(server, { username: 'east.admin', organisationId: east.id, roles: ['administrator'] })
  administrator = await signedIn(server, 'admin')
  eastAdministrator = await signedIn(server, 'east.admin')
})
afterAll(() => server.close())

function create(by: Browser, parent: TestNode, kind: string, code: string, more = {}) {
  const body = { parentId: parent.id, kind, code, nameZh: `${code} 店`, nameEn: `${code} store`, ...more }
  return by.send('POST', '/api/organisations', body)
}

async function made(by: Browser, parent: TestNode, kind: string, code: string): Promise<TestNode> {
  const answer = await create(by, parent, kind, code)
  expect(answer.status).toBe(201)
  const { id } = answer.body as { id: string }
  return { id, ancestorIds: [...parent.ancestorIds, id] }
}

async function tree(by = administrator): Promise<Organisation[]> {
  return ((await by.send('GET', '/api/organisations')).body as { items: Organisation[] }).items
}

function problemOf(answer: Answer) {
  return (answer.body as { code?: string }).code
}

async function pathOf(id: string): Promise<string[]> {
  const row = await server.owner
    .selectFrom('organisations')
    .select('ancestor_ids')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.ancestor_ids
}

describe('adding an organisation', () => {
  test('takes time zone and currency from above unless it has its own', async () => {
    await create(administrator, west, 'dealer', 'KASHGAR', { timeZone: 'Asia/Urumqi' })
    const found = (await tree()).find(each => each.code === 'KASHGAR')
    expect(found).toMatchObject({ timeZone: 'Asia/Urumqi', currency: 'CNY', ownCurrency: null, version: 1 })
  })

  test('keeps to the order of kinds, to the own node, and to one code each', async () => {
    expect(problemOf(await create(administrator, east, 'manufacturer', 'M2'))).toBe('organisation.wrong-kind')
    expect(problemOf(await create(eastAdministrator, west, 'dealer', 'W1'))).toBe('request.not-found')
    expect(problemOf(await create(eastAdministrator, maker, 'dealer', 'W2'))).toBe('request.not-found')
    expect(problemOf(await create(administrator, east, 'dealer', 'east'))).toBe('organisation.code-taken')
    const bad = await create(administrator, east, 'dealer', 'W3', { timeZone: 'Mars/Olympus' })
    expect(bad.status).toBe(422)
    expect((await tree()).map(each => each.code)).not.toEqual(
      expect.arrayContaining(['M2', 'W1', 'W2', 'W3']),
    )
  })

  test('widens the reach of those above from their next request on', async () => {
    const store = await made(administrator, east, 'dealer', 'E9')
    const me = await eastAdministrator.send('GET', '/api/me')
    expect((me.body as { dealers: { id: string }[] }).dealers.map(each => each.id)).toContain(store.id)
  })
})

describe('moving an organisation', () => {
  test('takes everything below along, keeps the date, and moves the reach with it', async () => {
    const group = await made(administrator, east, 'group', 'G1')
    const store = await made(administrator, group, 'dealer', 'G1-S1')
    await addPerson(server, { username: 'west.boss', organisationId: west.id, roles: ['region-manager'] })
    const boss = await signedIn(server, 'west.boss')
    const reach = async () =>
      ((await boss.send('GET', '/api/me')).body as { dealers: { id: string }[] }).dealers.map(each => each.id)
    expect(await reach()).not.toContain(store.id)
    const moved = await administrator.send(
      'POST',
      `/api/organisations/${group.id}/move`,
      { parentId: west.id },
      { 'if-match': '"1"' },
    )
    expect(moved).toMatchObject({ status: 200, body: { id: group.id, version: 2 } })
    expect(await pathOf(store.id)).toEqual([maker.id, west.id, group.id, store.id])
    expect(await reach()).toContain(store.id)
    const moves = await server.owner
      .selectFrom('organisation_moves')
      .select('parent_id')
      .where('organisation_id', '=', group.id)
      .orderBy('moved_at')
      .execute()
    expect(moves.map(each => each.parent_id)).toEqual([east.id, west.id])
  })

  test('makes no ring, no wrong order, and does not leave the own node', async () => {
    const region = await made(administrator, maker, 'region', 'R7')
    const group = await made(administrator, region, 'group', 'G7')
    const move = (by: Browser, node: TestNode, parent: TestNode) =>
      by.send('POST', `/api/organisations/${node.id}/move`, { parentId: parent.id }, { 'if-match': '"1"' })
    expect(problemOf(await move(administrator, region, group))).toBe('organisation.own-descendant')
    expect(problemOf(await move(administrator, region, region))).toBe('organisation.own-descendant')
    expect(problemOf(await move(administrator, region, east))).toBe('organisation.wrong-kind')
    expect(problemOf(await move(eastAdministrator, group, east))).toBe('request.not-found')
    expect(await pathOf(group.id)).toEqual([maker.id, region.id, group.id])
  })
})

describe('editing an organisation', () => {
  test('based on an older version names what changed', async () => {
    const store = await made(administrator, east, 'dealer', 'E5')
    const edit = (nameEn: string) =>
      administrator.send('PATCH', `/api/organisations/${store.id}`, { nameEn }, { 'if-match': '"1"' })
    expect((await edit('First')).status).toBe(200)
    expect(await edit('Second')).toMatchObject({ status: 412, body: { version: 2, fields: ['nameEn'] } })
  })

  test('leaves the top with a time zone and a currency', async () => {
    const answer = await administrator.send(
      'PATCH',
      `/api/organisations/${maker.id}`,
      { currency: null },
      { 'if-match': '"1"' },
    )
    expect(problemOf(answer)).toBe('organisation.root-needs-defaults')
  })
})
