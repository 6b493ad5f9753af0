import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Role } from '../platform/permissions.ts'
import { leaksIn, textOf } from './traces.ts'
import { nameOf, type Walker, walkers } from './walkers.ts'
import { clientOf, type World } from './world.ts'

/** Cost prices are for those who answer for stock, at their own stores; names for those who meet the customer;
 *  numbers in full for nobody but by a reveal. That nothing more is shown, the walk saw in every answer:
 *  here is that those who may, do see, and that what is masked says so. */
const costReaders: readonly Role[] = [
  'inventory-manager',
  'dealer-manager',
  'group-manager',
  'region-manager',
  'manufacturer-manager',
]
const above: readonly Role[] = ['group-manager', 'region-manager', 'manufacturer-manager']

const carReaders = rolesBut('finance', 'analyst', 'administrator', 'service-adviser')
const saleReaders = rolesBut('analyst', 'administrator', 'service-adviser')

export function fieldRules(at: () => World): void {
  const get = async <Body>(walker: Walker, url: string) => {
    const answer = await clientOf(at(), walker).send('GET', url)
    expect(answer.status, `${nameOf(walker)} ${url} ${answer.text}`).toBe(200)
    return { body: answer.body as Body, text: await textOf(answer) }
  }
  const mine = () => {
    const { customer, sale, car } = at().lots.colleagues
    if (!sale || !car) throw new Error('a colleague has no sale')
    return { customer, sale, car }
  }

  describe('a cost price', () => {
    it.each(carReaders.map(each => [each.username, each] as const))(
      'of a car, as %s sees it',
      async (_, by) => {
        const { car } = mine()
        const shown = costReaders.includes(by.role)
        const expected = { id: car.id, costMinor: shown ? car.costMinor : null, costMasked: !shown }
        const detail = await get<object>(by, `/api/vehicles/${car.id}`)
        expect(detail.body).toMatchObject(expected)
        const { body } = await get<{ items: { id: string }[] }>(by, '/api/vehicles?limit=100&order=oldest')
        expect(body.items.find(each => each.id === car.id)).toMatchObject(expected)
      },
    )

    it.each(['csv', 'xlsx'])(
      'is a column of the %s export for those who see it, and for nobody else',
      async format => {
        for (const by of walkers.filter(each => ['sales-manager', ...costReaders].includes(each.role))) {
          const { text } = await get(by, `/api/vehicles/export?format=${format}`)
          expect(text, nameOf(by)).toContain(mine().car.vin)
          const cost = String(mine().car.costMinor / 100)
          expect(text.includes(cost), nameOf(by)).toBe(costReaders.includes(by.role))
        }
      },
    )

    it('is not shown of another store to one who sees it at their own', async () => {
      const manager = walkerNamed('d1.dealermanager')
      const elsewhere = at().lots.neighbours.car
      const { body } = await get(manager, `/api/vehicles/${elsewhere?.id}`)
      expect(body).toMatchObject({ vin: elsewhere?.vin, costMinor: null, costMasked: true })
    })

    it.each(
      saleReaders.filter(each => each.role !== 'consultant').map(each => [each.username, each] as const),
    )('on the page of a sale and in the lines of its quotes, as %s sees it', async (_, by) => {
      const { sale, car } = mine()
      const shown = costReaders.includes(by.role)
      const page = await get<{ car: object }>(by, `/api/sales/${sale.id}`)
      expect(page.body.car).toMatchObject({ costMinor: shown ? car.costMinor : null, costMasked: !shown })
      const papers = await get<{ items: { lines: object[] }[] }>(by, `/api/sales/${sale.id}/quotes`)
      const giftCost = (sale.state.quotes[0]?.concessionMinor ?? 0) - 20_000
      const line = { costMinor: shown ? giftCost : null, costMasked: !shown }
      expect(papers.body.items[0]?.lines[0]).toMatchObject(line)
      const events = await get(by, `/api/sales/${sale.id}/events?limit=100`)
      expect(events.text.includes(String(giftCost))).toBe(shown)
    })
  })

  describe("a customer's name", () => {
    it.each(
      saleReaders.filter(each => each.role !== 'consultant').map(each => [each.username, each] as const),
    )('on a sale, as %s sees it', async (_, by) => {
      const { sale, customer } = mine()
      const nameMasked = above.includes(by.role)
      const name = nameMasked ? 'Q**' : customer.name
      const { body } = await get<{ customer: object }>(by, `/api/sales/${sale.id}`)
      expect(body.customer).toMatchObject({ id: customer.id, name, nameMasked })
    })

    it('finds nobody for those to whom it is masked', async () => {
      for (const by of walkers.filter(each => above.includes(each.role)))
        for (const url of ['/api/customers', '/api/leads', '/api/sales', '/api/search']) {
          const { text } = await get(by, `${url}?q=${encodeURIComponent(mine().customer.name)}`)
          expect(text, `${nameOf(by)} ${url}`).not.toMatch(/"id":/)
        }
    })
  })

  describe('a phone or document number', () => {
    it('is given in full by a reveal alone, which is logged with its reason', async () => {
      const consultant = clientOf(at(), walkerNamed('d1.consultant'))
      const { customer, lead } = at().lots.mine
      const reveals = [
        [`/api/customers/${customer.id}/reveals`, { contactPointId: customer.phonePointId }, customer.phone],
        [`/api/customers/${customer.id}/reveals`, { contactPointId: customer.idPointId }, customer.idNumber],
        [`/api/leads/${lead?.id}/reveals`, {}, lead?.phone],
      ] as const
      for (const [url, body, value] of reveals) {
        const key = { 'idempotency-key': at().next().invoiceNumber.padEnd(12, '-') }
        const send = () => consultant.send('POST', url, { ...body, reason: 'call' }, key)
        const [first, again] = [await send(), await send()]
        expect((first.body as { value: string }).value).toContain(value)
        expect(again.text).toBe(first.text)
        const lines = await at()
          .server.owner.selectFrom('audit')
          .select(['facts', 'staff_id'])
          .where(
            'request_id',
            'in',
            [first, again].map(each => String(each.headers['x-request-id'])),
          )
          .where('verb', '=', 'revealed')
          .execute()
        expect(lines).toHaveLength(1)
        expect(lines[0]).toMatchObject({
          facts: { reason: 'call' },
          staff_id: at().server.network.staff.D1.consultant,
        })
      }
    })

    it('lies in the clear in no table, nor does a name where it could not be erased', async () => {
      const { owner } = at().server
      const tables = await sql<{ name: string }>`
        select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition`.execute(owner)
      const numbers = at().marks.filter(mark => mark.kind === 'number')
      const names = at().marks.filter(mark => mark.kind === 'name')
      for (const { name } of tables.rows) {
        const { rows } = await sql<{ text: string | null }>`
          select string_agg(to_jsonb(row)::text, ' ') as text from ${sql.table(`app.${name}`)} row`.execute(
          owner,
        )
        const text = rows[0]?.text ?? ''
        expect(leaksIn(text, numbers, null), name).toEqual([])
        if (['events', 'audit', 'idempotency_keys'].includes(name))
          expect(leaksIn(text, names, null), name).toEqual([])
      }
    })
  })
}

function rolesBut(...without: Role[]): Walker[] {
  return walkers.filter(walker => !without.includes(walker.role))
}

function walkerNamed(username: string): Walker {
  const found = walkers.find(walker => walker.username === username)
  if (!found) throw new Error(`${username} does not walk`)
  return found
}
