import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { OwnRules } from './store-rules.contract.ts'

export interface WrittenRules {
  readonly organisationId: string
  readonly version: number
  readonly document: OwnRules
  readonly writtenById: string | null
  readonly writtenByName: string | null
  readonly writtenAt: string
}

/** The newest document of each of these organisations. */
export async function findRules(tx: Tx, organisationIds: readonly string[]): Promise<WrittenRules[]> {
  const { rows } = await sql<WrittenRules>`
    select newest.organisation_id as "organisationId", newest.version, newest.document,
           newest.written_by as "writtenById", writer.name as "writtenByName", newest.written_at as "writtenAt"
      from unnest(${organisationIds}::uuid[]) as asked (id)
     cross join lateral (select * from store_rules where organisation_id = asked.id
                          order by version desc limit 1) newest
      left join staff writer on writer.id = newest.written_by`.execute(tx)
  return rows
}

export interface NewRules {
  readonly organisationId: string
  readonly version: number
  readonly document: OwnRules
  readonly by: string
  readonly at: Date
}

/** @returns false when somebody else has written that version */
export async function insertRules(tx: Tx, made: NewRules): Promise<boolean> {
  const { rows } = await sql`
    insert into store_rules (organisation_id, version, document, written_by, written_at)
    values (${made.organisationId}, ${made.version}, ${JSON.stringify(made.document)}::jsonb, ${made.by},
            ${made.at.toISOString()})
    on conflict do nothing returning version`.execute(tx)
  return rows.length === 1
}
