import type { Socket } from 'node:net'
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

/** How a statement stands in its transaction. What begins one is sent together with the statement that follows
 *  it, and what ends one together with the commit: a round trip costs more than most statements do. */
export type Place = 'begins' | 'ends'

/** The statement, to be sent as its place allows. Its own answer tells nothing that is needed to go on:
 *  one that begins is answered by the next, one that ends has to fail where it may not be kept. */
export function placed<Row>(query: CompiledQuery<Row>, place: Place): CompiledQuery<Row> {
  const statement: PlacedQuery<Row> = { ...query, place }
  return statement
}

interface PlacedQuery<Row> extends CompiledQuery<Row> {
  readonly place?: Place
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

class PoolConnection implements DatabaseConnection {
  private begun: Promise<unknown> | undefined
  private readonly socket: Socket

  constructor(private readonly client: pg.PoolClient) {
    this.socket = (client as pg.PoolClient & { connection: { stream: Socket } }).connection.stream
  }

  async executeQuery<Row>(query: PlacedQuery<Row>): Promise<QueryResult<Row>> {
    if (query.place === 'begins') return this.begin(query.sql)
    const { begun } = this
    this.begun = undefined
    this.socket.cork()
    const sent = this.send(query)
    const ended = query.place === 'ends' ? this.client.query('commit') : undefined
    this.socket.uncork()
    // The first to fail says why: what follows it only hears that the transaction is aborted.
    const [, { command, rowCount, rows }] = await Promise.all([begun, sent, ended])
    return { rows, numAffectedRows: counted.has(command) ? BigInt(rowCount ?? 0) : undefined }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator, and nothing here streams
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('rows are read in pages, not streamed')
  }

  release(): void {
    this.client.release()
  }

  /** Written with the next statement when that comes without waiting for anything else, else by itself. */
  private begin<Row>(sql: string): QueryResult<Row> {
    this.socket.cork()
    process.nextTick(() => this.socket.uncork())
    this.begun = this.client.query(sql)
    this.begun.catch(() => undefined) // the statement that follows reports it
    return { rows: [] }
  }

  private send({ sql, parameters }: CompiledQuery) {
    const values = parameters as unknown[]
    return values.length > 0
      ? this.client.query({ name: nameOf(sql), text: sql, values })
      : this.client.query(sql)
  }
}
