import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from '../../testing/importing.ts'
import { type ProductServer, startProductServer } from '../../testing/product-server.ts'
import { openContact } from './contact-seals.ts'

let server: ProductServer
let imports: Importing

beforeAll(async () => {
  server = await startProductServer()
  imports = await importing(server)
})
afterAll(async () => {
  await imports.close()
  await server.close()
})

interface Kept {
  number: string
  kind: string
  name: string
  source: string | null
  owner: string | null
  origin: string
  phones: Buffer[]
}

async function customersLike(name: string): Promise<(Omit<Kept, 'phones'> & { phones: string[] })[]> {
  const { rows } = await sql<Kept>`
    select c.number, c.kind, c.name, c.source, p.name as owner, c.origin,
           array(select t.sealed from app.contact_points t where t.customer_id = c.id and t.kind = 'phone' order by t.id) as phones
      from app.customers c left join app.staff p on p.id = c.owner_id
     where c.name like ${name} and c.dealer_id = ${server.network.ids.D1} order by c.id`.execute(server.owner)
  const { seals } = server.services
  return rows.map(row => ({
    ...row,
    phones: row.phones.map(sealed => openContact(seals, server.network.ids.D1, sealed)),
  }))
}

test('people and companies come in with sealed phones, a number and an owner', async () => {
  const file = [
    '姓名,公司,手机,来源,销售顾问,邮箱',
    '甲一,,138 0013 8000,抖音,Name of d1.consultant,jia@example.com',
    '甲二,,+86 13800138001,转介绍,没有此人,',
    '甲三,甲物流有限公司,021-55556666,,,',
    '甲四,,12345,,,',
    ',,13800138009,,,',
    '甲五,,1.38E+10,,,',
  ].join('\n')
  const done = await imports.run('customers', file)
  expect(done.reasons).toEqual({ 5: ['not-a-phone'], 6: ['name-missing'], 7: ['phone-rounded'] })
  expect(countsOf(done.result)).toEqual({ rows: 6, new: 3, updated: 0, unchanged: 0, refused: 3 })
  expect(countsOf(done.preview.result)).toEqual(countsOf(done.result))
  expect(done.result.findings).toContainEqual(expect.objectContaining({ code: 'owner-unknown', rows: [3] }))
  expect(await customersLike('甲%')).toEqual([
    expect.objectContaining({
      ...{ kind: 'person', name: '甲一', source: 'short-video', origin: 'import' },
      ...{ owner: 'Name of d1.consultant', phones: ['+8613800138000'] },
    }),
    expect.objectContaining({ name: '甲二', source: 'referral', owner: null, phones: ['+8613800138001'] }),
    expect.objectContaining({ kind: 'company', name: '甲物流有限公司', phones: ['+862155556666'] }),
  ])
  const { rows } = await sql<{ plain: number }>`
    select count(*)::int as plain from app.contact_points where position('13800138000'::bytea in sealed) > 0`.execute(
    server.owner,
  )
  expect(rows).toEqual([{ plain: 0 }])
  expect(countsOf((await imports.run('customers', file)).result)).toMatchObject({
    new: 0,
    updated: 0,
    unchanged: 3,
  })
})

test('one phone, however it is typed, is one customer; another name does not rename them', async () => {
  await imports.run('customers', '姓名,电话\n乙一,13900139000')
  const later = await imports.run(
    'customers',
    '客户,联系电话,邮箱,来源\n乙某,+86 139-0013-9000,yi@example.com,车展',
  )
  expect(countsOf(later.result)).toEqual({ rows: 1, new: 0, updated: 1, unchanged: 0, refused: 0 })
  expect(later.result.findings).toEqual([expect.objectContaining({ code: 'other-name' })])
  expect(await customersLike('乙%')).toEqual([
    expect.objectContaining({ name: '乙一', source: 'exhibition' }),
  ])
})

test('a reference or a credit code knows a customer whose name and phone have changed', async () => {
  await imports.run('customers', '客户编号,姓名,手机\nR-1,丙一,13700137000')
  await imports.run('customers', '公司,统一社会信用代码\n丙公司,91350100M000100Y43')
  const later = await imports.run(
    'customers',
    '客户编号,姓名,手机\nR-1,丙二,13700137001\nR-2,丙三,13700137000',
  )
  expect(countsOf(later.result)).toMatchObject({ new: 1, updated: 1 })
  const code = await imports.run(
    'customers',
    '公司,信用代码\n丙集团,9135 0100 M000 100Y43\n丙错,91350100M000100Y44',
  )
  expect(countsOf(code.result)).toMatchObject({ updated: 1, refused: 1 })
  expect(code.reasons).toEqual({ 3: ['credit-code-wrong'] })
  expect((await customersLike('丙%')).map(({ name, phones }) => [name, phones])).toEqual([
    ['丙二', ['+8613700137000', '+8613700137001']],
    ['丙集团', []],
    ['丙三', ['+8613700137000']],
  ])
})

