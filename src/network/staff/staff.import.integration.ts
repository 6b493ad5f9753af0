import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from '../../testing/importing.ts'
import { type ProductServer, startProductServer } from '../../testing/product-server.ts'

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

async function peopleLike(name: string) {
  const { rows } = await sql<{ name: string; ref: string; roles: string[]; signsIn: boolean }>`
    select p.name, p.external_ref as ref, p.user_id is not null as "signsIn",
           array(select role from app.staff_roles r where r.staff_id = p.id order by role) as roles
      from app.staff p where p.name like ${name} order by p.id`.execute(server.owner)
  return rows
}

test('people come in without a sign-in, managers with them, and are the same ones next time', async () => {
  const file =
    '姓名,工号,岗位,上级\n赵一,100,销售顾问,赵经理\n赵二,101,库管,赵经理\n赵三,,,赵经理\n赵四,102,总经理,'
  const done = await imports.run('staff', file)
  expect(countsOf(done.result)).toEqual({ rows: 4, new: 3, updated: 0, unchanged: 0, refused: 1 })
  expect(done.reasons).toEqual({ 5: ['unknown-code'] })
  expect(await peopleLike('赵%')).toEqual([
    { name: '赵一', ref: '100', roles: ['consultant'], signsIn: false },
    { name: '赵经理', ref: '赵经理', roles: ['sales-manager'], signsIn: false },
    { name: '赵二', ref: '101', roles: ['inventory-manager'], signsIn: false },
    { name: '赵三', ref: '赵三', roles: ['consultant'], signsIn: false },
  ])
  expect(countsOf((await imports.run('staff', file)).result)).toMatchObject({
    new: 0,
    updated: 0,
    unchanged: 3,
  })
  const renamed = await imports.run('staff', '姓名,工号,岗位\n赵一一,100,销售经理\n赵三,103,')
  expect(countsOf(renamed.result)).toMatchObject({ updated: 2 })
  expect((await peopleLike('赵%')).map(({ name, ref, roles }) => [name, ref, roles])).toEqual([
    ['赵一一', '100', ['consultant', 'sales-manager']],
    ['赵经理', '赵经理', ['sales-manager']],
    ['赵二', '101', ['inventory-manager']],
    ['赵三', '103', ['consultant']],
  ])
})

test('a file gives nobody who signs in another name or role', async () => {
  const done = await imports.run(
    'staff',
    '姓名,岗位\nName of d1.consultant,销售经理\nName of d1.finance,财务',
  )
  expect(countsOf(done.result)).toMatchObject({ new: 0, updated: 0, unchanged: 2 })
  expect(done.result.findings).toEqual([expect.objectContaining({ code: 'person-signs-in', count: 1 })])
  expect(await peopleLike('Name of d1.consultant')).toEqual([
    expect.objectContaining({ roles: ['consultant'], signsIn: true }),
  ])
})
