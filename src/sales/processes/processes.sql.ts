import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { ProcessDefinition } from '../process/process.contract.ts'

/** A definition never changes, so one read per version serves as long as its network: where the demo was emptied,
 *  the next network counts its versions anew. */
const knownVersions = new Map<string, ProcessDefinition>()

export async function processOfVersion(tx: Tx, rootId: string, version: number): Promise<ProcessDefinition> {
  const key = `${rootId} ${version}`
  const known = knownVersions.get(key)
  if (known) return known
  const row = await tx
    .selectFrom('process_definitions')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const definition = ProcessDefinition.parse(row.document)
  knownVersions.set(key, definition)
  return definition
}

/** The newest definition of the nearest organisation upwards that has one. */
export async function processOfDealer(tx: Tx, ancestorIds: readonly string[]): Promise<ProcessDefinition> {
  const rows = await tx
    .selectFrom('process_definitions')
    .select(['organisation_id', eb => eb.fn.max('version').as('version')])
    .where('organisation_id', '=', eb => eb.fn.any(eb.val([...ancestorIds])))
    .groupBy('organisation_id')
    .execute()
  const newest = new Map(rows.map(row => [row.organisation_id, row.version]))
  const nearest = ancestorIds.toReversed().find(id => newest.has(id))
  const [rootId] = ancestorIds
  if (!nearest || !rootId) throw new Error('no process definition is published for this network')
  return processOfVersion(tx, rootId, Number(newest.get(nearest)))
}

/** Held until the transaction ends. */
export async function awaitOtherPublishers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('forecourt process definitions'))`.execute(tx)
}

export async function findModelIds(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{
    id: string
  }>`select id from models where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Set(rows.map(row => row.id))
}
