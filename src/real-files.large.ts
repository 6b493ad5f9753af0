import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from './testing/importing.ts'
import { type ProductServer, startProductServer } from './testing/product-server.ts'

/** Public files of the kinds that dealers bring, which the product does not ship: FORECOURT_SAMPLES names their
 *  folder. What is expected is counted from their text by plain code that shares nothing with the importer. */
const folder = process.env.FORECOURT_SAMPLES
const wanted = folder ? describe : describe.skip

let server: ProductServer
let imports: Importing

beforeAll(async () => {
  if (!folder) return
  server = await startProductServer()
  imports = await importing(server)
})
afterAll(async () => {
  await imports?.close()
  await server?.close()
})

function sample(name: string): string {
  return join(folder ?? '', name)
}

/** No cell of these files holds a comma or a quote. */
function plainRows(name: string): Record<string, string>[] {
  const [heading = '', ...lines] = readFileSync(sample(name), 'utf8').trim().split(/\r?\n/)
  const names = heading.split(',')
  return lines.map(line => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((column, index) => [column, cells[index] ?? '']))
  })
}

async function ask<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(server.owner)).rows
}

async function importTwice(kind: Parameters<Importing['run']>[0], name: string, choices = {}) {
  const first = await imports.run(kind, sample(name), { choices })
  expect(countsOf(first.preview.result)).toEqual(countsOf(first.result))
  const second = await imports.run(kind, sample(name), { choices })
  return { first, second }
}

