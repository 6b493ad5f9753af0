import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id } from '../../platform/scalars.contract.ts'

export const SheetCode = z.enum(['quote', 'contract', 'receipt', 'test-drive', 'delivery'])
export type SheetCode = z.infer<typeof SheetCode>

/** What is printed leaves the house: like an export, it is on record. */
export const logPrint = contract({
  name: 'logPrint',
  method: 'POST',
  path: '/api/sales/{id}/prints',
  summary: 'Record that a sheet of a sale is printed',
  access: { noun: 'prints', verb: 'create' },
  params: ById,
  body: z.strictObject({ sheet: SheetCode }),
  status: 201,
  answer: z.object({ id: Id }),
  problems: ['request.not-found'],
})
