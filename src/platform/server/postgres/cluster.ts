import { mkdir, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { chooseAccount } from './account.ts'
import { advisoryLocks } from './advisory-locks.ts'
import { findBinaries } from './binaries.ts'
import { initialise, type Passwords, readPasswords } from './initialise.ts'
import { readPostmaster, type Server, startPostmaster, stopPostmaster } from './postmaster.ts'
import type { Endpoint } from './server-settings.ts'

export interface ClusterOptions {
  /** PostgreSQL's own data folder; made when missing. */
  dataDir: string
  /** Off only for tests: a power cut then loses everything. */
  fsync?: boolean
  log: (line: string) => void
}

export interface Cluster {
  /** The database `forecourt` as its owner, an ordinary role. */
  ownerUrl: string
  /** True when the server was running already. */
  attached: boolean
  /** Leaves; the last one to leave stops the server. */
  close(): Promise<void>
}

/** Starts the PostgreSQL of a data folder or joins it where it runs: several processes may use it at once. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { fsync = true, log } = options
  const dataDir = await resolvePlace(options.dataDir)
  const account = chooseAccount(dataDir)
  const binaries = await findBinaries(account, dirname(dataDir))
  const passwords = (await readPasswords(dataDir)) ?? (await initialise(binaries, account, dataDir, fsync))
  const endpoint = await chooseEndpoint(dataDir)
  const place: Place = { dataDir, fsync, log, account, binaries, passwords, endpoint }
  const membership = await joinServer(place)
  const close = keepJoined(place, membership)
  return {
    ownerUrl: connectionUrl(membership.endpoint, 'forecourt_owner', passwords.forecourt_owner, 'forecourt'),
    attached: membership.attached,
    close,
  }
}

/** One folder, one spelling: a path through a symbolic link leads to the same server. */
async function resolvePlace(dataDir: string): Promise<string> {
  const parent = dirname(resolve(dataDir))
  await mkdir(parent, { recursive: true })
  return join(await realpath(parent), basename(dataDir))
}

interface Place extends Server {
  passwords: Passwords
  log: (line: string) => void
}

/** Our connection to the server, held as long as we use it. */
interface Membership {
  client: pg.Client
  endpoint: Endpoint
  attached: boolean
}

/** A server that is starting, recovering or being stopped by its last user is waited for. */
async function joinServer(place: Place): Promise<Membership> {
  let attached = true
  let givesUpAt = Number.POSITIVE_INFINITY
  for (;;) {
    const postmaster = await readPostmaster(place.dataDir)
    if (!postmaster) {
      if (await startPostmaster(place)) attached = false
      givesUpAt = Number.POSITIVE_INFINITY
    } else if (postmaster.ready) {
      const client = await register(place, postmaster.endpoint)
      if (client instanceof pg.Client) return { client, endpoint: postmaster.endpoint, attached }
      if (client instanceof pg.DatabaseError && client.code?.startsWith('28'))
        throw strangeDatabase(place.dataDir)
      givesUpAt = Math.min(givesUpAt, Date.now() + 60_000)
      if (Date.now() > givesUpAt)
        throw new Refusal(`The database in ${place.dataDir} does not answer: ${client.message}.`)
    }
    await sleep(20)
  }
}

function strangeDatabase(dataDir: string): Refusal {
  return new Refusal(
    `The database in ${dataDir} does not take the password that is kept with it: restore both from one backup.`,
  )
}

/** Takes the users' lock; it is waited for while the last user is stopping the server, which ends the wait. */
async function register(place: Place, endpoint: Endpoint): Promise<pg.Client | Error> {
  const url = connectionUrl(endpoint, 'postgres', place.passwords.postgres, 'postgres')
  const client = new pg.Client({ connectionString: url, application_name: 'forecourt user of the cluster' })
  client.on('error', () => undefined) // the same failure rejects the statement under way
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [advisoryLocks.clusterUsers])
    client.removeAllListeners('error')
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (error instanceof Error) return error
    throw error
  }
}

/** When the server dies under us it is started again, with the same address. */
function keepJoined(place: Place, first: Membership) {
  let current = first
  let rejoining: Promise<void> | undefined
  let leaving = false
  const watch = () => {
    current.client.on('error', error => place.log(`The database connection was lost: ${error.message}`))
    current.client.once('end', () => {
      if (!leaving) rejoining = rejoin()
    })
  }
  const rejoin = async () => {
    for (let wait = 100; !leaving; wait = Math.min(wait * 2, 5000)) {
      try {
        current = await joinServer(place)
        watch()
        return
      } catch (error) {
        place.log(
          `The database could not be started again: ${error instanceof Error ? error.message : error}`,
        )
        await sleep(wait)
      }
    }
  }
  watch()
  return async () => {
    leaving = true
    await rejoining
    await leave(place.dataDir, current.client).catch(error =>
      place.log(`The database was left without a word: ${error.message}`),
    )
  }
}

/** Of several that leave at once, the last to let go of the shared lock gets the exclusive one. */
async function leave(dataDir: string, client: pg.Client): Promise<void> {
  client.removeAllListeners('error').on('error', () => undefined) // the stop below ends this connection too
  await client.query('select pg_advisory_unlock_shared($1)', [advisoryLocks.clusterUsers])
  const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [advisoryLocks.clusterUsers])
  if (rows[0].last) {
    await untilAlone(client)
    await stopPostmaster(dataDir)
  }
  await client.end()
}

/** Pools that were just closed are still saying goodbye: the stop would meet them as an error that nobody
 *  awaits any more. Others, such as a person in psql, are not waited for long. */
async function untilAlone(client: pg.Client): Promise<void> {
  const others = `select count(*)::int as count from pg_stat_activity
                   where backend_type = 'client backend' and pid <> pg_backend_pid()`
  for (let attempt = 0; attempt < 50; attempt++) {
    const { rows } = await client.query(others)
    if (rows[0].count === 0) return
    await sleep(20)
  }
}

async function chooseEndpoint(dataDir: string): Promise<Endpoint> {
  // A socket's path has room for about a hundred bytes.
  const hasSockets = process.platform !== 'win32' && Buffer.byteLength(dataDir) <= 85
  return hasSockets ? { folder: dataDir, port: 5432 } : { folder: undefined, port: await findFreePort() }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.')
  return address.port
}

function connectionUrl(endpoint: Endpoint, user: string, password: string, database: string): string {
  const host = endpoint.folder ? encodeURIComponent(endpoint.folder) : '127.0.0.1'
  return `postgresql://${user}:${password}@${host}:${endpoint.port}/${database}`
}
