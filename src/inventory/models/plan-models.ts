import type { Planned } from '../../platform/import/kind.ts'
import { catalogueCode } from './catalogue-code.ts'
import { matchKeyOf } from './match-key.rules.ts'
import type { Catalogue, CatalogueModel, CatalogueTrim } from './models.import.sql.ts'
import type { ModelRow } from './models.import.ts'

export interface ModelChange {
  readonly modelId: string
  readonly newModel: CatalogueModel | null
  readonly editedModel: CatalogueModel | null
  readonly newTrim: CatalogueTrim | null
  readonly editedTrim: CatalogueTrim | null
}

type NewIds = { readonly newId: () => string }

/** What becomes of a trim that a file names, with its model, against the catalogue as it stands. */
export function planModel(ids: NewIds, row: ModelRow, { models, trims }: Catalogue): Planned<ModelChange> {
  const knownModel = findModel(row, models)
  const newModel = knownModel ? null : modelOf(ids, row, models)
  const model = knownModel ?? (newModel as CatalogueModel)
  const editedModel = knownModel ? editOf(knownModel, modelNames(row)) : null
  const known = findTrim(row, model, trims)
  if (known && known.modelId !== model.id && row.trimCode)
    return {
      outcome: 'refused',
      reasons: [{ code: 'code-of-another', field: 'trimCode', params: { code: row.trimCode } }],
    }
  const newTrim = known ? null : trimOf(ids, row, model, trims)
  const editedTrim = known ? editOf(known, trimFacts(row)) : null
  const change = { modelId: model.id, newModel, editedModel, newTrim, editedTrim }
  if (newTrim) return { outcome: 'new', change }
  return editedTrim || editedModel ? { outcome: 'updated', change } : { outcome: 'unchanged' }
}

function findModel(row: ModelRow, models: readonly CatalogueModel[]): CatalogueModel | undefined {
  if (row.modelCode) return models.find(model => model.code === catalogueCode(row.modelCode ?? ''))
  const keys = [row.model, row.modelEn].flatMap(name => (name ? [matchKeyOf(name)] : []))
  return models.find(
    ({ nameZh, nameEn, make }) =>
      (keys.includes(matchKeyOf(nameZh)) || keys.includes(matchKeyOf(nameEn))) &&
      (!row.make || make === '' || matchKeyOf(make) === matchKeyOf(row.make)),
  )
}

function findTrim(
  row: ModelRow,
  model: CatalogueModel,
  trims: readonly CatalogueTrim[],
): CatalogueTrim | undefined {
  if (row.trimCode) {
    const code = catalogueCode(row.trimCode)
    return trims.find(trim => trim.code === code)
  }
  const keys = [row.trim, row.trimEn].flatMap(name => (name ? [matchKeyOf(name)] : []))
  return trims.find(
    trim =>
      trim.modelId === model.id && (keys.includes(trim.matchKey) || keys.includes(matchKeyOf(trim.nameZh))),
  )
}

function modelOf({ newId }: NewIds, row: ModelRow, models: readonly CatalogueModel[]): CatalogueModel {
  const taken = new Set(models.map(({ code }) => code))
  return {
    id: newId(),
    code: free(catalogueCode(row.modelCode ?? row.modelEn ?? row.model), taken),
    make: row.make ?? '', // the file does not say: matching by make leaves it open
    nameZh: row.model,
    nameEn: row.modelEn ?? row.model,
    version: 1,
  }
}

function trimOf(
  { newId }: NewIds,
  row: ModelRow,
  model: CatalogueModel,
  trims: readonly CatalogueTrim[],
): CatalogueTrim {
  const taken = new Set(trims.map(({ code }) => code))
  const nameEn = row.trimEn ?? row.trim
  return {
    id: newId(),
    modelId: model.id,
    code: free(catalogueCode(row.trimCode ?? nameEn), taken),
    nameZh: row.trim,
    nameEn,
    matchKey: matchKeyOf(nameEn),
    energy: row.energy ?? 'other',
    listPriceMinor: row.listPrice.minor,
    currency: row.listPrice.currency,
    version: 1,
  }
}

function modelNames(row: ModelRow): Partial<CatalogueModel> {
  return {
    ...(row.modelCode && { nameZh: row.model }),
    ...(row.modelEn && { nameEn: row.modelEn }),
    ...(row.make && { make: row.make }),
  }
}

/** What a row says of a trim that is known: a name that found it by its spelling does not rewrite it. */
function trimFacts(row: ModelRow): Partial<CatalogueTrim> {
  return {
    ...(row.trimCode && { nameZh: row.trim }),
    ...(row.trimEn && { nameEn: row.trimEn, matchKey: matchKeyOf(row.trimEn) }),
    ...(row.energy && { energy: row.energy }),
    listPriceMinor: row.listPrice.minor,
    currency: row.listPrice.currency,
  }
}

function editOf<T extends object>(known: T, facts: Partial<T>): T | null {
  const edited = { ...known, ...facts }
  return (Object.keys(facts) as (keyof T)[]).some(name => known[name] !== edited[name]) ? edited : null
}

function free(code: string, taken: ReadonlySet<string>): string {
  let candidate = code
  for (let count = 2; taken.has(candidate); count++) candidate = `${code.slice(0, 36)}-${count}`
  return candidate
}