test('people of one name are as many as the file says, and the same ones next time', async () => {
  const file = '姓名,备注\n丁伟,一\n丁伟,二\n丁伟,二'
  expect(countsOf((await imports.run('customers', file)).result)).toMatchObject({ new: 3 })
  expect(countsOf((await imports.run('customers', file)).result)).toMatchObject({ new: 0, unchanged: 3 })
  expect(await customersLike('丁%')).toHaveLength(3)
})

test('leads come in by reference, with their source as a code and their phone sealed', async () => {
  const file = [
    'mql_id,first_contact_date,origin,name,mobile,model',
    'q1,3/22/2018,organic_search,王一,13600136000,远山',
    'q2,2/1/2018,,,,',
    ',2/2/2018,抖音,王三,13600136001,',
    ',2/2/2018,抖音,王三,13600136001,',
    'q3,2/30/2018,,,,',
    'q4,2/3/2018,,,12,',
  ].join('\n')
  const done = await imports.run('leads', file)
  expect(done.reasons).toEqual({ 6: ['not-a-date'], 7: ['not-a-phone'] })
  expect(countsOf(done.result)).toEqual({ rows: 6, new: 4, updated: 0, unchanged: 0, refused: 2 })
  const { rows } = await sql<Record<string, unknown>>`
    select external_ref as ref, source, received_on as received, name, phone_sealed is not null as phone, interest, state
      from app.leads order by id`.execute(server.owner)
  const known = { state: 'open' }
  expect(rows).toEqual([
    {
      ref: 'q1',
      source: 'organic-search',
      received: '2018-03-22',
      name: '王一',
      phone: true,
      interest: '远山',
      ...known,
    },
    {
      ref: 'q2',
      source: 'unknown',
      received: '2018-02-01',
      name: null,
      phone: false,
      interest: null,
      ...known,
    },
    {
      ref: null,
      source: 'short-video',
      received: '2018-02-02',
      name: '王三',
      phone: true,
      interest: null,
      ...known,
    },
    {
      ref: null,
      source: 'short-video',
      received: '2018-02-02',
      name: '王三',
      phone: true,
      interest: null,
      ...known,
    },
  ])
  expect(countsOf((await imports.run('leads', file)).result)).toMatchObject({
    new: 0,
    updated: 0,
    unchanged: 4,
  })
  const later = await imports.run('leads', 'mql_id,name\nq2,王二', { choices: {} })
  expect(countsOf(later.result)).toMatchObject({ updated: 1 })
})

test('a date that can be read in two ways is asked for, with both readings', async () => {
  const file = 'mql_id,first_contact_date\nd1,2/1/2018\nd2,3/4/2018'
  await expect(imports.run('leads', file)).rejects.toMatchObject({
    code: 'import.date-order-ambiguous',
    extensions: {
      column: 'first_contact_date',
      field: 'receivedOn',
      readings: 'dmy → 2018-01-02, mdy → 2018-02-01',
    },
  })
  await imports.run('leads', file, { choices: { dateOrders: { receivedOn: 'dmy' } } })
  const { rows } = await sql<{ received: string }>`
    select received_on as received from app.leads where external_ref = 'd1'`.execute(server.owner)
  expect(rows).toEqual([{ received: '2018-01-02' }])
})

test('a name in two columns is one name, of customers and of leads; a lead is called on the number it has', async () => {
  const people = 'First Name,Last Name,Phone\n小明,戊,13800138091\nJohn,戊Smith,13800138092\n'
  expect(countsOf((await imports.run('customers', people)).result)).toMatchObject({ new: 2 })
  expect((await customersLike('%戊%')).map(({ name }) => name)).toEqual(['戊小明', 'John 戊Smith'])
  const leads = 'Lead ID,First Name,Last Name,Phone,Mobile\nsf-1,小红,戊,,13800138093\nsf-2,,戊,,12345\n'
  const done = await imports.run('leads', leads)
  expect(countsOf(done.result)).toMatchObject({ new: 1, refused: 1 })
  expect(done.rejects[0]?.reasons).toMatchObject([{ code: 'not-a-phone', field: 'phone2' }])
  const { rows } = await sql<Record<string, unknown>>`
    select name, phone_sealed is not null as called from app.leads where external_ref like 'sf-%'`.execute(
    server.owner,
  )
  expect(rows).toEqual([{ name: '戊小红', called: true }])
})
