import { sql } from 'kysely'
import { problem } from '../problem.ts'
import type { Tx } from './database/connect.ts'

/** What an edit leaves in its audit line: which fields it changed and the version it made. */
export interface EditFacts extends Record<string, unknown> {
  readonly fields: readonly string[]
  readonly version: number
}

/** The fields that others changed since a version, from the audit lines of their edits. */
export async function findFieldsChangedSince(
  tx: Tx,
  dealerIds: readonly string[],
  noun: string,
  subjectId: string,
  version: number,
): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct field from audit, jsonb_array_elements_text(facts -> 'fields') as field
     where dealer_id = any(${dealerIds}::uuid[]) and noun = ${noun} and subject_id = ${subjectId}
       and facts ? 'fields' and (facts ->> 'version')::int > ${version}
     order by field`.execute(tx)
  return rows.map(row => row.field)
}

/** Refuses an edit that was based on an older version, naming what changed meanwhile.
 *  @throws Problem record.changed, always */
export async function refuseStale(
  tx: Tx,
  subject: { dealerIds: readonly string[]; noun: string; id: string; version: number },
  expected: number,
): Promise<never> {
  const fields = await findFieldsChangedSince(tx, subject.dealerIds, subject.noun, subject.id, expected)
  throw problem('record.changed', { expected, version: subject.version, fields })
}
