import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database, type Tx } from '../platform/server/database/connect.ts'
import { inScope } from '../platform/server/database/in-scope.ts'
import { done, type Maker, untilTicked } from './stores.ts'
import type { World } from './world.ts'

/** What would hold if every `where` of the product were forgotten: the wall in the database itself. */
export function dealerWall(at: () => World): void {
  describe('the wall in the database', () => {
    let tables: string[]
    let reader: Database
    let auth: Database
    beforeAll(async () => {
      tables = await tenantTables(at().server.owner)
      const { urls } = at().server
      reader = connect(urls.reader, { max: 1 })
      auth = connect(urls.auth, { max: 1 })
      const { D2 } = at().makers
      const { customer } = await D2.sale(D2.staff.consultant, 'showing', 'noted', 'contacted', 'lossProposed')
      const consents = [{ purpose: 'call', decision: 'refused' }]
      await D2.manager.send('POST', '/api/receptions', { kind: 'visit', phone: customer.phone, consents })
      await D2.sale(D2.staff.consultant, 'reserved', 'signed', 'cancelled')
      await changeContractAt(D2)
      await D2.sale(D2.staff.consultant, 'draftedDear', 'approvalRequested', 'depositPaid', 'refundRequested')
      const { id } = await D2.lead(null)
      const [mode, leadIds] = ['round-robin', [id]]
      await D2.manager.send('POST', '/api/leads/distribution', { mode, leadIds })
      await D2.manager.send('POST', `/api/leads/${id}/contacts`, { channel: 'call', result: 'reached' })
      const { id: car } = await D2.car()
      await D2.manager.send('POST', `/api/vehicles/${car}/off-road-periods`, { reason: 'repair' })
      const driven = [
        'booked',
        'driverNamed',
        'licensed',
        'agreed',
        'started',
        'returned',
        'talkedOver',
      ] as const
      await D2.sale(D2.staff.consultant, ...driven)
      const target = { dealerId: D2.dealerId, month: '2031-01', staffId: null }
      const figures = { contracts: 3, deliveries: 2, amountMinor: null }
      await D2.manager.send('POST', '/api/targets', { ...target, ...figures }, { 'if-match': '"0"' })
      await D2.manager.send('GET', '/api/overview') // counts what has become stale
      await D2.sale(D2.staff.consultant, 'showing') // and something is stale again
      const shared = await D2.sale(D2.staff.consultant, 'drafted', 'sent')
      const [quote] = shared.state.quotes
      await D2.manager.send('POST', `/api/sales/${shared.id}/quotes/${quote?.id}/links`, {})
      const handedOver = ['appointed', 'prepared', 'delivered', 'handedOver'] as const
      await D2.sale(D2.staff.consultant, ...untilTicked, ...handedOver)
    })
    afterAll(() => Promise.all([reader?.destroy(), auth?.destroy()]))

    const within = <T>(dealers: string[], work: (tx: Tx) => Promise<T>) =>
      inScope(at().server.services.app, { dealers }, work)
    const ids = () => at().server.network.ids

    it('has something of two stores behind it in every table, or it would prove nothing', async () => {
      const filled: string[] = []
      for (const table of tables)
        if ((await countOf(at().server.owner, table, sql`dealer_id = ${ids().D2}`)) > 0) filled.push(table)
      expect(tables.length).toBeGreaterThan(20)
      const emptied = 'app.import_rejects' // when the import that fills it has ended
      expect(tables.filter(table => !filled.includes(table))).toEqual([emptied])
    })

    it('shows the rows of the stores that are named and of no other', async () => {
      for (const table of tables) {
        const [here, everywhere] = await within([ids().D1], async tx => [
          await countOf(tx, table, sql`dealer_id = ${ids().D1}`),
          await countOf(tx, table, sql`true`),
        ])
        expect(everywhere, table).toBe(here)
        expect(here, table).toBe(await countOf(at().server.owner, table, sql`dealer_id = ${ids().D1}`))
        expect(await within([], tx => countOf(tx, table, sql`true`)), `${table}, nobody`).toBe(0)
      }
    })

    it("takes no row in another store's name, by insert or by update", async () => {
      for (const table of tables) {
        const columns = sql.join((await columnsOf(at(), table)).map(name => sql.ref(name)))
        const foreign = sql`insert into ${sql.table(table)} (${columns})
          select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${await rowOf(at(), table)}::jsonb)`
        expect(await within([ids().D1], tx => refusal(tx, foreign)), `insert ${table}`).toBe('42501')
        const giving = sql`update ${sql.table(table)} set dealer_id = ${ids().D2} where dealer_id = ${ids().D1}`
        const hasRows = await within([ids().D1], tx => countOf(tx, table, sql`true`))
        if (hasRows > 0)
          expect(await within([ids().D1], tx => refusal(tx, giving)), `give ${table}`).toBe('42501')
        const taking = sql`update ${sql.table(table)} set dealer_id = ${ids().D1} where dealer_id = ${ids().D2}`
        const taken = await within([ids().D1], tx => refusal(tx, taking))
        expect([0, '42501'], `take ${table}`).toContain(taken)
        const removing = sql`delete from ${sql.table(table)} where dealer_id = ${ids().D2}`
        const removed = await within([ids().D1], tx => refusal(tx, removing))
        expect([0, '42501'], `remove ${table}`).toContain(removed)
      }
    })

    it('lets nobody around it through a partition', async () => {
      const { rows } = await sql<{ name: string }>`
        select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'app' and c.relispartition and c.relkind = 'r'`.execute(at().server.owner)
      expect(rows.length).toBeGreaterThan(0)
      for (const { name } of rows)
        expect(await within([ids().D1], tx => refusal(tx, sql`select from ${sql.raw(name)}`)), name).toBe(
          '42501',
        )
    })

    it('is read across by the reading role, which writes nothing', async () => {
      for (const table of tables) {
        const everywhere = await countOf(at().server.owner, table, sql`true`)
        expect(await countOf(reader, table, sql`true`), table).toBe(everywhere)
        const { rows } = await sql<{ may: boolean }>`
          select has_table_privilege(${table}, 'insert, update, delete, truncate') as may`.execute(reader)
        expect(rows, table).toEqual([{ may: false }])
        const writing = sql`update ${sql.table(table)} set dealer_id = dealer_id`
        expect(['25006', '42501'], table).toContain(await refusal(reader, writing))
      }
    })

    it('keeps the sign-in role out of the domain', async () => {
      for (const table of tables)
        expect(await refusal(auth, sql`select from ${sql.table(table)}`)).toBe('42501')
    })
  })
}

