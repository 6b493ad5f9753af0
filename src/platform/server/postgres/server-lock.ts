import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { advisoryLocks } from './advisory-locks.ts'

/** Holds the one place of a server on this database, by a session's advisory lock: it goes with the process,
 *  however that ends. After a lost connection it is taken again; `onTaken` tells that another server was faster. */
export async function holdServerLock(
  ownerUrl: string,
  onTaken: (refusal: Refusal) => void,
): Promise<() => Promise<void>> {
  let client = await take(ownerUrl)
  let released = false
  let retaking: Promise<void> | undefined
  const retake = async () => {
    while (!released) {
      try {
        client = await take(ownerUrl)
        watch()
        return
      } catch (error) {
        if (error instanceof Refusal) return onTaken(error)
        await sleep(500) // the database is away; requests report it meanwhile
      }
    }
  }
  const watch = () =>
    client.once('end', () => {
      if (!released) retaking = retake()
    })
  watch()
  return async () => {
    released = true
    await retaking
    await client.end()
  }
}

/** A server that was killed a moment ago may hold its lock until PostgreSQL sees the closed connection. */
async function take(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'forecourt server',
    keepAlive: true,
  })
  client.on('error', () => undefined) // `end` follows
  await client.connect()
  for (let attempt = 0; attempt < 15; attempt++) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [advisoryLocks.server])
    if (rows[0].taken) return client
    await sleep(100)
  }
  await client.end()
  throw new Refusal(
    'Another Forecourt server runs on this database: stop it first, or name another data folder in FORECOURT_DATA.',
  )
}
