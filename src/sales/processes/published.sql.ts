import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'

export interface PublishedRow {
  readonly version: number
  readonly organisationId: string
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly publishedById: string | null
  readonly publishedByName: string | null
  readonly publishedAt: string
}

const published = sql`select p.version, p.organisation_id as "organisationId", o.code, o.name_zh as "nameZh",
  o.name_en as "nameEn", p.published_by as "publishedById", s.name as "publishedByName", p.published_at as "publishedAt"
  from process_definitions p join organisations o on o.id = p.organisation_id left join staff s on s.id = p.published_by`

/** The versions of organisations, newest first. */
export async function findPublished(tx: Tx, organisationIds: readonly string[]): Promise<PublishedRow[]> {
  const { rows } = await sql<PublishedRow>`
    ${published} where p.organisation_id = any(${organisationIds}::uuid[]) order by p.version desc limit 500`.execute(
    tx,
  )
  return rows
}

export async function findPublishedVersion(tx: Tx, version: number): Promise<PublishedRow | undefined> {
  const { rows } = await sql<PublishedRow>`${published} where p.version = ${version}`.execute(tx)
  return rows[0]
}

/** Publishes the next version of the network, or nothing when somebody was faster.
 *  @returns its version, or undefined */
export async function insertDefinition(
  tx: Tx,
  organisationId: string,
  definition: Omit<ProcessDefinition, 'version'>,
  by: { staffId: string; now: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    insert into process_definitions (organisation_id, version, document, published_by, published_at)
    select ${organisationId}, next.version, ${JSON.stringify(definition)}::jsonb || jsonb_build_object('version', next.version),
           ${by.staffId}, ${by.now.toISOString()}
      from (select coalesce(max(version), 0) + 1 as version from process_definitions) next
    on conflict (version) do nothing
    returning version`.execute(tx)
  return rows[0]?.version
}
