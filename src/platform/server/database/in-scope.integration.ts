import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPorts } from '../ports.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { seedNetwork, type TestNetwork } from '../testing/test-network.ts'
import { connect, type Database, type Tx } from './connect.ts'
import { placed } from './driver.ts'
import { executeLast, inScope } from './in-scope.ts'

let database: TestDatabase
let app: Database
let network: TestNetwork

beforeAll(async () => {
  database = await createTestDatabase()
  const owner = connect(database.urls.owner, { max: 1 })
  network = await seedNetwork(owner, systemPorts)
  await owner.destroy()
  app = connect(database.urls.app, { max: 1 }) // one connection: what one transaction leaves, the next one meets
})
afterAll(async () => {
  await app.destroy()
  await database.drop()
})

const scope = () => ({ dealers: [network.ids.D1] })

function counter(kind: string, last = '1'): CompiledQuery<{ last: number }> {
  return CompiledQuery.raw(
    `insert into counters (dealer_id, kind, year, last) values ($1, $2, 26, 1 / ($3::text)::int) returning last`,
    [network.ids.D1, kind, last],
  ) as CompiledQuery<{ last: number }>
}

const kinds = (tx: Tx) => sql<{ kind: string }>`select kind from counters order by kind`.execute(tx)

test('the last statement answers and is committed with its transaction', async () => {
  const last = await inScope(app, scope(), async tx => {
    await tx.executeQuery(counter('first'))
    return executeLast(tx, counter('last'))
  })
  expect(last.rows).toEqual([{ last: 1 }])
  expect((await inScope(app, scope(), kinds)).rows.map(row => row.kind)).toEqual(['first', 'last'])
})

test('a last statement that fails keeps nothing of its transaction, although its commit is on its way', async () => {
  const failing = inScope(app, scope(), async tx => {
    await tx.executeQuery(counter('before'))
    await executeLast(tx, counter('failing', '0'))
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  expect((await inScope(app, scope(), kinds)).rows.map(row => row.kind)).not.toContain('before')
})

test('behind the last statement the wall is closed', async () => {
  const seen = await inScope(app, scope(), async tx => {
    await executeLast(tx, counter('closing'))
    return kinds(tx)
  })
  expect(seen.rows).toEqual([])
})

test('a transaction that cannot begin says why at its first statement', async () => {
  const failing = app.connection().execute(async tx => {
    await tx.executeQuery(placed(CompiledQuery.raw('begin; set local work_mem = nonsense'), 'begins'))
    return kinds(tx).finally(() => tx.executeQuery(CompiledQuery.raw('rollback')))
  })
  await expect(failing).rejects.toThrow(/work_mem/)
  expect((await inScope(app, { dealers: [] }, kinds)).rows).toEqual([])
})

test('a transaction without a statement begins and ends', async () => {
  expect(await inScope(app, scope(), async () => 'nothing to do')).toBe('nothing to do')
})
