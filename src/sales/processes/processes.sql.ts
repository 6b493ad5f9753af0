import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { ProcessDefinition } from '../process/process.contract.ts'

/** A definition never changes, so one read per version and process serves for ever. */
const knownVersions = new Map<number, ProcessDefinition>()

export async function processOfVersion(tx: Tx, version: number): Promise<ProcessDefinition> {
  const known = knownVersions.get(version)
  if (known) return known
  const row = await tx
    .selectFrom('process_definitions')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const definition = ProcessDefinition.parse(row.document)
  knownVersions.set(version, definition)
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
  if (!nearest) throw new Error('no process definition is published for this network')
  return processOfVersion(tx, Number(newest.get(nearest)))
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
