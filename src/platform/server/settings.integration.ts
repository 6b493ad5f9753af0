import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runProduct, startProduct } from './testing/product.ts'
import { makeScratchFolder } from './testing/scratch-folder.ts'

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(async () => {
  folder = await makeScratchFolder('forecourt-settings-')
  await writeFile(join(folder, 'file'), 'not a folder')
  await writeFile(join(folder, 'broken-keys.json'), '{"current":1}')
  await mkdir(join(folder, 'closed'), { mode: 0o700 })
})

afterEach(() => rm(folder, { recursive: true }))

const wrong: [string, Record<string, string>, RegExp][] = [
  ['PORT is no number', { PORT: 'http' }, /PORT is wrong: set a whole number from 0 to 65535/],
  ['PORT is too large', { PORT: '70000' }, /PORT is wrong/],
  ['PORT is negative', { PORT: '-1' }, /PORT is wrong/],
  ['HOST is no address', { HOST: 'my host' }, /HOST is wrong/],
  ['HOST is another machine', { HOST: '192.0.2.1' }, /192\.0\.2\.1 is no address of this machine: set HOST/],
  [
    'HOST is unknown',
    { HOST: 'no-such-host.invalid' },
    /no-such-host\.invalid is no address of this machine: set HOST/,
  ],
  ['FORECOURT_DATA is a file', { FORECOURT_DATA: '{folder}/file' }, /file cannot be used .+ FORECOURT_DATA/],
  [
    'FORECOURT_DATA is below a file',
    { FORECOURT_DATA: '{folder}/file/data' },
    /a file is in its way.+FORECOURT_DATA/,
  ],
  [
    'FORECOURT_KEYS is a folder',
    { FORECOURT_KEYS: '{folder}' },
    /keys file .+ cannot be used .+ FORECOURT_KEYS/,
  ],
  [
    'FORECOURT_KEYS is broken',
    { FORECOURT_KEYS: '{folder}/broken-keys.json' },
    /broken-keys\.json cannot be read: .+ FORECOURT_KEYS/,
  ],
  [
    'FORECOURT_PROXIES is no address',
    { FORECOURT_PROXIES: '10.0.0.0/8, my-proxy' },
    /FORECOURT_PROXIES is wrong: list the addresses/,
  ],
  ['DATABASE_URL is no URL', { DATABASE_URL: 'localhost' }, /DATABASE_URL is wrong: set postgresql:/],
  [
    'DATABASE_URL is of another kind',
    { DATABASE_URL: 'mysql://root@localhost/app' },
    /DATABASE_URL is wrong/,
  ],
  [
    'DATABASE_URL answers to nobody',
    { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/app' },
    /DATABASE_URL cannot be reached \(.*ECONNREFUSED/,
  ],
]

test.each(wrong)('%s: one sentence, exit 1, no secret', async (_, settings, sentence) => {
  const env = Object.fromEntries(
    Object.entries({ FORECOURT_DATA: join(folder, 'data'), ...settings }).map(([name, value]) => [
      name,
      value.replace('{folder}', folder),
    ]),
  )
  const { code, output } = await runProduct(['serve'], { env })
  expect(lastLine(output)).toMatch(sentence)
  expect(output).not.toMatch(/\n {4}at |secret/)
  expect(code).toBe(1)
})

test.runIf(isRoot)('a data folder that the database cannot enter is refused in one sentence', async () => {
  const { code, output } = await runProduct(['serve'], {
    env: { FORECOURT_DATA: join(folder, 'closed', 'data') },
  })
  expect(output).toMatch(/^The database runs as the user .+, who cannot enter .+FORECOURT_DATA.+\n$/)
  expect(code).toBe(1)
})

test.runIf(isRoot)('a data folder that this user may not write is refused in one sentence', async () => {
  await chmod(folder, 0o755)
  const env = { FORECOURT_DATA: join(folder, 'data') }
  const { code, output } = await runProduct(['serve'], { env, uid: 65_534, gid: 65_534 })
  expect(output).toMatch(/^The folder .+ cannot be used \(permission denied\): .+FORECOURT_DATA\.\n$/)
  expect(code).toBe(1)
})

test('a port that is taken is named, and the database is left in order', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = String(typeof address === 'object' && address?.port)
  const env = { FORECOURT_DATA: join(folder, 'data'), PORT: port }
  const { code, output } = await runProduct(['serve'], { env })
  expect(output).not.toContain('Migrated') // said before the work of a first start
  expect(lastLine(output)).toMatch(new RegExp(`^Port ${port} of 127.0.0.1 is taken .+ PORT\\.$`))
  expect(code).toBe(1)
  await new Promise(resolve => other.close(resolve))
  const server = await startProduct({ env })
  expect((await server.stop()).code).toBe(0)
})

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? ''
}
