import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from '../../testing/importing.ts'
import { type ProductServer, startProductServer } from '../../testing/product-server.ts'
import { replay } from '../process/apply.rules.ts'
import type { SaleEvent } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'

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
  id: string
  ref: string
  stage: string
  sequence: number
  customer: string | null
  kind: string | null
  owner: string | null
  search: string | null
  inquired: string | null
  closed: string | null
  amount: number | null
  state: Sale
}

async function salesLike(ref: string): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select s.id, s.external_ref as ref, s.stage, s.sequence, c.name as customer, c.kind, p.name as owner,
           s.customer_search as search, s.inquired_on as inquired, s.closed_on as closed, s.amount_minor as amount, s.state
      from app.sales s left join app.customers c on c.id = s.customer_id left join app.staff p on p.id = s.owner_id
     where s.external_ref like ${ref} order by s.external_ref`.execute(server.owner)
  return rows
}

const heading = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value'

test('an opportunity becomes a sale at its stage; what the file leaves open stays unknown', async () => {
  const file = [
    heading,
    'a1,Name of d1.consultant,GTX,甲公司,Prospecting,,,',
    'a2,Name of d1.consultant,,甲公司,Engaging,2026-01-05,,',
    'a3,Nobody,,乙公司,Won,2026-01-05,2026-02-01,1054',
    'a4,,,,Lost,2026-01-05,2026-02-01,0',
    'a5,,,,Maybe,,,',
    'a6,,,,Won,2026-01-05,2026-01-01,10',
  ].join('\n')
  const done = await imports.run('sales', file)
  expect(countsOf(done.result)).toEqual({ rows: 6, new: 5, updated: 0, unchanged: 0, refused: 1 })
  expect(countsOf(done.preview.result)).toEqual(countsOf(done.result))
  expect(done.reasons).toEqual({ 6: ['unknown-code'] })
  expect(done.result.findings.filter(({ severity }) => severity === 'warning')).toEqual([
    expect.objectContaining({ code: 'product-unknown', rows: [2] }),
    expect.objectContaining({ code: 'owner-unknown', rows: [4] }),
    expect.objectContaining({ code: 'ended-before-begun', rows: [7] }),
  ])
  const kept = await salesLike('a%')
  const nobody = { customer: null, kind: null, owner: null, search: null }
  expect(kept.map(({ id, state, ...sale }) => sale)).toEqual([
    {
      ...{ ref: 'a1', stage: 'inquiry', sequence: 1, inquired: null, closed: null, amount: null },
      ...{ customer: '甲公司', kind: 'company', owner: 'Name of d1.consultant' },
      search: expect.stringContaining('jiagongsi'),
    },
    {
      ...{ ref: 'a2', stage: 'negotiation', sequence: 1, inquired: '2026-01-05', closed: null, amount: null },
      ...{ customer: '甲公司', kind: 'company', owner: 'Name of d1.consultant' },
      search: expect.stringContaining('jiagongsi'),
    },
    {
      ...{
        ref: 'a3',
        stage: 'after-sales',
        sequence: 1,
        inquired: '2026-01-05',
        closed: '2026-02-01',
        amount: 105_400,
      },
      ...{ customer: '乙公司', kind: 'company', owner: null },
      search: expect.stringContaining('yigongsi'),
    },
    {
      ref: 'a4',
      stage: 'lost',
      sequence: 1,
      inquired: '2026-01-05',
      closed: '2026-02-01',
      amount: null,
      ...nobody,
    },
    {
      ref: 'a6',
      stage: 'after-sales',
      sequence: 1,
      inquired: '2026-01-05',
      closed: '2026-01-01',
      amount: 1000,
      ...nobody,
    },
  ])
  const { rows: companies } = await sql<{ name: string }>`
    select name from app.customers where name in ('甲公司', '乙公司') order by name collate "C"`.execute(
    server.owner,
  )
  expect(companies).toHaveLength(2)
  expect(countsOf((await imports.run('sales', file)).result)).toMatchObject({
    new: 0,
    updated: 0,
    unchanged: 5,
  })
})

test('every imported sale is what its events say, recorded now, occurred when the file says', async () => {
  await imports.run('sales', `${heading}\nb1,,,丙公司,Engaging,2026-01-05,,\nb2,,,,Prospecting,,,`)
  await imports.run('sales', `${heading}\nb1,,,丙公司,Won,2026-01-05,2026-03-01,99`)
  for (const { id, state } of await salesLike('b%')) {
    const { rows } = await sql<SaleEvent & { recordedAt: string; eventActor: string }>`
      select dealer_id as "dealerId", sale_id as "saleId", sequence, stage_before as "stageBefore", action,
             stage_after as "stageAfter", jsonb_build_object('kind', actor_kind, 'id', actor_id) as actor,
             occurred_at as "occurredAt", duration_seconds as "durationSeconds", process_version as "processVersion",
             origin, channel, facts, recorded_at as "recordedAt"
        from app.events where sale_id = ${id} order by sequence`.execute(server.owner)
    expect(replay(rows)).toEqual(state)
    for (const event of rows) {
      expect(event).toMatchObject({
        action: 'sale-imported',
        origin: 'import',
        actor: { kind: 'import', id: null },
      })
      expect(Date.now() - Date.parse(event.recordedAt)).toBeLessThan(60_000)
    }
  }
  const [won, unknown] = await salesLike('b%')
  expect(won).toMatchObject({ stage: 'after-sales', sequence: 2, closed: '2026-03-01', amount: 9900 })
  const { rows } = await sql<{ occurred: string | null }>`
    select occurred_at as occurred from app.events where sale_id = ${unknown?.id ?? ''}`.execute(server.owner)
  expect(rows).toEqual([{ occurred: null }])
})

test('a later file brings a sale further, but neither back from its end nor over what people did', async () => {
  await imports.run(
    'sales',
    `${heading}\nc1,,,,Prospecting,,,\nc2,,,,Lost,2026-01-01,2026-01-02,0\nc3,,,丁公司,Engaging,2026-01-01,,`,
  )
  const [, , worked] = await salesLike('c%')
  const manager = await server.signedIn('d1.dealermanager')
  const acted = await manager.send(
    'POST',
    `/api/sales/${worked?.id}/showings`,
    { visit: 'first', note: '' },
    { 'if-match': '"1"' },
  )
  expect(acted.status).toBe(201)
  const later = await imports.run(
    'sales',
    `${heading}\nc1,,,,Engaging,2026-02-01,,\nc2,,,,Won,2026-01-01,2026-01-03,5\nc3,,,丁公司,Won,2026-01-01,2026-02-01,7`,
  )
  expect(countsOf(later.result)).toEqual({ rows: 3, new: 0, updated: 1, unchanged: 0, refused: 2 })
  expect(later.reasons).toEqual({ 3: ['sale.closed'], 4: ['import.sale-worked'] })
  expect((await salesLike('c%')).map(({ stage, sequence }) => [stage, sequence])).toEqual([
    ['negotiation', 2],
    ['lost', 1],
    ['showing', 2],
  ])
})

test('a win joins its lead, which is converted; a lead that is not there is said', async () => {
  await imports.run('leads', 'mql_id,first_contact_date,origin\nl1,3/22/2018,paid_search\nl2,3/23/2018,email')
  const wins = 'mql_id,won_date,sr_id\nl1,26-04-2018 19:58,x\nl9,27-04-2018 10:00,y'
  const done = await imports.run('sales', wins)
  expect(countsOf(done.result)).toMatchObject({ new: 2 })
  expect(done.result.findings).toEqual([expect.objectContaining({ code: 'lead-unknown', rows: [3] })])
  const { rows } = await sql<Record<string, unknown>>`
    select s.external_ref as ref, s.source, s.inquired_on as inquired, s.closed_on as closed, l.state as lead
      from app.sales s left join app.leads l on l.id = s.lead_id
     where s.external_ref in ('l1', 'l9') order by 1`.execute(server.owner)
  expect(rows).toEqual([
    { ref: 'l1', source: 'paid-search', inquired: '2018-03-22', closed: '2018-04-26', lead: 'converted' },
    { ref: 'l9', source: 'unknown', inquired: null, closed: '2018-04-27', lead: null },
  ])
  await imports.run('leads', 'mql_id,first_contact_date,origin\nl9,3/24/2018,email')
  const again = await imports.run('sales', wins)
  expect(countsOf(again.result)).toMatchObject({ updated: 1, unchanged: 1 })
  expect(again.result.findings).toEqual([])
})

test('people are found by phone, by a name that is theirs alone, and by nothing less', async () => {
  await imports.run('customers', '姓名,手机\n戊一,13500135000\n戊二,13500135001\n戊二,13500135002')
  const done = await imports.run(
    'sales',
    [
      '订单编号,客户姓名,手机,阶段,成交日期,成交价',
      'e1,随便,13500135000,已成交,2026-03-01,"218,800.00"',
      'e2,戊一,,洽谈,,',
      'e3,戊二,,洽谈,,',
      'e4,戊三,13500135003,咨询,,',
      'e5,戊四,1,咨询,,',
    ].join('\n'),
  )
  expect(done.reasons).toEqual({ 6: ['not-a-phone'] })
  expect(done.result.findings).toContainEqual(
    expect.objectContaining({ code: 'customer-ambiguous', rows: [4] }),
  )
  expect((await salesLike('e%')).map(({ ref, customer, amount }) => [ref, customer, amount])).toEqual([
    ['e1', '戊一', 21_880_000],
    ['e2', '戊一', null],
    ['e3', null, null],
    ['e4', '戊三', null],
  ])
})

test('how a deal ended may stand apart from the stage at which it ended', async () => {
  const file = [
    'Deal ID,Stage,Status,Lost reason',
    'out1,Proposal Made,Won,',
    'out2,Proposal Made,Lost,too expensive',
    'out3,Proposal Made,Open,',
    'out4,Contracted,Won,',
  ].join('\n')
  const done = await imports.run('sales', file)
  expect(countsOf(done.result)).toMatchObject({ new: 4, refused: 0 })
  expect((await salesLike('out%')).map(({ stage }) => stage)).toEqual([
    'after-sales',
    'lost',
    'negotiation',
    'contract',
  ])
  expect(countsOf((await imports.run('sales', file)).result)).toMatchObject({ unchanged: 4 })
})
