import { type Decide, refuse } from '../scene.rules.ts'

export const linkCustomer: Decide<'link-customer'> = (_, { customerId }) => [
  { action: 'customer-linked', facts: { customerId } },
]

export const assignOwner: Decide<'assign-owner'> = ({ sale }, { ownerId }) =>
  ownerId === sale.ownerId
    ? refuse('sale.owner-unchanged', {}, { field: 'ownerId' })
    : [{ action: 'owner-assigned', facts: { ownerId, previousOwnerId: sale.ownerId } }]

export const moveProcess: Decide<'move-process'> = ({ sale }, { target }) => {
  if (target.version === sale.processVersion) return refuse('process.unchanged', { version: target.version })
  if (!target.stages.includes(sale.stage)) return refuse('process.stage-missing', { stage: sale.stage })
  const facts = { version: target.version, previousVersion: sale.processVersion }
  return [{ action: 'process-moved', facts }]
}
