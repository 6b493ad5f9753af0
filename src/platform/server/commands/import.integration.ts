import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importKinds } from '../../../imports.ts'
import { foundSales } from '../../../sales/processes/found-sales.ts'
import { connect, type Database } from '../database/connect.ts'
import { inspectFile, settledMapping } from '../import/file-import.ts'
import { insertFile } from '../import/files.sql.ts'
import { findImport, insertImport, startImport } from '../import/imports.sql.ts'
import { systemPorts } from '../ports.ts'
import { launchProduct, runProduct, startProduct } from '../testing/product.ts'
import { makeScratchFolder } from '../testing/scratch-folder.ts'
import { createTestDatabase, productSettings, type TestDatabase } from '../testing/test-database.ts'
import { seedNetwork, type TestNetwork } from '../testing/test-network.ts'

let database: TestDatabase
let owner: Database
let network: TestNetwork
let folder: string
let env: Record<string, string>

beforeAll(async () => {
  database = await createTestDatabase()
  owner = connect(database.urls.owner, { max: 2 })
  network = await seedNetwork(owner, systemPorts)
  await foundSales(owner, {
    rootId: network.ids.M,
    staffId: network.above.administrator,
    at: systemPorts.now(),
    newId: systemPorts.newId,
  })
  folder = await makeScratchFolder('forecourt-import-command-')
  env = { ...productSettings(database.urls.owner), LANG: 'en_GB.UTF-8' }
})
afterAll(async () => {
  await owner.destroy()
  await database.drop()
  await rm(folder, { recursive: true })
})

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

async function importing(...args: string[]) {
  const { code, output } = await runProduct(['import', ...args], { env })
  return { code, output, counts: output.startsWith('{') ? JSON.parse(output) : null }
}

test('counts as JSON, the refused rows beside the file, and nothing new the second time', async () => {
  const path = await file(
    'leads.csv',
    'mql_id,first_contact_date,origin\nk1,2018-03-22,social\nk2,soon,social\n',
  )
  const args = ['leads', path, '--dealer', 'd1', '--json']
  const dry = await importing(...args, '--dry-run')
  const all = { rows: 2, new: 1, updated: 0, unchanged: 0, refused: 1, warnings: 0 }
  expect(dry).toMatchObject({ code: 0, counts: { ...all, rejectFile: null } })
  const rejectFile = join(folder, 'leads.rejected.csv')
  expect((await importing(...args)).counts).toEqual({ ...all, rejectFile })
  expect(await readFile(rejectFile, 'utf8')).toContain(
    'k2,soon,social,Received on: “soon” is not a date (YYYY-MM-DD)',
  )
  expect((await importing(...args)).counts).toEqual({ ...all, new: 0, unchanged: 1, rejectFile })
  const { rows } = await sql<Record<string, unknown>>`
    select verb, noun, staff_id as staff, facts ->> 'by' as by from app.audit where verb = 'imported' limit 1`.execute(
    owner,
  )
  expect(rows).toEqual([{ verb: 'imported', noun: 'leads', staff: null, by: 'command-line' }])
})

test('a summary in words', async () => {
  const path = await file('cars.csv', 'make,model,price\nAudi,A1,12500\nAudi,A1,12500\nAudi,,1\n')
  const { code, output } = await importing('stock', path, '--dealer', 'D1', '--currency', 'GBP')
  expect(code).toBe(0)
  expect(output).toContain('3 rows: 2 new, 0 updated, 0 unchanged, 1 refused.')
  expect(output).toContain('refused 1 × Model: neither model nor trim is given (row 4)')
  expect(output).toContain(`Refused rows with their reasons: ${join(folder, 'cars.rejected.csv')}`)
})

test.each([
  ['an unknown store', ['leads', 'FILE', '--dealer', 'D9'], 'There is no dealer D9: use one of D1, D2, D3.'],
  ['a region', ['leads', 'FILE', '--dealer', 'R1'], 'R1 is a region, not a dealer: use one of D1, D2, D3.'],
  [
    'an unknown kind',
    ['cars', 'FILE', '--dealer', 'D1'],
    'Nothing is imported as cars: use stock, leads, customers, sales, staff, models.',
  ],
  ['no file', ['leads', '/nowhere/x.csv', '--dealer', 'D1'], 'There is no file /nowhere/x.csv.'],
  ['a folder', ['leads', '/tmp', '--dealer', 'D1'], '/tmp is not a file: name a CSV or XLSX file.'],
  [
    'an unknown field',
    ['leads', 'FILE', '--dealer', 'D1', '--map', 'colour=origin'],
    'There is no such field. colour is none of:',
  ],
  [
    'dates in two ways',
    ['leads', 'FILE', '--dealer', 'D1'],
    'In the column first_contact_date, 2/1/2018 may be dmy → 2018-01-02, mdy → 2018-02-01. Say which order is meant: ymd, dmy or mdy (--date-order receivedOn=dmy, for example).',
  ],
])('%s is one sentence and exit code 1', async (_, args, sentence) => {
  const path = await file('ambiguous.csv', 'mql_id,first_contact_date,origin\nm1,2/1/2018,social\n')
  const { code, output } = await importing(...args.map(arg => (arg === 'FILE' ? path : arg)))
  expect(code).toBe(1)
  expect(output).toContain(sentence)
  expect(output.trim().split('\n')).toHaveLength(1)
})

