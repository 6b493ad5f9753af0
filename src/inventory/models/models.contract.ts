import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import {
  AmountMinor,
  ById,
  Currency,
  Id,
  Instant,
  line,
  pageOf,
  pageQuery,
  Version,
  Written,
} from '../../platform/scalars.contract.ts'

export const Energy = z.enum(['petrol', 'diesel', 'hybrid', 'plug-in-hybrid', 'electric', 'other'])
export type Energy = z.infer<typeof Energy>

export const Trim = z.object({
  id: Id,
  modelId: Id,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  energy: Energy,
  listPriceMinor: AmountMinor,
  currency: Currency,
  version: Version,
  retiredAt: Instant.nullable(),
})
export type Trim = z.infer<typeof Trim>

export const Model = z.object({
  id: Id,
  code: z.string(),
  make: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  version: Version,
  retiredAt: Instant.nullable(),
  trims: z.array(Trim),
})
export type Model = z.infer<typeof Model>

export const listModels = contract({
  name: 'listModels',
  method: 'GET',
  path: '/api/models',
  summary: 'The catalogue: models with their trims',
  access: { noun: 'models', verb: 'read' },
  query: z.strictObject({
    q: line(100).optional(),
    retired: z.enum(['with', 'without']).default('without'),
    ...pageQuery,
  }),
  answer: pageOf(Model),
  problems: ['request.invalid'],
})

export const readModel = contract({
  name: 'readModel',
  method: 'GET',
  path: '/api/models/{id}',
  summary: 'One model with its trims',
  access: { noun: 'models', verb: 'read' },
  params: ById,
  answer: Model,
  problems: ['request.not-found'],
})

const CatalogueCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,39}$/)

export const NewModel = z.strictObject({
  code: CatalogueCode,
  make: line(80),
  nameZh: line(120),
  nameEn: line(120),
})
export type NewModel = z.infer<typeof NewModel>

export const createModel = contract({
  name: 'createModel',
  method: 'POST',
  path: '/api/models',
  summary: 'Add a model to the catalogue',
  access: { noun: 'models', verb: 'create' },
  body: NewModel,
  status: 201,
  answer: Written,
  problems: ['request.invalid', 'model.code-taken'],
})

export const ModelEdit = z.strictObject({
  make: line(80).optional(),
  nameZh: line(120).optional(),
  nameEn: line(120).optional(),
  retired: z.boolean().optional(),
})
export type ModelEdit = z.infer<typeof ModelEdit>

export const editModel = contract({
  name: 'editModel',
  method: 'PATCH',
  path: '/api/models/{id}',
  summary: 'Change or retire a model',
  access: { noun: 'models', verb: 'edit' },
  params: ById,
  body: ModelEdit,
  ifMatch: true,
  answer: Written,
  problems: ['request.invalid', 'request.not-found', 'record.changed', 'record.version-required'],
})

export const NewTrim = z.strictObject({
  code: CatalogueCode,
  nameZh: line(120),
  nameEn: line(120),
  energy: Energy,
  listPriceMinor: AmountMinor,
  currency: Currency,
})
export type NewTrim = z.infer<typeof NewTrim>

export const createTrim = contract({
  name: 'createTrim',
  method: 'POST',
  path: '/api/models/{id}/trims',
  summary: 'Add a trim to a model',
  access: { noun: 'models', verb: 'create' },
  params: ById,
  body: NewTrim,
  status: 201,
  answer: Written,
  problems: ['request.invalid', 'request.not-found', 'trim.code-taken'],
})

export const TrimEdit = z.strictObject({
  nameZh: line(120).optional(),
  nameEn: line(120).optional(),
  energy: Energy.optional(),
  listPriceMinor: AmountMinor.optional(),
  retired: z.boolean().optional(),
})
export type TrimEdit = z.infer<typeof TrimEdit>

export const editTrim = contract({
  name: 'editTrim',
  method: 'PATCH',
  path: '/api/trims/{id}',
  summary: 'Change, price or retire a trim',
  access: { noun: 'models', verb: 'edit' },
  params: ById,
  body: TrimEdit,
  ifMatch: true,
  answer: Written,
  problems: ['request.invalid', 'request.not-found', 'record.changed', 'record.version-required'],
})
