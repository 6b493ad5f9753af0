import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { type Browser, type ProductServer, startProductServer } from '../../testing/product-server.ts'
import { deputyOn, standsInFor } from '../absences/absences.sql.ts'

let server: ProductServer
let boss: Browser
let administrator: Browser

beforeAll(async () => {
  server = await startProductServer()
  boss = await server.signedIn('d1.dealermanager')
  administrator = await server.signedIn('administrator')
})
afterAll(() => server.close())

const at = (version: number) => ({ 'if-match': `"${version}"` })
const bodyOf = <T>(answer: { body: unknown }) => answer.body as T
const made = async (url: string, body: object, by = boss) =>
  bodyOf<{ id: string }>(await by.send('POST', url, body)).id

describe('a store’s rules', () => {
  const url = (organisationId: string) => `/api/store-rules?organisationId=${organisationId}`
  const write = (by: Browser, organisationId: string, rules: object, version: number) =>
    by.send('POST', '/api/store-rules', { organisationId, rules }, at(version))

  test('are inherited rule by rule, versioned, and refused when unsound or stale', async () => {
    const { ids } = server.network
    const holidays = [{ day: '2027-02-06', name: '春节', hours: null }]
    expect((await write(administrator, ids.M, { firstResponseMinutes: 20, holidays }, 0)).status).toBe(201)
    expect((await write(boss, ids.D1, { assignment: 'round-robin' }, 0)).body).toMatchObject({ version: 1 })
    const read = await boss.send('GET', url(ids.D1))
    expect(read.body).toMatchObject({
      version: 1,
      own: { assignment: 'round-robin' },
      effective: { assignment: 'round-robin', firstResponseMinutes: 20, holidays },
      inherited: { assignment: 'by-hand', firstResponseMinutes: 20 },
      may: { edit: true },
    })
    expect((await write(boss, ids.D1, {}, 0)).body).toMatchObject({ code: 'record.changed', version: 1 })
    const unsound = { week: Array.from({ length: 7 }, () => null) }
    expect((await write(boss, ids.D1, unsound, 1)).body).toMatchObject({
      code: 'store-rules.unsound',
      findings: [{ path: 'week', code: 'never-open' }],
    })
    expect((await write(boss, ids.D1, { firstResponseMinutes: 0 }, 1)).status).toBe(422)
    expect((await write(boss, ids.D1, { telephone: '<b>1</b>' }, 1)).status).toBe(422)
    expect((await write(boss, ids.D1, { taxNumber: '91350100M000100Y44' }, 1)).body).toMatchObject({
      code: 'store-rules.unsound',
      findings: [{ path: 'taxNumber', code: 'credit-code' }],
    })
    expect((await write(boss, ids.D2, {}, 0)).status).toBe(404)
    const two = await Promise.all([write(boss, ids.D1, {}, 1), write(boss, ids.D1, { recycleDays: 3 }, 1)])
    expect(two.map(({ status }) => status).toSorted()).toEqual([201, 412])
  })
})

describe('an absence', () => {
  test('keeps its days apart, names a deputy who is there, and can be cancelled', async () => {
    const { consultant, colleague } = server.network.staff.D1
    const url = `/api/staff/${consultant}/absences`
    const away = (body: object) => boss.send('POST', url, body)
    const days = { firstDay: '2030-05-01', lastDay: '2030-05-05' }
    expect((await away({ ...days, deputyId: server.network.staff.D2.consultant })).body).toMatchObject({
      code: 'absence.deputy-not-there',
      field: 'deputyId',
    })
    expect((await away({ ...days, deputyId: consultant })).status).toBe(422)
    expect((await away({ ...days, lastDay: '2030-04-30' })).body).toMatchObject({ code: 'absence.backwards' })
    const { id } = bodyOf<{ id: string }>(await away({ ...days, deputyId: colleague }))
    expect((await away({ firstDay: '2030-05-05', lastDay: '2030-05-06' })).body).toMatchObject({
      code: 'absence.overlaps',
    })
    const ask = <T>(work: (tx: Parameters<typeof deputyOn>[0]) => Promise<T>) =>
      inScope(server.services.app, { dealers: [] }, work)
    expect(await ask(tx => deputyOn(tx, consultant, '2030-05-05'))).toBe(colleague)
    expect(await ask(tx => deputyOn(tx, consultant, '2030-05-06'))).toBeNull()
    const standsIn = (day: string) => ask(tx => standsInFor(tx, colleague, day))
    expect(await standsIn('2030-04-30')).toEqual([])
    expect(await standsIn('2030-05-01')).toEqual([consultant])
    expect(await standsIn('2030-05-06')).toEqual([])
    expect((await boss.send('GET', url)).body).toMatchObject({
      items: [{ id, ...days, deputy: { id: colleague } }],
      may: { record: true },
    })
    expect((await boss.send('POST', `${url}/${id}/cancellation`)).status).toBe(200)
    expect((await boss.send('POST', `${url}/${id}/cancellation`)).status).toBe(404)
    expect(await ask(tx => deputyOn(tx, consultant, '2030-05-05'))).toBeNull()
    expect(await standsIn('2030-05-05')).toEqual([])
  })
})

