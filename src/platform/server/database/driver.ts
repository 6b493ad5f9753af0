import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { nameOf } from './statement-names.ts'

/** A statement that begins a transaction is sent together with the one that follows it: that saves a round
 *  trip, which costs more than most statements do. */
export interface Bracket {
  readonly bracket: 'begin'
}

/** Kysely on a pool whose clients have `pipeline: true`. */
export function pooledDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PoolDriver(pool),
    createIntrospector: database => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class PoolDriver implements Driver {
  constructor(private readonly pool: pg.Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PoolConnection> {
    return new PoolConnection(await this.pool.connect())
  }

  async beginTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: PoolConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    await this.pool.end()
  }
}

const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
const nothing = { rows: [] }

class PoolConnection implements DatabaseConnection {
  private begun: Promise<unknown> | undefined

  constructor(private readonly client: pg.PoolClient) {}

  async executeQuery<Row>(query: CompiledQuery & Partial<Bracket>): Promise<QueryResult<Row>> {
    if (query.bracket === 'begin') return this.begin(query.sql)
    const { begun } = this
    this.begun = undefined
    const sent = this.send(query)
    // The first to fail says why: what follows it only hears that the transaction is aborted.
    const [, { command, rowCount, rows }] = await Promise.all([begun, sent])
    return { rows, numAffectedRows: counted.has(command) ? BigInt(rowCount ?? 0) : undefined }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator, and nothing here streams
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('rows are read in pages, not streamed')
  }

  release(): void {
    this.client.release()
  }

  private begin(sql: string): QueryResult<never> {
    this.begun = this.client.query(sql)
    this.begun.catch(() => undefined) // the statement that follows reports it
    return nothing as QueryResult<never>
  }

  private send({ sql, parameters }: CompiledQuery) {
    const values = parameters as unknown[]
    return values.length > 0
      ? this.client.query({ name: nameOf(sql), text: sql, values })
      : this.client.query(sql)
  }
}
