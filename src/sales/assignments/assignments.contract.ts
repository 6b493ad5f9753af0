import { z } from 'zod'
import { step } from '../acts/acts.contract.ts'
import { Id } from '../process/sale.contract.ts'

export const assignOwner = step({
  name: 'assignOwner',
  path: '/api/sales/{id}/assignment',
  summary: 'Give the sale to another colleague',
  noun: 'assignments',
  body: z.strictObject({ ownerId: Id }),
  problems: ['sale.owner-unchanged', 'staff.unknown'],
})

export const linkCustomer = step({
  name: 'linkCustomer',
  path: '/api/sales/{id}/customer',
  summary: 'Say who the customer of an imported sale is',
  noun: 'sales',
  body: z.strictObject({ customerId: Id }),
  problems: ['sale.customer-known'],
})

export const moveProcess = step({
  name: 'moveProcess',
  path: '/api/sales/{id}/process',
  summary: 'Move a running sale to the process that is now in force',
  noun: 'assignments',
  problems: ['process.stage-missing', 'process.unchanged'],
})
