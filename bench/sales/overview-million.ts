import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { hashApiKey, makeApiKey } from '../../src/platform/server/auth/api-key-secret.ts'
import { authenticator } from '../../src/platform/server/auth/authenticate.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect } from '../../src/platform/server/database/connect.ts'
import { migrate } from '../../src/platform/server/migrate.ts'
import { systemPorts } from '../../src/platform/server/ports.ts'
import { openCluster } from '../../src/platform/server/postgres/cluster.ts'
import { assemble } from '../../src/platform/server/serve.ts'
import { makeScratchFolder } from '../../src/platform/server/testing/scratch-folder.ts'
import { business } from '../../src/product.ts'
import { recountAll } from '../../src/sales/rollups/rollups.ts'
import { atMost, type BenchRow, median, percentile } from '../bench-row.ts'
import { makeManySales } from './many-sales.ts'

const sales = 1_000_000
const dealers = 20
const rounds = 60
const limitMs = 300

/** The overview of a network of 20 stores with a million sales, over HTTP: all stores, one store with its people,
 *  one source, one person; twelve and twenty-four months in turn. Before every fifth request a sale changes, so that
 *  a month is counted again inside the request. The value is the 95th percentile of them all. */
export async function row(): Promise<BenchRow[]> {
  const folder = await makeScratchFolder('forecourt-bench-overview-')
  const cluster = await openCluster({ dataDir: join(folder, 'postgres'), fsync: false, log: () => undefined })
  try {
    const { times, counted } = await measure(cluster.ownerUrl, folder)
    const note = `${rounds} rounds of 8 requests over ${dealers} stores, p50 ${median(times).toFixed(1)} ms; counting all of it again took ${(counted / 1000).toFixed(1)} s`
    return [
      atMost({
        name: 'overview-million',
        value: percentile(times, 0.95),
        unit: 'ms p95',
        limit: limitMs,
        note,
      }),
    ]
  } finally {
    await cluster.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(ownerUrl: string, folder: string) {
  const urls = await migrate(ownerUrl, { loginsFile: join(folder, 'logins.json') })
  const many = await makeManySales(urls.owner, { sales, dealers })
  const secret = randomBytes(32).toString('base64')
  const owner = new pg.Client({ connectionString: urls.owner })
  owner.on('error', () => undefined) // a failure is told by the statement, not by the end of the server
  await owner.connect()
  await spreadCourses(owner)
  const database = connect(urls.owner, { max: 1 })
  const begun = performance.now()
  await recountAll(database, many.dealerIds)
  const counted = performance.now() - begun
  await owner.query('vacuum analyze')
  const [dealerId = ''] = many.dealerIds
  const [consultant = ''] = many.consultantsOf.get(dealerId) ?? []
  const key = await giveKey(owner, many.managerOf.get(dealerId) ?? '', secret)
  const { app, close } = await assemble(business, {
    urls,
    seals: seals(many.keys),
    authenticate: ({ app: reading, ports }) => authenticator(reading, secret, ports),
    jobs: { enqueue: async () => undefined },
    webRoot: null,
    ports: systemPorts,
    log: pino({ level: 'silent' }),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const filters = [
    '',
    `&dealerId=${dealerId}`,
    '&source=phone',
    `&dealerId=${dealerId}&ownerId=${consultant}`,
  ]
  const times: number[] = []
  try {
    for (let round = -5; round < rounds; round++)
      for (const [index, filter] of filters.entries())
        for (const months of [12, 24]) {
          if ((round + index) % 5 === 0) await makeStale(owner, dealerId)
          const before = performance.now()
          const answer = await fetch(`${address}/api/overview?to=2026-12&months=${months}${filter}`, {
            headers: { authorization: `Bearer ${key}` },
          })
          const { total } = (await answer.json()) as { total?: { inquiries: number } }
          const took = performance.now() - before
          if (!total || total.inquiries === 0) throw new Error(`${filter}: ${answer.status}`)
          if (round >= 0) times.push(took)
        }
  } finally {
    await close()
    await database.destroy()
    await owner.end()
  }
  return { times, counted }
}

/** Sources, courses, contracts, deliveries, ends and durations over the sales that were made alike. */
function spreadCourses(owner: pg.Client): Promise<unknown> {
  return owner.query(`
    update app.sales set
      source = (array['walk-in', 'phone', 'website', 'vertical-media', 'short-video', 'referral', 'repeat-customer',
                      'exhibition', 'corporate', 'other'])[1 + (hashtext(id::text) & 7)],
      furthest_stage = case when stage in ('lost', 'cancelled') then 'negotiation' else stage end,
      contracted_on = case when stage in ('contract', 'delivery', 'after-sales', 'cancelled') then inquired_on + 14 end,
      delivered_on = case when stage = 'after-sales' then inquired_on + 30 end,
      closed_on = case when stage in ('after-sales', 'lost', 'cancelled') then inquired_on + 31 end,
      state = state || jsonb_build_object(
        'loss', jsonb_build_object('reason', (array['price', 'competitor', 'no-stock', 'other'])[1 + (hashtext(number) & 3)]),
        'stageSeconds', jsonb_build_object('inquiry', 3600 + abs(hashtext(number)) % 400000,
          'showing', 7200 + abs(hashtext(id::text)) % 900000, 'negotiation', 9000 + abs(hashtext(number || 'n')) % 2000000))`)
}

function makeStale(owner: pg.Client, dealerId: string): Promise<unknown> {
  return owner.query(`insert into app.stale_months values ($1, '2026-06-01', $2, 1) on conflict do nothing`, [
    dealerId,
    systemPorts.newId(),
  ])
}

/** The manager of a store, made the maker's too: one key reads all stores. */
async function giveKey(owner: pg.Client, staffId: string, secret: string): Promise<string> {
  const key = makeApiKey()
  await owner.query(
    `insert into app.staff_roles (staff_id, organisation_id, role, granted_at)
     select $1, id, 'manufacturer-manager', now() from app.organisations where parent_id is null`,
    [staffId],
  )
  await owner.query(
    `insert into app.api_keys (id, staff_id, name, secret_hash, secret_tail, scopes, created_at)
     values ($1, $2, 'bench', $3, $4, '{sales:read,summaries:read}', now())`,
    [systemPorts.newId(), staffId, hashApiKey(key, secret), key.slice(-4)],
  )
  return key
}