describe('an invitation', () => {
  const invite = async (days = 7) => {
    const organisationId = server.network.ids.D1
    const roles = [{ role: 'consultant', organisationId }]
    const answer = await boss.send('POST', '/api/invitations', { organisationId, roles, name: '小乔', days })
    return bodyOf<{ id: string; secret: string }>(answer)
  }
  const accept = (secret: string, username: string, password = 'plum blossom in snow') =>
    server.stranger().send('POST', '/api/invitations/acceptance', { secret, username, name: '乔', password })

  test('opens one account with a name and password of one’s own, and is kept as a hash', async () => {
    const { id, secret } = await invite()
    const offered = await server.stranger().send('POST', '/api/invitations/opening', { secret })
    expect(offered.body).toMatchObject({
      name: '小乔',
      roles: ['consultant'],
      organisation: { nameZh: '一店' },
    })
    expect((await accept(secret, 'qiao', 'qiao')).body).toMatchObject({ code: 'auth.weak-password' })
    expect((await accept(secret, 'd1.consultant')).body).toMatchObject({ code: 'staff.username-taken' })
    const both = await Promise.all([accept(secret, 'qiao.one'), accept(secret, 'qiao.two')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await accept(secret, 'qiao.three')).body).toMatchObject({ code: 'invitation.used' })
    const { username } = bodyOf<{ username: string }>(
      both.find(({ status }) => status === 201) ?? { body: {} },
    )
    const browser = server.stranger()
    const sent = { username, password: 'plum blossom in snow' }
    expect((await browser.send('POST', '/api/sign-in', sent)).body).toMatchObject({ state: 'signed-in' })
    expect((await browser.send('GET', '/api/leads')).status).toBe(200)
    const stored = await server.owner.selectFrom('invitations').selectAll().where('id', '=', id).execute()
    expect(JSON.stringify(stored)).not.toContain(secret)
    const answers = await server.owner.selectFrom('idempotency_keys').select('answer').execute()
    expect(JSON.stringify(answers)).not.toContain(secret)
    expect((await boss.send('POST', `/api/invitations/${id}/revocation`)).body).toMatchObject({
      code: 'invitation.used',
    })
  })

  test('opens nothing when it is guessed, taken back, expired, or its inviter has left', async () => {
    expect((await accept('A'.repeat(43), 'guesser')).body).toMatchObject({ code: 'invitation.unknown' })
    const revoked = await invite()
    expect((await boss.send('POST', `/api/invitations/${revoked.id}/revocation`)).status).toBe(200)
    expect((await accept(revoked.secret, 'late.one')).body).toMatchObject({ code: 'invitation.expired' })
    const expired = await invite(1)
    await server.owner
      .updateTable('invitations')
      .set({ invited_at: '2020-01-01T00:00:00Z', expires_at: '2020-01-02T00:00:00Z' })
      .where('id', '=', expired.id)
      .execute()
    expect((await accept(expired.secret, 'late.two')).body).toMatchObject({ code: 'invitation.expired' })
    const orphan = await invite()
    const inviter = server.network.staff.D1.dealerManager
    const left = (value: string | null) =>
      server.owner.updateTable('staff').set({ deactivated_at: value }).where('id', '=', inviter).execute()
    await left('2026-01-01T00:00:00Z')
    expect((await accept(orphan.secret, 'late.three')).body).toMatchObject({ code: 'invitation.expired' })
    await left(null)
  })

  test('gives no role that the inviter could not give', async () => {
    const organisationId = server.network.ids.D1
    const roles = [{ role: 'administrator', organisationId: server.network.ids.M }]
    expect((await boss.send('POST', '/api/invitations', { organisationId, roles })).status).toBe(404)
    const above = { organisationId: server.network.ids.D2, roles: [{ role: 'consultant', organisationId }] }
    expect((await boss.send('POST', '/api/invitations', above)).status).toBe(404)
  })
})

