import { dirname, join } from 'node:path'
import pg from 'pg'
import { connect, type DatabaseUrls } from '../database/connect.ts'
import { makeEventPartitions } from '../database/partitions.ts'
import { migrate } from '../migrate.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings.ts'
import { openCluster } from './cluster.ts'

export interface OpenDatabase {
  ownerUrl: string
  /** Brings the database up to this program. */
  migrate(): Promise<DatabaseUrls>
  close(): Promise<void>
}

const oldestVersion = 15

/** The database of the settings: an outside one, else our own in the data folder. */
export async function openDatabase(settings: Settings, log: (line: string) => void): Promise<OpenDatabase> {
  if (settings.databaseUrl) {
    await refuseUnfit(settings.databaseUrl)
    return opened(settings.databaseUrl, dirname(settings.keysFile), log, async () => undefined)
  }
  const cluster = await openCluster({ dataDir: join(settings.dataFolder, 'postgres'), log })
  return opened(cluster.ownerUrl, settings.dataFolder, log, cluster.close)
}

function opened(
  ownerUrl: string,
  loginsFolder: string,
  log: (line: string) => void,
  close: () => Promise<void>,
): OpenDatabase {
  const loginsFile = join(loginsFolder, 'logins.json')
  const bringUp = async () => {
    const urls = await migrate(ownerUrl, { loginsFile, log })
    await prepareMonths(ownerUrl)
    return urls
  }
  return { ownerUrl, migrate: bringUp, close }
}

/** A command that writes beside no server needs the month's partition as well. */
async function prepareMonths(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 })
  await makeEventPartitions(owner, new Date()).finally(() => owner.destroy())
}

async function refuseUnfit(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // the same failure rejects the statement under way
  try {
    await client.connect().catch(refuseConnection)
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
    )
    if (rows[0].version < oldestVersion) {
      throw new Refusal(
        `The server in DATABASE_URL is PostgreSQL ${rows[0].version}: name one of version ${oldestVersion} or newer, or leave DATABASE_URL out.`,
      )
    }
    if (rows[0].encoding !== 'UTF8') {
      throw new Refusal(
        `The database in DATABASE_URL is encoded in ${rows[0].encoding}: name one that was created with ENCODING 'UTF8'.`,
      )
    }
  } finally {
    await client.end().catch(() => undefined) // never connected
  }
}

function refuseConnection(error: unknown): never {
  const reason =
    error instanceof Error ? error.message || String('code' in error && error.code) : String(error)
  throw new Refusal(
    `The database in DATABASE_URL cannot be reached (${reason}): check host, port, database, user and password, and that the server runs.`,
  )
}
