import { defineFields, type RowOf } from '../../platform/import/fields.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange } from '../../platform/import/kind.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { catalogueCode } from './catalogue-code.ts'
import { matchKeyOf } from './match-key.rules.ts'
import type { Energy } from './models.contract.ts'
import {
  type CatalogueModel,
  type CatalogueTrim,
  insertModels,
  insertTrims,
  readCatalogue,
  updateModels,
  updateTrims,
} from './models.import.sql.ts'
import { type ModelChange, planModel } from './plan-models.ts'

export const energyCodes = {
  petrol: [
    'gasoline',
    'gas',
    'unleaded',
    'regular unleaded',
    'premium unleaded',
    'benzin',
    'essence',
    '汽油',
    '燃油',
  ],
  diesel: ['柴油'],
  hybrid: ['hev', 'mhev', 'mild hybrid', 'petrol hybrid', '混动', '油电混合', '混合动力', '油电混动', '轻混'],
  'plug-in-hybrid': [
    'phev',
    'plug in hybrid',
    '插混',
    '插电混动',
    '插电式混合动力',
    '增程',
    '增程式',
    '插电式混动',
    '插电混合动力',
  ],
  electric: ['ev', 'bev', 'elektro', '纯电', '纯电动', '电动', '电'],
  other: [
    'cng',
    'lpg',
    'flex fuel',
    'natural gas',
    'hydrogen',
    '其他',
    '天然气',
    '氢燃料',
    'unknown',
    '未知',
  ],
} as const satisfies Record<Energy, readonly string[]>

export const modelFields = defineFields({
  trim: {
    type: 'text',
    label: { zh: '车型配置', en: 'Trim' },
    headings: [
      'product',
      'product name',
      'trim name',
      'variant',
      'version',
      '车型',
      '车型名称',
      '配置',
      '车款',
      '产品',
    ],
    example: '2026款 舒适版',
    maxLength: 120,
    required: true,
  },
  trimEn: {
    type: 'text',
    label: { zh: '车型英文名', en: 'Trim (English)' },
    headings: ['english trim', 'trim en', '英文名', '英文名称', '配置英文名'],
    example: 'Comfort',
    maxLength: 120,
  },
  trimCode: {
    type: 'text',
    label: { zh: '车型代码', en: 'Trim code' },
    headings: [
      'code',
      'product code',
      'sku',
      'material number',
      '物料号',
      '配置代码',
      '产品编码',
      '车型编码',
    ],
    example: 'FH-CMF',
    maxLength: 40,
  },
  model: {
    type: 'text',
    label: { zh: '车系', en: 'Model' },
    headings: ['series', 'model name', 'model range', '车系名称', '系列'],
    example: '远山',
    maxLength: 120,
    required: true,
  },
  modelEn: {
    type: 'text',
    label: { zh: '车系英文名', en: 'Model (English)' },
    headings: ['english model', 'model en', '车系英文'],
    example: 'Far Hill',
    maxLength: 120,
  },
  modelCode: {
    type: 'text',
    label: { zh: '车系代码', en: 'Model code' },
    headings: ['series code', '车系编码'],
    example: 'FH',
    maxLength: 40,
  },
  make: {
    type: 'text',
    label: { zh: '品牌', en: 'Make' },
    headings: ['brand', 'manufacturer', '厂牌', '厂商'],
    example: '星途',
    maxLength: 80,
  },
  listPrice: {
    type: 'money',
    label: { zh: '指导价', en: 'List price' },
    headings: [
      'sales price',
      'price',
      'msrp',
      'rrp',
      'retail price',
      '厂商指导价',
      '建议零售价',
      '官方指导价',
      '价格',
    ],
    example: '226,000.00',
    required: true,
  },
  currency: {
    type: 'currency',
    label: { zh: '币种', en: 'Currency' },
    headings: ['currency code', '货币'],
    example: 'CNY',
  },
  energy: {
    type: 'code',
    label: { zh: '能源类型', en: 'Energy' },
    headings: ['fuel', 'fuel type', 'powertrain', '燃料类型', '动力类型', '燃料种类', '能源'],
    example: 'petrol',
    codes: energyCodes,
    unlisted: 'other',
  },
})
export type ModelRow = RowOf<typeof modelFields>

/** The catalogue: one row is a trim with its model, which is added when it is new. A trim is known by its code,
 *  or by its name within the model, however it is spelled. */
export const modelsImport: ImportKind<typeof modelFields, ModelChange, Tx, ImportContext> = {
  name: 'models',
  fields: modelFields,
  findings: {
    'code-of-another': {
      zh: '代码“{code}”已用于另一个车型',
      en: 'the code “{code}” is another trim’s',
    },
  },
  identify: row => ({ key: keyOf(row) }),
  plan,
  apply,
}

function keyOf(row: ModelRow): string {
  if (row.trimCode) return `code:${catalogueCode(row.trimCode)}`
  return `name:${matchKeyOf(row.modelCode ?? row.model)}:${matchKeyOf(row.trimEn ?? row.trim)}`
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<ModelRow>[],
): Promise<Planned<ModelChange>[]> {
  const catalogue = await readCatalogue(tx)
  const models = [...catalogue.models]
  const trims = [...catalogue.trims]
  return rows.map(({ values }) => {
    const planned = planModel(context, values, { models, trims })
    if (planned.outcome === 'new' || planned.outcome === 'updated') {
      const { newModel, editedModel, newTrim, editedTrim } = planned.change
      if (newModel) models.push(newModel)
      if (editedModel) replace(models, editedModel)
      if (newTrim) trims.push(newTrim)
      if (editedTrim) replace(trims, editedTrim)
    }
    return planned
  })
}

function replace<T extends { id: string }>(list: T[], edited: T): void {
  list[list.findIndex(({ id }) => id === edited.id)] = edited
}

/** A model or trim that several rows of a batch change is written once, as the last of them left it. */
async function apply(
  tx: Tx,
  { now }: ImportContext,
  changes: readonly PlannedChange<ModelRow, ModelChange>[],
): Promise<void> {
  const [newModels, newTrims] = [new Map<string, CatalogueModel>(), new Map<string, CatalogueTrim>()]
  const [models, trims] = [new Map<string, CatalogueModel>(), new Map<string, CatalogueTrim>()]
  for (const { change } of changes) {
    const { newModel, editedModel, newTrim, editedTrim } = change
    if (newModel) newModels.set(newModel.id, newModel)
    if (editedModel) (newModels.has(editedModel.id) ? newModels : models).set(editedModel.id, editedModel)
    if (newTrim) newTrims.set(newTrim.id, newTrim)
    if (editedTrim) (newTrims.has(editedTrim.id) ? newTrims : trims).set(editedTrim.id, editedTrim)
  }
  await insertModels(tx, [...newModels.values()], now)
  await updateModels(tx, [...models.values()])
  await insertTrims(tx, [...newTrims.values()], now)
  await updateTrims(tx, [...trims.values()])
}
