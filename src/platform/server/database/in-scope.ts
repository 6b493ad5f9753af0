import { CompiledQuery, type QueryResult } from 'kysely'
import type { Database, Tx } from './connect.ts'
import { placed } from './driver.ts'

export interface WallScope {
  /** organisation ids whose rows the transaction may touch */
  readonly dealers: readonly string[]
  readonly staffId?: string | null
  readonly readOnly?: boolean
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Runs `work` in one transaction behind the dealer wall; one round trip opens it.
 *  Literals rather than set_config(): the latter does not reach sharded workers. */
export function inScope<T>(database: Database, scope: WallScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.connection().execute(async tx => {
    await tx.executeQuery(placed(CompiledQuery.raw(opening(scope)), 'begins'))
    let answer: T
    try {
      answer = await work(tx)
    } catch (error) {
      await rollBack(tx)
      throw error
    }
    if (!ended.has(tx)) await tx.executeQuery(CompiledQuery.raw('commit'))
    return answer
  })
}

const ended = new WeakSet<Tx>()

/** Runs the last statement of a scoped transaction and commits in the same round trip. The statement has to fail
 *  where it may not be kept; nothing can be asked afterwards. */
export async function executeLast<Row>(tx: Tx, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  const result = await tx.executeQuery(placed(query, 'ends'))
  ended.add(tx)
  return result
}

/** The statements that open a scoped transaction. */
export function opening({ dealers, staffId, readOnly }: WallScope): string {
  const staff = staffId ? `; set local app.staff = '${validated(staffId)}'` : ''
  return `begin${readOnly ? ' read only' : ''}; set local app.dealers = '{${dealers.map(validated).join(',')}}'${staff}`
}

/** Moves the wall of a running transaction: for one request that reads several nouns, each as far as its reader
 *  may. What was read before stays read; nothing is joined across. */
export async function reopenWall(tx: Tx, dealers: readonly string[]): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(`set local app.dealers = '{${dealers.map(validated).join(',')}}'`))
}

function validated(id: string): string {
  if (!uuid.test(id)) throw new TypeError(`not a UUID: ${id.slice(0, 40)}`)
  return id
}

/** A connection that cannot even roll back is lost: the first error is the one to report. */
async function rollBack(tx: Tx): Promise<void> {
  try {
    await tx.executeQuery(CompiledQuery.raw('rollback'))
  } catch (lost) {
    process.emitWarning(
      `rollback on a lost connection: ${lost instanceof Error ? lost.message : String(lost)}`,
    )
  }
}
