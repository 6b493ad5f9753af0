import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../../database/demo/load-demo.ts'
import { seals } from '../../platform/server/crypto/seals.ts'
import { type NetworkServer, openBrowser, startNetworkServer } from '../testing/network-server.ts'
import { ensureFirstRunCode } from './first-run-code.ts'
import { sampleData } from './sample-data.ts'

const keys = {
  currentId: 1,
  sealing: new Map([[1, Buffer.alloc(32, 1)]]),
  indexing: Buffer.alloc(32, 2),
}
const small = { seed: 'sample', today: '2026-06-30', scale: 0.01 }

let server: NetworkServer
let code: string
let shares: number[]

beforeAll(async () => {
  shares = []
  server = await startNetworkServer({
    sample: ({ urls }) =>
      sampleData(
        ({ onProgress, signal }) => {
          const note = (share: number) => {
            shares.push(share)
            onProgress(share)
          }
          return loadDemo({ ...small, ownerUrl: urls.owner, seals: seals(keys), onProgress: note, signal })
        },
        pino({ level: 'silent' }),
      ),
  })
  code = (await ensureFirstRunCode(server.owner, server.services.ports)) ?? ''
})
afterAll(() => server?.close())

async function firstRun() {
  return (await openBrowser(server).send('GET', '/api/first-run')).body
}

function load(given: string, at = server) {
  return openBrowser(at).send('POST', '/api/first-run/sample-data', { code: given })
}

test('a wrong code loads nothing, and the right one still opens the system', async () => {
  expect(await load('AAAA-BBBB-CCCC')).toMatchObject({ status: 403, body: { code: 'first-run.wrong-code' } })
  expect(await firstRun()).toEqual({
    needed: true,
    sample: { state: 'offered', share: 0 },
    demoSignIns: [],
  })
})

test('where strangers reach the server there is no sample data, and nobody to sign in as', async () => {
  const open = await startNetworkServer()
  const other = (await ensureFirstRunCode(open.owner, open.services.ports)) ?? ''
  expect(await load(other, open)).toMatchObject({ status: 409, body: { code: 'first-run.sample-refused' } })
  await open.close()
})

test('the code loads the demo network once, and then one may sign in as its people', async () => {
  const twice = await Promise.all([load(code), load(code)])
  expect(twice.map(({ status }) => status)).toEqual([202, 202])
  await expect.poll(firstRun, { timeout: 60_000 }).toMatchObject({ needed: false })
  await expect.poll(() => shares.filter(share => share === 1)).toHaveLength(1)
  const { demoSignIns } = (await firstRun()) as { demoSignIns: { username: string; password: string }[] }
  expect(demoSignIns).toHaveLength(5)
  for (const { username, password } of demoSignIns) {
    const answer = await openBrowser(server).send('POST', '/api/sign-in', { username, password })
    expect(answer.status, username).toBe(200)
  }
  expect(await load(code)).toMatchObject({ status: 409, body: { code: 'first-run.done' } })
})
