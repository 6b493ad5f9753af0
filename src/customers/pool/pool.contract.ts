import { contract } from '../../platform/contract.ts'
import { ById, Written } from '../../platform/scalars.contract.ts'

export const claimCustomer = contract({
  name: 'claimCustomer',
  method: 'POST',
  path: '/api/customers/{id}/claim',
  summary: 'Take a customer out of the public pool',
  access: { noun: 'customers', verb: 'edit' },
  params: ById,
  answer: Written,
  problems: ['request.not-found', 'customer.already-claimed', 'pool.cap-reached'],
})