async function tenantTables(owner: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select 'app.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition
       and obj_description(c.oid, 'pg_class') like '@tenant%' order by 1`.execute(owner)
  return rows.map(row => row.name)
}

/** A row of the second store, or the beginning of one. */
/** Those that a statement may write. */
async function columnsOf({ server }: World, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
    server.owner,
  )
  return rows.map(({ name }) => name)
}

async function rowOf({ server }: World, table: string): Promise<string> {
  const { rows } = await sql<{ row: object }>`
    select to_jsonb(row) as row from ${sql.table(table)} row
     where dealer_id = ${server.network.ids.D2} limit 1`.execute(server.owner)
  return JSON.stringify(rows[0]?.row ?? { dealer_id: server.network.ids.D2 })
}

async function countOf(tx: Tx, table: string, test: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${test}`.execute(tx)
  return rows[0]?.count ?? -1
}

/** The code by which PostgreSQL refuses a statement, or the number of rows that it changed. */
async function refusal(tx: Tx, statement: RawBuilder<unknown>): Promise<string | number> {
  try {
    return Number((await statement.execute(tx)).numAffectedRows ?? 0)
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** An addendum, a title of one's own, a place in line and a closed day. */
async function changeContractAt(maker: Maker): Promise<void> {
  const { consultant } = maker.staff
  const holder = await maker.sale(consultant, 'reserved', 'signed', 'addendum')
  const [waiting, titled] = [await maker.sale(consultant), await maker.sale(consultant)]
  const send = async (path: string, body: object, version?: number) =>
    done(await maker.manager.send('POST', path, body, version ? { 'if-match': `"${version}"` } : {}), path)
  const title = { name: 'Far Hill Trading Co., Ltd.', creditCode: '91350100M000100Y43' }
  const contract = { trimId: titled.state.trimId, priceMinor: 22_600_000, parties: { title } }
  await send(`/api/sales/${waiting.id}/waitlist`, { episodeId: holder.car.episodeId }, waiting.version)
  await send(`/api/sales/${titled.id}/contract`, contract, titled.version)
  await send('/api/takings/2019-01-02/closing', { countedMinor: 0, reason: '' })
}
