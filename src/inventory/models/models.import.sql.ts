import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { insertRows, updateRows } from '../../platform/server/database/set-writes.ts'

export interface CatalogueModel {
  readonly id: string
  readonly code: string
  readonly make: string
  readonly nameZh: string
  readonly nameEn: string
  readonly version: number
}

export interface CatalogueTrim {
  readonly id: string
  readonly modelId: string
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly matchKey: string
  readonly energy: string
  readonly listPriceMinor: number
  readonly currency: string
  readonly version: number
}

export interface Catalogue {
  readonly models: readonly CatalogueModel[]
  readonly trims: readonly CatalogueTrim[]
}

/** The whole catalogue: a network has hundreds of trims, a file names most of them. */
export async function readCatalogue(tx: Tx): Promise<Catalogue> {
  const models = await sql<CatalogueModel>`
    select id, code, make, name_zh as "nameZh", name_en as "nameEn", version from models order by code, id`.execute(
    tx,
  )
  const trims = await sql<CatalogueTrim>`
    select id, model_id as "modelId", code, name_zh as "nameZh", name_en as "nameEn", match_key as "matchKey",
           energy, list_price_minor as "listPriceMinor", currency, version
      from trims order by (retired_at is null) desc, code, id`.execute(tx)
  return { models: models.rows, trims: trims.rows }
}

export async function insertModels(tx: Tx, models: readonly CatalogueModel[], now: Date): Promise<void> {
  const at = now.toISOString()
  await insertRows(
    tx,
    'models',
    models.map(({ id, code, make, nameZh, nameEn, version }) => ({
      ...{ id, code, make, name_zh: nameZh, name_en: nameEn, version },
      created_at: at,
    })),
  )
}

export async function insertTrims(tx: Tx, trims: readonly CatalogueTrim[], now: Date): Promise<void> {
  const at = now.toISOString()
  await insertRows(
    tx,
    'trims',
    trims.map(trim => ({
      ...trimColumns(trim),
      model_id: trim.modelId,
      code: trim.code,
      created_at: at,
    })),
  )
}

export async function updateModels(tx: Tx, models: readonly CatalogueModel[]): Promise<void> {
  const rows = models.map(({ id, make, nameZh, nameEn, version }) => ({
    ...{ id, version, make },
    name_zh: nameZh,
    name_en: nameEn,
  }))
  await updateRows(tx, 'models', rows, ['id', 'version'])
}

export async function updateTrims(tx: Tx, trims: readonly CatalogueTrim[]): Promise<void> {
  await updateRows(tx, 'trims', trims.map(trimColumns), ['id', 'version'])
}

function trimColumns(trim: CatalogueTrim) {
  return {
    id: trim.id,
    name_zh: trim.nameZh,
    name_en: trim.nameEn,
    match_key: trim.matchKey,
    energy: trim.energy,
    list_price_minor: trim.listPriceMinor,
    currency: trim.currency,
    version: trim.version,
  }
}
