import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashFirstRunCode } from '../first-run/first-run-code.ts'
import {
  addOrganisation,
  addPerson,
  type Browser,
  type NetworkServer,
  openBrowser,
  signedIn,
  startNetworkServer,
} from '../testing/network-server.ts'
import { demoTasks } from './demo.jobs.ts'

let server: NetworkServer
let administrator: Browser

beforeAll(async () => {
  server = await startNetworkServer()
  const root = await addOrganisation(server, 'manufacturer', 'HQ', null)
  await addPerson(server, { username: 'admin', organisationId: root.id, roles: ['administrator'] })
  await addPerson(server, { username: 'manager', organisationId: root.id, roles: ['manufacturer-manager'] })
  administrator = await signedIn(server, 'admin')
  const { owner, services } = server
  const created_at = services.ports.now().toISOString()
  await owner.insertInto('installation').values({ root_id: root.id, created_at }).execute()
})
afterAll(() => server.close())

async function runTask(codeHash: Buffer): Promise<void> {
  const [task] = demoTasks(server.services, server.owner)
  await task!.run({ codeHash: codeHash.toString('hex') })
}

function people() {
  return server.owner.selectFrom('staff').select('username').orderBy('username').execute()
}

test('a real network is never cleared, by request or by a task that comes again', async () => {
  const answer = await administrator.send('POST', '/api/demo/clearing')
  expect(answer).toMatchObject({ status: 409, body: { code: 'demo.not-loaded' } })
  await runTask(hashFirstRunCode('AAAA-BBBB-CCCC'))
  expect(await people()).toHaveLength(2)
})

test('only an administrator clears the demo', async () => {
  await server.owner.updateTable('installation').set({ demo: true }).execute()
  const manager = await signedIn(server, 'manager')
  expect((await manager.send('POST', '/api/demo/clearing')).status).toBe(403)
  expect((await openBrowser(server).send('POST', '/api/demo/clearing')).status).toBe(401)
})

test('cleared, everybody is signed out and the answered code opens the empty system', async () => {
  const answer = await administrator.send('POST', '/api/demo/clearing')
  expect(answer.status).toBe(202)
  const { firstRunCode } = answer.body as { firstRunCode: string }
  expect(await people()).toHaveLength(2) // until the task runs

  await runTask(hashFirstRunCode(firstRunCode))
  expect(await people()).toEqual([])
  expect((await administrator.send('GET', '/api/me')).status).toBe(401)
  const opened = await openBrowser(server).send('POST', '/api/first-run', {
    code: firstRunCode,
    network: {
      kind: 'dealer',
      code: 'REAL',
      nameZh: '真实门店',
      nameEn: 'Real dealer',
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    administrator: { username: 'first', name: '第一位', password: 'five entirely unrelated words' },
  })
  expect(opened.status).toBe(201)
  expect(await people()).toEqual([{ username: 'first' }])
})
