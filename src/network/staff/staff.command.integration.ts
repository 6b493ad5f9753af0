import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, runProduct, startProduct } from '../../platform/server/testing/product.ts'
import { makeScratchFolder } from '../../platform/server/testing/scratch-folder.ts'

let folder: string
let env: Record<string, string>
let server: Product

beforeAll(async () => {
  folder = await makeScratchFolder('forecourt-user-')
  env = { FORECOURT_DATA: join(folder, 'data') }
  server = await startProduct({ env })
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

async function send(method: string, path: string, body?: object, cookie = '') {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie }
  return fetch(server.address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}

async function signIn(username: string, password: string) {
  const answer = await send('POST', '/api/sign-in', { username, password })
  return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

function user(...args: string[]) {
  return runProduct(['user', ...args], { env })
}

test('the terminal makes, lists, resets and deactivates people beside a running server', async () => {
  await expect.poll(server.output).toMatch(/one-time code/)
  const code = server.output().match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/)?.[0]
  const opened = await send('POST', '/api/first-run', {
    code,
    network: {
      kind: 'dealer',
      code: 'D01',
      nameZh: '一店',
      nameEn: 'Store one',
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    administrator: { username: 'admin', name: '管理员', password: 'four unrelated words' },
  })
  expect(opened.status).toBe(201)

  const made = await user(
    'create',
    'wang.li',
    '--name',
    '王丽',
    '--organisation',
    'd01',
    '--role',
    'consultant',
  )
  expect(made.code).toBe(0)
  const password = made.output.match(/one-time password (\S+)/)?.[1] ?? ''
  const session = await signIn('wang.li', password)
  expect(session.status).toBe(200)
  expect((await user('list')).output).toMatch(/wang\.li\t王丽\tD01\tconsultant@D01\tactive/)

  const again = await user(
    'create',
    'wang.li',
    '--name',
    '王丽',
    '--organisation',
    'D01',
    '--role',
    'consultant',
  )
  expect(again).toMatchObject({ code: 1, output: expect.stringMatching(/^This username is taken\..*\n$/) })

  const reset = await user('reset-password', 'wang.li')
  expect((await send('GET', '/api/me', undefined, session.cookie)).status).toBe(401)
  const next = await signIn('wang.li', reset.output.match(/one-time password (\S+)/)?.[1] ?? '')
  expect(next.status).toBe(200)

  expect((await user('deactivate', 'wang.li')).code).toBe(0)
  expect((await send('GET', '/api/me', undefined, next.cookie)).status).toBe(401)
  expect(await user('deactivate', 'admin')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^This is the last administrator\..*\n$/),
  })
})

test.each([
  [['deactivate', 'nobody.here'], /^Nobody has the username nobody\.here.*\n$/],
  [
    ['create', 'x1', '--name', 'x', '--organisation', 'NOPE', '--role', 'finance'],
    /^There is no organisation NOPE/,
  ],
  [['create', 'x1', '--name', 'x', '--organisation', 'D01', '--role', 'boss'], /boss.*One of: consultant/s],
  [
    ['create', '-x', '--name', 'x', '--organisation', 'D01', '--role', 'finance'],
    /unknown option|cannot be taken/,
  ],
])('%j is refused in a sentence', async (args, sentence) => {
  const ended = await user(...args)
  expect(ended.code).toBe(1)
  expect(ended.output).toMatch(sentence)
  expect(ended.output).not.toMatch(/\n\s+at /)
})