wanted('files as they are', () => {
  test.each(['uk_used_audi.csv', 'uk_used_bmw.csv'])('%s: every row is a car, once', async name => {
    const rows = plainRows(name)
    const { first, second } = await importTwice('stock', name, { currency: 'GBP' })
    const all = { rows: rows.length, new: 0, updated: 0, unchanged: 0, refused: 0 }
    expect(countsOf(first.result)).toEqual({ ...all, new: rows.length })
    expect(countsOf(second.result)).toEqual({ ...all, unchanged: rows.length })
    const make = rows[0]?.make ?? ''
    const [kept] = await ask(sql<Record<string, number>>`
      select count(*)::int as cars, count(distinct e.stock_number)::int as numbers, count(v.vin)::int as vins,
             sum(e.price_minor)::float8 as "priceMinor", sum(v.mileage_km)::float8 as "mileageKm",
             count(*) filter (where e.currency = 'GBP')::int as pounds,
             count(*) filter (where v.energy = 'diesel')::int as diesel
        from app.vehicles v join app.stock_episodes e on e.vehicle_id = v.id where v.make = ${make}`)
    expect(kept).toEqual({
      cars: rows.length,
      numbers: rows.length,
      vins: 0,
      priceMinor: rows.reduce((sum, row) => sum + Number(row.price) * 100, 0),
      mileageKm: rows.reduce((sum, row) => sum + Math.round(Number(row.mileage) * 1.609344), 0),
      pounds: rows.length,
      diesel: rows.filter(row => row.fuelType === 'Diesel').length,
    })
  })

  test('olist leads, then the wins that name them', async () => {
    const leads = plainRows('olist_marketing_qualified_leads.csv')
    const wins = plainRows('olist_closed_deals.csv')
    const { first, second } = await importTwice('leads', 'olist_marketing_qualified_leads.csv')
    expect(countsOf(first.result)).toMatchObject({ new: leads.length, refused: 0 })
    expect(countsOf(second.result)).toMatchObject({ unchanged: leads.length, new: 0, updated: 0 })

    const sold = await importTwice('sales', 'olist_closed_deals.csv')
    expect(countsOf(sold.first.result)).toMatchObject({ new: wins.length, refused: 0 })
    expect(countsOf(sold.second.result)).toMatchObject({ unchanged: wins.length, new: 0, updated: 0 })
    expect(sold.first.result.findings).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'ended-before-begun', count: 1 }),
    ])

    const received = new Map(leads.map(row => [row.mql_id, isoOf(row.first_contact_date ?? '', 'mdy')]))
    const kept = await ask(sql<{
      ref: string
      stage: string
      inquired: string
      closed: string
      lead: string
    }>`
      select s.external_ref as ref, s.stage, s.inquired_on as inquired, s.closed_on as closed, l.state as lead
        from app.sales s join app.leads l on l.id = s.lead_id and l.sale_id = s.id and l.external_ref = s.external_ref`)
    const expected = wins.map(row => ({
      ref: row.mql_id,
      stage: 'after-sales',
      inquired: received.get(row.mql_id ?? ''),
      closed: isoOf((row.won_date ?? '').slice(0, 10), 'dmy'),
      lead: 'converted',
    }))
    expect(sorted(kept)).toEqual(sorted(expected))
    expect(expected.filter(({ inquired, closed }) => closed < (inquired ?? ''))).toHaveLength(1)
  })

  test('the CRM: staff, products, accounts, and the pipeline that names them', async () => {
    const teams = plainRows('crm_sales_teams.csv')
    const staff = await importTwice('staff', 'crm_sales_teams.csv')
    expect(countsOf(staff.first.result)).toMatchObject({ new: teams.length, refused: 0 })
    expect(countsOf(staff.second.result)).toMatchObject({ unchanged: teams.length })
    const [people] = await ask(sql<{ consultants: number; managers: number }>`
      select count(*) filter (where r.role = 'consultant')::int as consultants,
             count(*) filter (where r.role = 'sales-manager')::int as managers
        from app.staff p join app.staff_roles r on r.staff_id = p.id where p.external_ref is not null`)
    expect(people).toEqual({
      consultants: new Set(teams.map(row => row.sales_agent)).size,
      managers: new Set(teams.map(row => row.manager)).size,
    })

    const products = await importTwice('models', 'crm_products.csv', { currency: 'USD' })
    expect(countsOf(products.first.result)).toMatchObject({ rows: 7, new: 7 })
    expect(countsOf(products.second.result)).toMatchObject({ unchanged: 7 })
    const accounts = await importTwice('customers', 'crm_accounts.csv')
    expect(countsOf(accounts.first.result)).toMatchObject({ new: plainRows('crm_accounts.csv').length })
    expect(countsOf(accounts.second.result)).toMatchObject({ new: 0, updated: 0, refused: 0 })

    const pipeline = plainRows('crm_sales_pipeline.csv')
    const sales = await importTwice('sales', 'crm_sales_pipeline.csv', { currency: 'USD' })
    expect(countsOf(sales.first.result)).toMatchObject({ new: pipeline.length, refused: 0 })
    expect(sales.first.result.findings).toEqual([])
    expect(countsOf(sales.second.result)).toMatchObject({ unchanged: pipeline.length, new: 0, updated: 0 })

    const stages: Record<string, string> = {
      Prospecting: 'inquiry',
      Engaging: 'negotiation',
      Won: 'after-sales',
      Lost: 'lost',
    }
    const kept = await ask(sql<Record<string, unknown>>`
      select s.external_ref as ref, s.stage, s.inquired_on as inquired, s.closed_on as closed, s.currency,
             s.amount_minor::int as amount, c.name as account, p.name as agent, t.name_en as product, s.origin
        from app.sales s
        left join app.customers c on c.id = s.customer_id
        left join app.staff p on p.id = s.owner_id
        left join app.trims t on t.id = s.trim_id
       where s.lead_id is null`)
    const expected = pipeline.map(row => ({
      ref: row.opportunity_id,
      stage: stages[row.deal_stage ?? ''],
      inquired: row.engage_date || null,
      closed: row.close_date || null,
      currency: row.deal_stage === 'Won' ? 'USD' : null,
      amount: row.deal_stage === 'Won' ? Number(row.close_value) * 100 : null,
      account: row.account || null,
      agent: row.sales_agent,
      product: row.product === 'GTXPro' ? 'GTX Pro' : row.product,
      origin: 'import',
    }))
    expect(sorted(kept)).toEqual(sorted(expected))
    expect(kept.filter(({ inquired }) => inquired === null)).toHaveLength(500)
    expect(kept.filter(({ account }) => account === null)).toHaveLength(1425)

    const [events] = await ask(sql<Record<string, number>>`
      select count(*)::int as events, count(occurred_at)::int as dated,
             count(*) filter (where actor_kind = 'import' and origin = 'import')::int as imported
        from app.events where sale_id in (select id from app.sales where lead_id is null)`)
    expect(events).toEqual({
      events: pipeline.length,
      dated: pipeline.length - 500,
      imported: pipeline.length,
    })
  })
})

function isoOf(date: string, order: 'mdy' | 'dmy'): string {
  const [one = '', two = '', year = ''] = date.split(/[/-]/)
  const [month, day] = order === 'mdy' ? [one, two] : [two, one]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function sorted(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.toSorted((a, b) => (String(a.ref) < String(b.ref) ? -1 : 1))
}
