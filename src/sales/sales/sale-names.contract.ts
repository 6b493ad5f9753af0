import { z } from 'zod'
import { Id } from '../../platform/scalars.contract.ts'

/** What a sale shows of the records it names. */
export const CustomerName = z.object({
  id: Id,
  /** 王** where the reader's role does not see names at that store */
  name: z.string(),
  nameMasked: z.boolean(),
  kind: z.enum(['person', 'company']),
})
export type CustomerName = z.infer<typeof CustomerName>

export const TrimName = z.object({
  id: Id,
  nameZh: z.string(),
  nameEn: z.string(),
  modelId: Id,
  modelNameZh: z.string(),
  modelNameEn: z.string(),
})
export type TrimName = z.infer<typeof TrimName>

/** The car that is reserved, under contract or delivered. */
export const CarName = z.object({
  episodeId: Id,
  vehicleId: Id,
  stockNumber: z.string(),
  vin: z.string().nullable(),
  /** as written on the car; names in both languages come with the trim */
  make: z.string(),
  modelName: z.string(),
  trimName: z.string().nullable(),
})
export type CarName = z.infer<typeof CarName>