describe('a person who leaves', () => {
  test('hands customers, leads and running sales over with history, in the step that ends their sessions', async () => {
    const { ids, staff } = server.network
    const leaver = await server.hire('d1.leaver', 'consultant', ids.D1)
    const heir = await server.hire('d1.heir', 'consultant', ids.D1)
    const gone = await server.hire('d1.gone', 'consultant', ids.D1)
    await boss.send('POST', `/api/staff/${gone}/deactivation`, undefined, at(1))
    const browser = await server.signedIn('d1.leaver')
    const customers = [await customerOf(leaver), await customerOf(leaver), await customerOf(leaver)]
    const sales = [
      await saleOf(customers[0], leaver),
      await saleOf(customers[0], leaver),
      await saleOf(customers[1], leaver),
    ]
    const lead = await made('/api/leads', { source: 'website', ownerId: leaver })
    const held = { customers: 3, leads: 1, sales: 3, followUps: 3 }
    expect((await boss.send('GET', `/api/staff/${leaver}/work`)).body).toEqual({ held, successions: [] })
    const refused = await boss.send('POST', `/api/staff/${leaver}/deactivation`, undefined, at(1))
    expect(refused.body).toMatchObject({ code: 'staff.holds-work', customers: 3, sales: 3 })

    const leave = (successorIds: readonly string[], version = 1) =>
      boss.send('POST', `/api/staff/${leaver}/succession`, { successorIds, leaves: true }, at(version))
    for (const nobody of [gone, leaver, staff.D2.consultant, ids.D1])
      expect((await leave([nobody])).body).toMatchObject({
        code: 'staff.successor-not-there',
        field: 'successorIds',
      })
    expect((await leave([])).body).toMatchObject({ code: 'staff.sales-need-successor', sales: 3 })
    expect((await leave([heir], 7)).body).toMatchObject({ code: 'record.changed' })
    expect((await browser.send('GET', '/api/leads')).status).toBe(200)

    const successors = [heir, staff.D1.colleague]
    expect((await leave(successors)).body).toMatchObject({ version: 2, ...held })
    expect((await browser.send('GET', '/api/leads')).status).toBe(401)
    const owners = await ownersOf('customers', customers)
    expect(new Set(owners.values())).toEqual(new Set(successors))
    const saleOwners = await ownersOf('sales', sales)
    expect(sales.map(id => saleOwners.get(id))).toEqual([
      owners.get(customers[0] as string),
      owners.get(customers[0] as string),
      owners.get(customers[1] as string),
    ])
    const events = await server.owner
      .selectFrom('events')
      .select(['actor_id', 'facts'])
      .where('sale_id', 'in', sales)
      .where('action', '=', 'owner-assigned')
      .execute()
    expect(events).toHaveLength(3)
    expect(events[0]).toMatchObject({ actor_id: staff.D1.dealerManager, facts: { previousOwnerId: leaver } })
    expect((await boss.send('GET', `/api/leads/${lead}`)).body).toMatchObject({
      ownerChanges: [{ cause: 'succession', from: { id: leaver } }],
    })
    expect((await boss.send('GET', `/api/staff/${leaver}/work`)).body).toMatchObject({
      held: { customers: 0, leads: 0, sales: 0, followUps: 0 },
      successions: [{ ...held, arrangedBy: { id: staff.D1.dealerManager } }],
    })
  })

  test('may leave customers and leads to the pool, and an administrator may move the sales too', async () => {
    const { ids, staff } = server.network
    const first = await server.hire('d1.first', 'consultant', ids.D1)
    const customer = await customerOf(first)
    const toPool = { successorIds: [], leaves: true }
    expect((await boss.send('POST', `/api/staff/${first}/succession`, toPool, at(1))).status).toBe(201)
    expect((await ownersOf('customers', [customer])).get(customer)).toBeNull()
    const second = await server.hire('d1.second', 'consultant', ids.D1)
    const sale = await saleOf(await customerOf(second), second)
    const stays = { successorIds: [staff.D1.consultant], leaves: false }
    const moved = await administrator.send('POST', `/api/staff/${second}/succession`, stays, at(1))
    expect(moved.body).toMatchObject({ sales: 1, version: 1 })
    expect((await ownersOf('sales', [sale])).get(sale)).toBe(staff.D1.consultant)
    const far = await server.signedIn('d2.dealermanager')
    expect((await far.send('POST', `/api/staff/${second}/succession`, toPool, at(1))).status).toBe(404)
  })

  async function customerOf(ownerId: string) {
    return made('/api/customers', { kind: 'person', name: '大乔', ownerId })
  }

  async function saleOf(customerId: string | undefined, ownerId: string) {
    const { body } = await boss.send('POST', '/api/inquiries', {
      customerId,
      source: 'walk-in',
      intentLevel: 'A',
    })
    const { id, version } = body as { id: string; version: number }
    const owned = (await ownersOf('sales', [id])).get(id)
    if (owned !== ownerId) await boss.send('POST', `/api/sales/${id}/assignment`, { ownerId }, at(version))
    return id
  }

  async function ownersOf(table: 'customers' | 'sales', ids: readonly string[]) {
    const rows = await server.owner
      .selectFrom(table)
      .select(['id', 'owner_id'])
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map(row => [row.id, row.owner_id]))
  }
})
