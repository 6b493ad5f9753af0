import type { FastifyBaseLogger } from 'fastify'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import type { Database } from '../database/connect.ts'

/** A hint that something changed: which topics, at which organisation; never what. */
export interface Change {
  readonly dealerId: string
  readonly topics: readonly string[]
}

export type Listener = (change: Change) => void

/** Fan-out of changes: one LISTEN connection per process, NOTIFY after the commit and coalesced. */
export interface Live {
  readonly announce: (changes: readonly Change[]) => void
  readonly subscribe: (listener: Listener) => () => void
  readonly close: () => Promise<void>
}

const channel = 'forecourt_changes'
const coalescedMilliseconds = 25
const payloadBytesMax = 7500

/** NOTIFY inside the transaction would serialise commits, so it follows them: live is a hint,
 *  and a client that reconnects reads again. */
export async function startLive(url: string, notifier: Database, log: FastifyBaseLogger): Promise<Live> {
  const listeners = new Set<Listener>()
  const waiting = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | null = null
  let closed = false
  let client = await listen()

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url })
    fresh.on('error', error => log.warn({ err: error }, 'the listening connection was lost'))
    fresh.on('notification', message => {
      for (const change of JSON.parse(message.payload ?? '[]') as Change[])
        for (const each of listeners) each(change)
    })
    await fresh.connect()
    await fresh.query(`listen ${channel}`)
    // Not before: a connection that failed ends too, and would be tried again twice, and those four times.
    fresh.on('end', () => {
      if (!closed) setTimeout(relisten, 500).unref()
    })
    return fresh
  }

  async function relisten(): Promise<void> {
    try {
      client = await listen()
      for (const each of listeners) each({ dealerId: '*', topics: ['*'] }) // something may have been missed
    } catch (error) {
      log.warn({ err: error }, 'cannot listen yet')
      if (!closed) setTimeout(relisten, 1000).unref()
    }
  }

  async function flush(): Promise<void> {
    timer = null
    const changes = [...waiting].map(([dealerId, topics]) => ({ dealerId, topics: [...topics] }))
    waiting.clear()
    for (const payload of payloadsOf(changes)) {
      try {
        await notifier.executeQuery(CompiledQuery.raw('select pg_notify($1, $2)', [channel, payload]))
      } catch (error) {
        log.warn({ err: error }, 'a change could not be announced; clients read again when they reconnect')
      }
    }
  }

  return {
    announce: changes => {
      for (const { dealerId, topics } of changes) {
        const known = waiting.get(dealerId) ?? new Set<string>()
        for (const topic of topics) known.add(topic)
        waiting.set(dealerId, known)
      }
      if (changes.length > 0 && !timer && !closed) timer = setTimeout(flush, coalescedMilliseconds)
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed = true
      if (timer) {
        clearTimeout(timer)
        await flush()
      }
      await client.end()
    },
  }
}

/** Payloads of at most 8 kB; a dealer with too many topics is told to read everything again. */
export function payloadsOf(changes: readonly Change[]): string[] {
  const payloads: string[] = []
  let batch: Change[] = []
  for (const change of changes) {
    const fitting = JSON.stringify([change]).length > payloadBytesMax ? { ...change, topics: ['*'] } : change
    if (JSON.stringify([...batch, fitting]).length > payloadBytesMax) {
      payloads.push(JSON.stringify(batch))
      batch = []
    }
    batch.push(fitting)
  }
  if (batch.length > 0) payloads.push(JSON.stringify(batch))
  return payloads
}

/** Tells running servers from a process that does not listen itself: a command. */
export async function announceOnce(database: Database, changes: readonly Change[]): Promise<void> {
  for (const payload of payloadsOf(changes))
    await database.executeQuery(CompiledQuery.raw('select pg_notify($1, $2)', [channel, payload]))
}
