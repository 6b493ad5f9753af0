import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { Id, line, StaffName } from '../../platform/scalars.contract.ts'
import { StageCode } from '../process/sale.contract.ts'
import { CarName, CustomerName, TrimName } from '../sales/sale-names.contract.ts'

/** What ⌘K finds, each kind by its own order: the best match first. */
export const Found = z.object({
  customers: z.array(
    CustomerName.extend({
      dealerId: Id,
      number: z.string(),
      /** 138****1234 */
      phone: z.string().nullable(),
      owner: StaffName.nullable(),
    }),
  ),
  vehicles: z.array(CarName.extend({ dealerId: Id, availability: z.string() })),
  sales: z.array(
    z.object({
      id: Id,
      dealerId: Id,
      number: z.string(),
      stage: StageCode,
      customer: CustomerName.nullable(),
      trim: TrimName.nullable(),
    }),
  ),
})
export type Found = z.infer<typeof Found>

export const search = contract({
  name: 'search',
  method: 'GET',
  path: '/api/search',
  summary: 'Customers by name, initials or phone tail; cars by VIN tail or stock number; sales by number',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({
    q: line(100),
    /** of each kind */
    limit: z.coerce.number<number | string>().int().min(1).max(20).default(6),
  }),
  answer: Found,
  problems: ['request.invalid'],
})
