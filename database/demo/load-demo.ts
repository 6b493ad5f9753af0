import { hashPassword } from 'better-auth/crypto'
import pg from 'pg'
import type { Seals } from '../../src/platform/server/crypto/seals.ts'
import { demoPassword } from '../../src/platform/server/demo/demo-sign-ins.ts'
import { advisoryLocks } from '../../src/platform/server/postgres/advisory-locks.ts'
import { Refusal } from '../../src/platform/server/refusal.ts'
import { firstOfMonth } from './calendar.ts'
import { type Batch, copyRows } from './copy-rows.ts'
import { makeHistory } from './dealer-history.ts'
import { dealerRows } from './dealer-rows.ts'
import { type DemoOptions, type DemoPlan, planDemo } from './demo-plan.ts'
import { networkRows } from './network-rows.ts'
import type { DemoStaff } from './people.ts'

export interface LoadOptions extends DemoOptions {
  ownerUrl: string
  seals: Seals
  /** @param share of the work that is done, 0 … 1 */
  onProgress?: (share: number) => void
  /** Stops between two tables; nothing is kept. */
  signal?: AbortSignal
}

/** Loads the demo network into an empty database, in one transaction: all of it or nothing.
 *  @throws Refusal when the database is in use */
export async function loadDemo(options: LoadOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'forecourt demo' })
  client.on('error', () => undefined) // a lost connection fails the statement under way
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.demoLoaders])
    await requireEmpty(client)
    await writeAll(client, options)
    await client.query('commit')
    await client.query('analyze')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // a lost connection has rolled back already
    throw error
  } finally {
    await client.end()
  }
  options.onProgress?.(1)
}

/** `waiting`: empty, and somebody has started or cleared it for a real network. */
export type Held = 'nothing' | 'waiting' | 'demo' | 'other'

export async function whatItHolds(ownerUrl: string): Promise<Held> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await readHeld(client)
  } finally {
    await client.end()
  }
}

async function readHeld(client: pg.Client): Promise<Held> {
  const { rows } = await client.query<{ used: boolean; demo: boolean; waits: boolean }>(
    `select exists (select from app.organisations) as used,
       exists (select from app.installation where demo) as demo,
       exists (select from app.installation where first_run_code_hash is not null) as waits`,
  )
  const { used, demo, waits } = rows[0]!
  if (used) return demo ? 'demo' : 'other'
  return waits ? 'waiting' : 'nothing'
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const held = await readHeld(client)
  if (held === 'demo') throw new Refusal('The demo network is loaded already.')
  if (held === 'other') {
    throw new Refusal('This database is in use: the demo network is only loaded into an empty one.')
  }
}

async function writeAll(client: pg.Client, options: LoadOptions): Promise<void> {
  const { seals, onProgress = () => undefined } = options
  const plan = planDemo(options)
  const guarded = await liftWalls(client)
  await makePartitions(client, plan, options.today)
  await write(client, networkRows(plan.network, plan.catalogue, plan.start), options)
  await openAccounts(client, plan.network.staff, plan.start)
  for (const [index, task] of plan.tasks.entries()) {
    const share = (part: number) => onProgress((0.97 * (index + part)) / plan.tasks.length)
    share(0)
    const batches = dealerRows(makeHistory(task), plan.catalogue, seals, plan.end)
    await write(client, batches, options, part => share(0.3 + 0.7 * part))
  }
  await raiseWalls(client, guarded)
  await client.query(
    `insert into app.installation (root_id, demo, created_at) values ($1, true, now())
     on conflict (singleton) do update set root_id = excluded.root_id, demo = true, first_run_code_hash = null`,
    [plan.network.root.id],
  )
}

async function write(
  client: pg.Client,
  batches: readonly Batch[],
  { signal }: LoadOptions,
  onShare: (share: number) => void = () => undefined,
): Promise<void> {
  const total = batches.reduce((sum, batch) => sum + batch.rows.length, 0)
  let done = 0
  for (const batch of batches) {
    if (signal?.aborted) throw new Refusal('Loading was stopped: nothing of the demo network was kept.')
    await copyRows(client, batch)
    done += batch.rows.length
    onShare(done / total)
  }
}

/** COPY is refused where row-level security is forced on the owner; a superuser passes it anyway. */
async function liftWalls(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relforcerowsecurity and not c.relispartition
        and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`,
  )
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`)
  return rows.map(row => row.name)
}

async function raiseWalls(client: pg.Client, guarded: readonly string[]): Promise<void> {
  for (const name of guarded) await client.query(`alter table ${name} force row level security`)
}

async function makePartitions(client: pg.Client, { opensOn }: DemoPlan, today: string): Promise<void> {
  for (let month = firstOfMonth(opensOn); month <= firstOfMonth(today, -3); month = firstOfMonth(month, -1)) {
    await client.query('call app.make_event_partition($1)', [month])
  }
}

/** One hash serves all: it is one password, and known. */
async function openAccounts(client: pg.Client, staff: readonly DemoStaff[], at: number): Promise<void> {
  const hash = await hashPassword(demoPassword)
  const openedAt = new Date(at).toISOString()
  for (const { id, username, name } of staff) {
    await client.query('select app.open_account($1, $2, $3, $4, false, $5)', [
      id,
      username,
      name,
      hash,
      openedAt,
    ])
  }
}
