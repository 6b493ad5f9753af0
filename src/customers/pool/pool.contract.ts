import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Written } from '../../platform/scalars.contract.ts'

export const claimCustomer = contract({
  name: 'claimCustomer',
  method: 'POST',
  path: '/api/customers/{id}/claim',
  summary: 'Take a customer out of the public pool, with the running sales that are nobody’s',
  access: { noun: 'customers', verb: 'edit' },
  params: ById,
  /** how many sales came along */
  answer: Written.extend({ sales: z.int() }),
  problems: ['request.not-found', 'customer.already-claimed', 'pool.cap-reached'],
})
