import pg from 'pg'
import type { DemoServer } from '../server/demo-server.ts'
import { asPerson, signIn } from '../server/sign-in.ts'

/** A consultant with many inquiries that wait for their first showing. */
export interface FreshSales {
  readonly cookie: string
  readonly dealerId: string
  readonly ownerId: string
  readonly version: number
  readonly count: number
  /** the id of one of them is this, followed by its number as twelve hexadecimal digits */
  readonly idPrefix: string
}

export function saleIdOf({ idPrefix }: FreshSales, number: number): string {
  return idPrefix + number.toString(16).padStart(12, '0')
}

/** Opens an inquiry as this person, the usual way, and lets the database repeat its rows so many times. */
export async function makeFreshSales(
  server: DemoServer,
  username: string,
  count: number,
): Promise<FreshSales> {
  const cookie = await signIn(server.address, username)
  const send = asPerson(server.address, cookie)
  const { staff } = await send<{ staff: { id: string } }>('GET', '/api/me')
  const phone = `154${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const customer = await send<{ id: string }>('POST', '/api/customers', {
    kind: 'person',
    name: '测试客户',
    contactPoints: [{ kind: 'phone', value: phone }],
  })
  const inquiry = { customerId: customer.id, source: 'walk-in' }
  const sale = await send<OpenedSale>('POST', '/api/inquiries', inquiry)
  await repeatSale(server.urls.owner, sale, count)
  const idPrefix = prefixOf(sale.id)
  return { cookie, dealerId: sale.dealerId, ownerId: staff.id, version: sale.version, count, idPrefix }
}

interface OpenedSale {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly version: number
}

/** In order of their foreign keys. */
const tables = ['sales', 'inquiries', 'follow_ups', 'events'] as const

async function repeatSale(ownerUrl: string, sale: OpenedSale, count: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const rows: { table: string; row: Record<string, unknown> }[] = []
    for (const table of tables)
      for (const row of await findRows(owner, table, sale)) rows.push({ table, row })
    const ids = rows.map(({ row }) => String(row.id))
    for (const { table, row } of rows)
      await owner.query(repeatStatement(table, row, ids, sale.number), [sale.dealerId, row.id, count])
  } finally {
    await owner.end()
  }
}

async function findRows(owner: pg.Client, table: string, { id, dealerId }: OpenedSale) {
  const { rows } = await owner.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from app.${table} t
      where dealer_id = $1 and ${table === 'sales' ? 'id' : 'sale_id'} = $2`,
    [dealerId, id],
  )
  return rows.map(({ row }) => row)
}

/** In each copy of a row the ids of the sale's rows end with the number of the copy. */
function repeatStatement(
  table: string,
  row: Readonly<Record<string, unknown>>,
  ids: readonly string[],
  number: string,
): string {
  const values = Object.entries(row).map(([column, value]) => {
    if (ids.includes(String(value))) return `('${prefixOf(String(value))}' || tail)::uuid`
    const inside = ids.filter(id => JSON.stringify(value).includes(id))
    const renamed = inside.reduce(
      (text, id) => `replace(${text}, '${id}', '${prefixOf(id)}' || tail)`,
      `replace(t.${column}::text, '${number}', '${number}-' || n)`,
    )
    if (inside.length > 0) return `${renamed}::jsonb`
    return value === number ? renamed : `t.${column}`
  })
  return `
    insert into app.${table} (${Object.keys(row).join(', ')})
    select ${values.join(', ')} from app.${table} t
     cross join generate_series(1, $3::int) n
     cross join lateral (select lpad(to_hex(n), 12, '0') as tail) numbered
     where t.dealer_id = $1 and t.id = $2`
}

function prefixOf(id: string): string {
  return id.slice(0, 24)
}