test('what was asked once is answered on the command line and remembered', async () => {
  const path = await file('answered.csv', 'mql_id,first_contact_date,origin\nm1,2/1/2018,social\n')
  expect(
    (await importing('leads', path, '--dealer', 'D2', '--date-order', 'dmy', '--json')).counts,
  ).toMatchObject({ new: 1 })
  const again = await file('again.csv', 'mql_id,first_contact_date,origin\nm2,3/1/2018,social\n')
  expect((await importing('leads', again, '--dealer', 'D2', '--json')).counts).toMatchObject({ new: 1 })
  const { rows } = await sql<{ received: string }>`
    select received_on as received from app.leads where external_ref in ('m1', 'm2') order by external_ref`.execute(
    owner,
  )
  expect(rows).toEqual([{ received: '2018-01-02' }, { received: '2018-01-03' }])
})

test('a column is named by its heading or number, or left out', async () => {
  const path = await file('mapped.csv', 'a,b,c\nn1,2018-05-06,抖音\n')
  const args = ['--map', 'externalRef=a', '--map', 'receivedOn=#2,source=c', '--json']
  expect((await importing('leads', path, '--dealer', 'D1', ...args)).counts).toMatchObject({
    new: 1,
    refused: 0,
  })
  const { rows } = await sql<Record<string, unknown>>`
    select source, received_on as received from app.leads where external_ref = 'n1'`.execute(owner)
  expect(rows).toEqual([{ source: 'short-video', received: '2018-05-06' }])
})

test('it works beside a running server', async () => {
  const server = await startProduct({ env })
  try {
    const path = await file('beside.csv', '姓名,手机\n王一,13800138000\n')
    expect((await importing('customers', path, '--dealer', 'D3', '--json')).counts).toMatchObject({ new: 1 })
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
  } finally {
    await server.stop()
  }
})

test('a server that starts goes on with what a dead one left under way', async () => {
  const text = 'mql_id,first_contact_date\ns1,2018-01-01\ns2,2018-01-02\n'
  const path = await file('left.csv', text)
  const { fields } = importKinds.leads
  const { inspection, table } = await inspectFile(path, fields)
  await table.close()
  const [id, fileId, dealerId] = [systemPorts.newId(), systemPorts.newId(), network.ids.D1]
  const now = systemPorts.now()
  const stored = { dealerId, name: 'left.csv', mediaType: 'text/csv', noun: 'imports', now }
  const expiresAt = new Date(now.getTime() + 86_400_000)
  await insertFile(owner, { ...stored, id: fileId, content: Buffer.from(text), staffId: null, expiresAt })
  const mapping = settledMapping(fields, inspection, {}, null)
  const made = { dealerId, id, kind: 'leads', fileId, fileName: 'left.csv', options: {}, inspection } as const
  await insertImport(owner, { ...made, mapping, staffId: network.staff.D1.dealerManager, now })
  await startImport(owner, { dealerId, id }, 'running', mapping, [])
  const server = await startProduct({ env })
  try {
    await expect
      .poll(async () => (await findImport(owner, [dealerId], id))?.state, { timeout: 30_000 })
      .toBe('done')
  } finally {
    await server.stop()
  }
  expect((await findImport(owner, [dealerId], id))?.counts).toMatchObject({ rows: 2, new: 2 })
})

test('Ctrl-C ends it after a batch; what is in stays in, and the next run brings the rest', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `p${index},2018-01-01,social`)
  const path = await file('many.csv', `mql_id,first_contact_date,origin\n${lines.join('\n')}\n`)
  const { child, ended } = await launchProduct(['import', 'leads', path, '--dealer', 'D3', '--json'], { env })
  const count = async () => {
    const { rows } = await sql<{ leads: number }>`
      select count(*)::int as leads from app.leads where external_ref like 'p%'`.execute(owner)
    return rows[0]?.leads ?? 0
  }
  await expect.poll(count, { timeout: 40_000 }).toBeGreaterThan(0)
  child.kill('SIGINT')
  const { code, output } = await ended
  expect(code).toBe(1)
  expect(output).toMatch(/Stopped after \d+ of 20000 rows: what is in stays in/)
  const left = await count()
  expect(left).toBeLessThan(20_000)
  expect((await importing('leads', path, '--dealer', 'D3', '--json')).counts).toMatchObject({
    ...{ rows: 20_000, new: 20_000 - left, unchanged: left, refused: 0 },
  })
})

test('rows that are in stay in when the refused ones cannot be written', async () => {
  const closed = await makeScratchFolder('forecourt-closed-')
  const path = join(closed, 'half.csv')
  await writeFile(path, 'mql_id,first_contact_date\nr1,2018-01-01\nr2,x\n')
  await mkdir(join(closed, 'half.rejected.csv'))
  const { code, output } = await importing('leads', path, '--dealer', 'D1')
  expect(code).toBe(1)
  expect(output).toContain('The good rows are in, but the refused ones could not be written')
  await rm(closed, { recursive: true })
})

test.each(['customers', 'vehicles', 'sales', 'leads'])(
  'the list of %s goes into a file, and is logged',
  async list => {
    const out = join(folder, `${list}.csv`)
    expect(await runProduct(['export', list, '--dealer', 'D1', '--out', out], { env })).toEqual({
      code: 0,
      output: '',
    })
    const text = await readFile(out, 'utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    if (list === 'vehicles') expect(text).toContain('Audi')
    if (list === 'leads') expect(text).toContain('short-video')
    const { rows } = await sql<Record<string, unknown>>`
    select staff_id as staff, facts ->> 'by' as by from app.audit where verb = 'exported' and noun = ${list}`.execute(
      owner,
    )
    expect(rows).toEqual([{ staff: null, by: 'command-line' }])
    expect(await runProduct(['export', list, '--dealer', 'D1', '--format', 'pdf'], { env })).toEqual({
      code: 1,
      output: 'There is no format pdf: use csv or xlsx.\n',
    })
  },
)
