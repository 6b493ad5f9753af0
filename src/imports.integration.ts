import { randomUUID } from 'node:crypto'
import excel from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importKinds } from './imports.ts'
import { checkDigit } from './inventory/vehicles/vin.rules.ts'
import type { ImportDetail } from './platform/import/imports.contract.ts'
import { importTasks } from './platform/server/import/imports.jobs.ts'
import { stoppingOf, workImport } from './platform/server/import/work-import.ts'
import type { Services } from './platform/server/services.ts'
import { type Browser, type ProductServer, startProductServer } from './testing/product-server.ts'

let server: ProductServer
let manager: Browser
let administrator: Browser
let neighbour: Browser

beforeAll(async () => {
  server = await startProductServer()
  manager = await server.signedIn('d1.dealermanager')
  neighbour = await server.signedIn('d2.dealermanager')
  administrator = await server.signedIn('administrator')
})
afterAll(() => server.close())

async function upload(
  browser: Browser,
  kind: string,
  content: string | Buffer,
  { name = 'file.csv', ...fields }: Record<string, string> = {},
) {
  const boundary = 'a-boundary-of-this-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name=`
  const parts = Object.entries({ kind, ...fields }).map(
    ([field, value]) => `${head}"${field}"\r\n\r\n${value}\r\n`,
  )
  const payload = Buffer.concat([
    Buffer.from(`${parts.join('')}${head}"file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/imports',
    headers: {
      cookie: [...browser.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': randomUUID(),
    },
    payload,
  })
  return { status: answer.statusCode, body: answer.json() as { id: string; version: number; code?: string } }
}

async function detail(browser: Browser, id: string): Promise<ImportDetail> {
  const answer = await browser.send('GET', `/api/imports/${id}`)
  expect(answer.status).toBe(200)
  return answer.body as ImportDetail
}

const subject = (id: string, dealer: 'D1' | 'D2' = 'D1') => ({
  dealerId: server.network.ids[dealer],
  importId: id,
})
const work = (id: string, services: Services = server.services) =>
  workImport(services, importKinds, subject(id))

function cars(count: number, serial: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const draft = `LFAB1A120PA${String(serial + index).padStart(6, '0')}`
    return `${draft.slice(0, 8)}${checkDigit(draft)}${draft.slice(9)},车${index % 7 === 3 ? ',abc' : ',1'}`
  })
  return `VIN,车系,售价\n${lines.join('\n')}\n`
}

async function carCount(serial: number, count: number): Promise<number> {
  const { rows } = await sql<{ cars: number }>`
    select count(*)::int as cars from app.vehicles v join app.stock_episodes e on e.vehicle_id = v.id
     where right(v.vin, 6)::int >= ${serial} and right(v.vin, 6)::int < ${serial + count}`.execute(
    server.owner,
  )
  return rows[0]?.cars ?? 0
}

test('a file is uploaded, looked at, mapped, previewed, run, and its rejects fetched', async () => {
  const made = await upload(
    manager,
    'leads',
    '编号,日期,来源\nh1,2/1/2018,抖音\nh2,3/4/2018,官网\nh3,13,官网\n',
  )
  expect(made.status).toBe(201)
  const { id } = made.body
  const looked = await detail(manager, id)
  expect(looked).toMatchObject({
    state: 'uploaded',
    rowsTotal: 3,
    rowsMasked: false,
    may: { edit: true, run: false },
  })
  expect(looked.question).toMatchObject({ code: 'import.date-order-ambiguous', fields: ['receivedOn'] })
  expect((await manager.send('POST', `/api/imports/${id}/preview`)).body).toMatchObject({
    code: 'import.date-order-ambiguous',
  })

  const columns = looked.mapping.columns.map(column =>
    column.field === 'receivedOn' ? { ...column, dateOrder: 'dmy' } : column,
  )
  const patch = (mapping: unknown, version: number) =>
    manager.send('PATCH', `/api/imports/${id}`, { mapping }, { 'if-match': `"${version}"` })
  expect((await patch({ columns: [{ index: 0, field: 'nothing' }] }, 1)).body).toMatchObject({
    code: 'import.field-unknown',
  })
  expect((await patch({ columns: [{ index: 99, field: 'name' }] }, 1)).body).toMatchObject({
    code: 'import.column-unknown',
  })
  expect((await patch({ columns }, 1)).body).toEqual({ id, version: 2 })
  expect((await patch({ columns }, 1)).status).toBe(412)
  expect((await detail(manager, id)).question).toBeNull()

  expect((await manager.send('POST', `/api/imports/${id}/preview`)).status).toBe(202)
  expect((await manager.send('POST', `/api/imports/${id}/run`)).body).toMatchObject({
    code: 'import.under-way',
  })
  await work(id)
  const previewed = await detail(manager, id)
  expect(previewed).toMatchObject({ state: 'previewed', preview: { result: { new: 2, refused: 1 } } })
  expect(previewed.preview?.rows).toHaveLength(3)
  expect(await leadCount('h%')).toBe(0)

  expect((await manager.send('POST', `/api/imports/${id}/run`)).status).toBe(202)
  await work(id)
  const done = await detail(manager, id)
  expect(done).toMatchObject({
    ...{ state: 'done', hasRejectFile: true, may: { edit: false, run: false } },
    counts: { rows: 3, new: 2, updated: 0, unchanged: 0, refused: 1, warnings: 0 },
  })
  expect(await leadCount('h%')).toBe(2)
  const rejected = await manager.send('GET', `/api/imports/${id}/reject-file`)
  expect(rejected.text).toContain('h3,13,官网')
  expect(rejected.text).toContain('未导入原因')
  expect((await manager.send('POST', `/api/imports/${id}/run`)).body).toMatchObject({
    code: 'import.finished',
  })
  expect((await manager.send('GET', '/api/imports?kind=leads')).body).toMatchObject({
    items: [{ id, state: 'done', createdBy: { name: 'Name of d1.dealermanager' } }],
    nextCursor: null,
  })

  const same = await upload(manager, 'leads', '编号,日期,来源\nh1,2/1/2018,抖音\n')
  expect((await detail(manager, same.body.id)).question).toBeNull() // the answer is remembered
})

async function leadCount(ref: string): Promise<number> {
  const { rows } = await sql<{ leads: number }>`
    select count(*)::int as leads from app.leads where external_ref like ${ref}`.execute(server.owner)
  return rows[0]?.leads ?? 0
}

test('an administrator imports for a store and sees counts, never rows', async () => {
  const made = await upload(administrator, 'customers', '姓名,手机\n己一,13400134000\n己二,12\n', {
    dealerId: server.network.ids.D1,
  })
  expect(made.status).toBe(201)
  const { id } = made.body
  expect((await administrator.send('POST', `/api/imports/${id}/preview`)).status).toBe(202)
  await work(id)
  const shown = await administrator.send('GET', `/api/imports/${id}`)
  expect(shown.body).toMatchObject({
    rowsMasked: true,
    preview: { result: { new: 1, refused: 1 }, rows: [] },
  })
  expect(shown.text).not.toMatch(/己|13400134000/)
  await administrator.send('POST', `/api/imports/${id}/run`)
  await work(id)
  expect(await detail(administrator, id)).toMatchObject({ state: 'done', hasRejectFile: false })
  expect((await administrator.send('GET', `/api/imports/${id}/reject-file`)).status).toBe(403)
  expect(await detail(manager, id)).toMatchObject({ hasRejectFile: true, rowsMasked: false })
})

test('nobody reaches the imports of another store, nor imports what they may not', async () => {
  const { id } = (await upload(manager, 'stock', cars(2, 100))).body
  const missing = randomUUID()
  for (const path of ['', '/reject-file']) {
    const foreign = await neighbour.send('GET', `/api/imports/${id}${path}`)
    const absent = await neighbour.send('GET', `/api/imports/${missing}${path}`)
    expect(foreign.status).toBe(404)
    expect(foreign.text.replaceAll(id, '')).toBe(absent.text.replaceAll(missing, ''))
  }
  for (const path of ['preview', 'run', 'cancellation'])
    expect((await neighbour.send('POST', `/api/imports/${id}/${path}`)).status).toBe(404)
  expect((await neighbour.send('GET', '/api/imports')).body).toEqual({ items: [], nextCursor: null })
  expect((await upload(neighbour, 'stock', cars(2, 100), { dealerId: server.network.ids.D1 })).status).toBe(
    404,
  )
  expect((await upload(manager, 'models', 'series,product,price\na,b,1\n')).body).toMatchObject({
    code: 'auth.not-permitted',
  })
  const consultant = await server.signedIn('d1.consultant')
  expect((await upload(consultant, 'stock', cars(2, 100))).status).toBe(403)
  const kinds = (await manager.send('GET', '/api/import-kinds')).body as { items: { kind: string }[] }
  expect(kinds.items.map(({ kind }) => kind)).toEqual(['stock', 'leads', 'customers', 'sales', 'staff'])
})

test('a file that is none is refused in words', async () => {
  expect((await upload(manager, 'stock', '%PDF-1.7 …')).body).toMatchObject({ code: 'import.file-format' })
  expect((await upload(manager, 'stock', '')).body).toMatchObject({ code: 'import.file-empty' })
  expect((await upload(manager, 'nothing', 'a\n1\n')).body).toMatchObject({ code: 'request.invalid' })
  expect((await upload(manager, 'stock', 'a\n1\n', { sheet: 'x'.repeat(101) })).body).toMatchObject({
    code: 'request.invalid',
  })
})

test('cells that a database cannot hold cost their own row and no other', async () => {
  const emoji = '🚗'.repeat(200)
  const { status, body } = await upload(
    manager,
    'leads',
    `编号,姓名,意向\nx1,a\0b,\nx2,,${emoji}\nx3,${emoji.slice(1)},\nx4,王一,`,
  )
  expect(status).toBe(201)
  const { id } = body
  for (const path of ['preview', 'run']) {
    await manager.send('POST', `/api/imports/${id}/${path}`)
    await work(id)
  }
  const done = await detail(manager, id)
  expect(done).toMatchObject({ state: 'done', problem: null, counts: { rows: 4, new: 1, refused: 3 } })
  expect(done.preview?.result).toMatchObject({ new: 1, refused: 3 })
  expect(await leadCount('x4')).toBe(1)
})

test('a workbook: formulas by their result, dates of 1904, one asked sheet', async () => {
  const book = new excel.Workbook()
  book.properties.date1904 = true
  book.addWorksheet('说明').addRow(['请看第二页'])
  const sheet = book.addWorksheet('库存')
  sheet.addRow(['车系', '库存编号', '售价', '入库日期'])
  sheet.addRow(['工作簿', 'W-1', { formula: 'B1*2', result: 126_800 }, new Date(Date.UTC(2026, 2, 5))])
  sheet.addRow(['工作簿', 'W-2', { formula: 'B1*2' }, null])
  sheet.addRow(['工作簿', 'W-3', { error: '#REF!' }, null])
  const content = Buffer.from(await book.xlsx.writeBuffer())
  const { id } = (await upload(manager, 'stock', content, { name: '库存.xlsx', sheet: '库存' })).body
  expect(await detail(manager, id)).toMatchObject({
    inspection: { format: 'xlsx', sheet: '库存', date1904: true },
  })
  await manager.send('POST', `/api/imports/${id}/run`)
  await work(id)
  const done = await detail(manager, id)
  expect(done.result?.findings.map(({ code }) => code).sort()).toEqual([
    'cell-error',
    'formula-without-value',
  ])
  const { rows } = await sql<Record<string, unknown>>`
    select e.stock_number as number, e.price_minor::int as price, e.received_on as received
      from app.stock_episodes e join app.vehicles v on v.id = e.vehicle_id where v.model_name = '工作簿'`.execute(
    server.owner,
  )
  expect(rows).toEqual([{ number: 'W-1', price: 12_680_000, received: '2026-03-05' }])
  const rejects = await manager.send('GET', `/api/imports/${id}/reject-file`)
  expect(rejects.headers['content-disposition']).toContain(encodeURIComponent('库存.rejected.xlsx'))
})

test('cancelling keeps what is in, and running again brings in the rest', async () => {
  const { id } = (await upload(manager, 'stock', cars(6000, 200_000))).body
  await manager.send('POST', `/api/imports/${id}/run`)
  const working = work(id)
  await expect.poll(() => carCount(200_000, 6000), { timeout: 30_000 }).toBeGreaterThan(0)
  expect((await manager.send('POST', `/api/imports/${id}/cancellation`)).status).toBe(200)
  await working
  const stopped = await detail(manager, id)
  expect(stopped.state).toBe('cancelled')
  expect(stopped.counts.rows).toBeLessThan(6000)
  expect(await carCount(200_000, 6000)).toBe(stopped.counts.new)
  expect((await manager.send('POST', `/api/imports/${id}/cancellation`)).body).toMatchObject({
    code: 'import.finished',
  })
  await manager.send('POST', `/api/imports/${id}/run`)
  await work(id)
  const done = await detail(manager, id)
  const refused = Array.from({ length: 6000 }, (_, index) => index % 7 === 3).filter(Boolean).length
  expect(done.counts).toMatchObject({
    ...{ rows: 6000, refused, unchanged: stopped.counts.new, new: 6000 - refused - stopped.counts.new },
  })
  expect(await carCount(200_000, 6000)).toBe(6000 - refused)
})

test('a run whose server dies goes on after its last batch, with every refused row', async () => {
  const { id } = (await upload(manager, 'stock', cars(6000, 300_000))).body
  await manager.send('POST', `/api/imports/${id}/run`)
  const dying = work(id).then(
    () => 'ended',
    () => 'died',
  )
  await expect.poll(() => carCount(300_000, 6000), { timeout: 30_000 }).toBeGreaterThan(0)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(
    server.services.app,
  )
  expect(await dying).toBe('died')
  const before = await carCount(300_000, 6000)
  expect(before).toBeLessThan(5000)
  const left = await detail(manager, id)
  expect(left).toMatchObject({ state: 'running', counts: { new: before } })

  const enqueued: unknown[] = []
  const queue = {
    ...server.services,
    jobs: {
      enqueue: async (_tx: unknown, task: string, payload: unknown) => void enqueued.push([task, payload]),
    },
  }
  await importTasks(queue, server.owner, importKinds)
    .find(({ atStart }) => atStart)
    ?.run({})
  expect(enqueued).toEqual([['work-import', subject(id)]])

  await work(id)
  const done = await detail(manager, id)
  const refused = Array.from({ length: 6000 }, (_, index) => index % 7 === 3).filter(Boolean).length
  expect(done).toMatchObject({
    state: 'done',
    counts: { rows: 6000, new: 6000 - refused, updated: 0, unchanged: 0, refused },
  })
  expect(await carCount(300_000, 6000)).toBe(6000 - refused)
  const rejects = await manager.send('GET', `/api/imports/${id}/reject-file`)
  expect(rejects.text.trim().split('\r\n')).toHaveLength(1 + refused)
  const { rows } = await sql`select 1 from app.import_rejects`.execute(server.owner)
  expect(rows).toEqual([])
})

test('a server that is asked to stop ends after a batch, and the next one goes on', async () => {
  const { id } = (await upload(manager, 'stock', cars(6000, 400_000))).body
  await manager.send('POST', `/api/imports/${id}/run`)
  const stopping = { ...server.services }
  const working = work(id, stopping)
  await expect.poll(() => carCount(400_000, 6000), { timeout: 30_000 }).toBeGreaterThan(0)
  stoppingOf(stopping).abort()
  await working
  const left = await detail(manager, id)
  expect(left.state).toBe('running')
  expect(left.counts.rows).toBeLessThan(6000)
  await Promise.all([work(id), work(id)]) // two servers reach for it: one works
  expect(await detail(manager, id)).toMatchObject({ state: 'done', counts: { rows: 6000, unchanged: 0 } })
})

test('a template is a file that can be imported', async () => {
  for (const kind of ['stock', 'leads', 'customers', 'sales', 'staff']) {
    for (const language of ['zh', 'en']) {
      const template = await manager.send(
        'GET',
        `/api/import-kinds/${kind}/template?format=csv&language=${language}`,
      )
      const { id } = (await upload(manager, kind, template.text)).body
      const looked = await detail(manager, id)
      expect([kind, language, looked.question]).toEqual([kind, language, null])
      expect(looked.mapping.columns).toHaveLength(looked.inspection.columns.length)
      await manager.send('POST', `/api/imports/${id}/preview`)
      await work(id)
      const preview = (await detail(manager, id)).preview
      expect([kind, language, preview?.rows.flatMap(({ reasons }) => reasons)]).toEqual([kind, language, []])
    }
  }
})

test('fresh leads that are nobody’s get a clock, and owners only when a run asks for it; running again changes nothing', async () => {
  await sql`insert into app.store_rules (organisation_id, version, document, written_at)
    values (${server.network.ids.D1}, 1, '{"assignment": "round-robin", "recycleDays": 10}', now())`.execute(
    server.owner,
  )
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const file = [
    '编号,日期,来源,销售顾问,状态',
    `c1,${daysAgo(1)},抖音,,新线索`,
    `c2,${daysAgo(2)},抖音,,`,
    `c3,${daysAgo(40)},抖音,,新线索`,
    `c4,${daysAgo(1)},抖音,,已战败`,
    `c5,${daysAgo(1)},抖音,Name of d1.consultant,新线索`,
    'c6,,抖音,,新线索',
    '',
  ].join('\n')
  const ran = async (choices: string[]) => {
    const { id } = (await upload(manager, 'leads', file)).body
    await manager.send('POST', `/api/imports/${id}/preview`)
    await work(id)
    const { preview } = await detail(manager, id)
    expect((await manager.send('POST', `/api/imports/${id}/run`, { choices: ['flood'] })).status).toBe(422)
    expect((await manager.send('POST', `/api/imports/${id}/run`, { choices })).status).toBe(202)
    await work(id)
    return { preview, result: (await detail(manager, id)).result }
  }
  const kept = async () =>
    (
      await sql<{ ref: string; owner: string | null; clock: boolean; cause: string | null }>`
        select l.external_ref as ref, l.owner_id as owner, l.respond_by is not null as clock, c.cause
          from app.leads l left join app.owner_changes c on c.lead_id = l.id
         where l.external_ref ~ '^c[1-6]$' order by 1`.execute(server.owner)
    ).rows
  const first = await ran(['distribute'])
  expect(first.preview?.result.findings).toMatchObject([{ code: 'clock-starts', rows: [2, 3] }])
  const now = await kept()
  expect(now.map(({ ref, clock, cause }) => [ref, clock, cause])).toEqual([
    ['c1', true, 'round-robin'],
    ['c2', true, 'round-robin'],
    ['c3', false, null],
    ['c4', false, null],
    ['c5', false, null],
    ['c6', false, null],
  ])
  const [one, two, ...others] = now.map(({ owner }) => owner)
  expect(new Set([one, two, null]).size).toBe(3)
  expect(others).toEqual([null, null, server.network.staff.D1.consultant, null])
  expect((await ran(['distribute'])).result).toMatchObject({ new: 0, updated: 0, unchanged: 6 })
  expect(await kept()).toEqual(now)
  await sql`delete from app.store_rules`.execute(server.owner)
})
