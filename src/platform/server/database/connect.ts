import { Kysely } from 'kysely'
import pg from 'pg'
import { pooledDialect } from './driver.ts'
import type { DB } from './generated.ts'

export type Database = Kysely<DB>
/** A connection with an open, scoped transaction: the first argument of every statement. */
export type Tx = Kysely<DB>

/** Where the database is, one connection string per role. */
export interface DatabaseUrls {
  readonly owner: string
  readonly app: string
  readonly reader: string
  readonly auth: string
}

/** One pool for one role; a connection that switched roles would replan everything. */
export function connect(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): Database {
  return new Kysely<DB>({ dialect: pooledDialect(openPool(url, options)) })
}

function openPool(
  url: string,
  { max = 10, onError }: { max?: number; onError?: (error: Error) => void } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    types: { getTypeParser },
    options: '-c search_path=app',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
  })
  pool.on('error', error => onError?.(error)) // an idle connection was lost; the next query reports it
  // Lost between two statements of a transaction: nobody listens then, and the next statement reports it.
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

/** Instants as ISO strings, dates as 'YYYY-MM-DD', bigints as safe integers. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const parser = format === 'binary' ? undefined : parsers.get(oid)
  return parser ?? (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
}

const parsers = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, value => new Date(value).toISOString()],
  [pg.types.builtins.DATE, value => value],
  [pg.types.builtins.INT8, safeInteger],
])

function safeInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} is beyond the safe integers`)
  return number
}
