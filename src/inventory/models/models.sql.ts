import { sql } from 'kysely'
import { likePattern } from '../../customers/people/name-search.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import type { Energy, Model, Trim } from './models.contract.ts'

type ModelRow = Omit<Model, 'trims'>

const modelColumns = sql`m.id, m.code, m.make, m.name_zh as "nameZh", m.name_en as "nameEn", m.version,
  m.retired_at as "retiredAt"`
const trimColumns = sql`t.id, t.model_id as "modelId", t.code, t.name_zh as "nameZh", t.name_en as "nameEn",
  t.energy, t.list_price_minor as "listPriceMinor", t.currency, t.version, t.retired_at as "retiredAt"`

export interface AskedModels {
  readonly q?: string | undefined
  readonly retired: 'with' | 'without'
  readonly after: Position | null
  readonly limit: number
}

/** Models by code; found by make, code and name in both languages, their own or a trim's. */
export async function listModels(tx: Tx, { q, retired, after, limit }: AskedModels): Promise<ModelRow[]> {
  const like = q === undefined ? null : likePattern(q)
  const { rows } = await sql<ModelRow>`
    select ${modelColumns} from models m
     where ${retired === 'with' ? sql`true` : sql`m.retired_at is null`}
       ${
         like === null
           ? sql``
           : sql`and (lower(concat_ws(' ', m.code, m.make, m.name_zh, m.name_en)) like ${like}
         or exists (select from trims t where t.model_id = m.id
              and lower(concat_ws(' ', t.code, t.name_zh, t.name_en)) like ${like}))`
       }
       ${after ? sql`and (m.code collate "C", m.id) > (${after.value}, ${after.id}::uuid)` : sql``}
     order by m.code collate "C", m.id limit ${limit}`.execute(tx)
  return rows
}

export async function findModel(tx: Tx, id: string): Promise<ModelRow | undefined> {
  const { rows } = await sql<ModelRow>`select ${modelColumns} from models m where m.id = ${id}`.execute(tx)
  return rows[0]
}

export async function findTrimsOf(
  tx: Tx,
  modelIds: readonly string[],
  retired: 'with' | 'without',
): Promise<Trim[]> {
  const { rows } = await sql<Trim>`
    select ${trimColumns} from trims t
     where t.model_id = any(${modelIds}::uuid[]) ${retired === 'with' ? sql`` : sql`and t.retired_at is null`}
     order by t.model_id, t.list_price_minor, t.code collate "C", t.id limit 5000`.execute(tx)
  return rows
}

export async function findTrim(tx: Tx, id: string): Promise<Trim | undefined> {
  const { rows } = await sql<Trim>`select ${trimColumns} from trims t where t.id = ${id}`.execute(tx)
  return rows[0]
}

export interface CataloguedTrim {
  readonly modelId: string
  readonly make: string
  readonly modelName: string
  readonly trimName: string
  readonly energy: Energy
}

/** What a car of this trim is called on its papers: the Chinese names, which the catalogue requires. */
export async function findCatalogued(tx: Tx, trimId: string): Promise<CataloguedTrim | undefined> {
  const { rows } = await sql<CataloguedTrim>`
    select m.id as "modelId", m.make, m.name_zh as "modelName", t.name_zh as "trimName", t.energy
      from trims t join models m on m.id = t.model_id where t.id = ${trimId}`.execute(tx)
  return rows[0]
}

export interface ModelInsert {
  readonly id: string
  readonly code: string
  readonly make: string
  readonly nameZh: string
  readonly nameEn: string
  readonly now: Date
}

export async function insertModel(tx: Tx, model: ModelInsert): Promise<void> {
  await tx
    .insertInto('models')
    .values({
      id: model.id,
      code: model.code,
      make: model.make,
      name_zh: model.nameZh,
      name_en: model.nameEn,
      created_at: model.now.toISOString(),
    })
    .execute()
}

export interface ModelChange {
  readonly make?: string
  readonly nameZh?: string
  readonly nameEn?: string
  readonly retiredAt?: string | null
}

/** @returns the version made, or undefined when the model has moved on from the expected one */
export async function updateModel(
  tx: Tx,
  { id, version }: { id: string; version: number },
  change: ModelChange,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('models')
    .set({
      ...(change.make !== undefined && { make: change.make }),
      ...(change.nameZh !== undefined && { name_zh: change.nameZh }),
      ...(change.nameEn !== undefined && { name_en: change.nameEn }),
      ...(change.retiredAt !== undefined && { retired_at: change.retiredAt }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

export interface TrimInsert {
  readonly id: string
  readonly modelId: string
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly matchKey: string
  readonly energy: Energy
  readonly listPriceMinor: number
  readonly currency: string
  readonly now: Date
}

export async function insertTrim(tx: Tx, trim: TrimInsert): Promise<void> {
  await tx
    .insertInto('trims')
    .values({
      id: trim.id,
      model_id: trim.modelId,
      code: trim.code,
      name_zh: trim.nameZh,
      name_en: trim.nameEn,
      match_key: trim.matchKey,
      energy: trim.energy,
      list_price_minor: trim.listPriceMinor,
      currency: trim.currency,
      created_at: trim.now.toISOString(),
    })
    .execute()
}

export interface TrimChange {
  readonly nameZh?: string
  readonly nameEn?: string
  readonly matchKey?: string
  readonly energy?: Energy
  readonly listPriceMinor?: number
  readonly retiredAt?: string | null
}

/** @returns the version made, or undefined when the trim has moved on from the expected one */
export async function updateTrim(
  tx: Tx,
  { id, version }: { id: string; version: number },
  change: TrimChange,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('trims')
    .set({
      ...(change.nameZh !== undefined && { name_zh: change.nameZh }),
      ...(change.nameEn !== undefined && { name_en: change.nameEn }),
      ...(change.matchKey !== undefined && { match_key: change.matchKey }),
      ...(change.energy !== undefined && { energy: change.energy }),
      ...(change.listPriceMinor !== undefined && { list_price_minor: change.listPriceMinor }),
      ...(change.retiredAt !== undefined && { retired_at: change.retiredAt }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}
