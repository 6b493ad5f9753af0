import { mayActForAll } from '../rights.rules.ts'
import { type Decide, refuse } from '../scene.rules.ts'
import { forbidden } from '../standing.rules.ts'

export const linkCustomer: Decide<'link-customer'> = (_, { customerId }) => [
  { action: 'customer-linked', facts: { customerId } },
]

/** Managers give a sale to anyone; whoever may only take what is nobody's takes it for themselves. */
export const assignOwner: Decide<'assign-owner'> = ({ sale }, { ownerId, actor }) => {
  if (ownerId === sale.ownerId) return refuse('sale.owner-unchanged', {}, { field: 'ownerId' })
  if (actor.id !== ownerId && !mayActForAll(actor, 'assign-owner'))
    return forbidden('assign-owner', undefined, 'ownerId')
  return [{ action: 'owner-assigned', facts: { ownerId, previousOwnerId: sale.ownerId } }]
}

export const moveProcess: Decide<'move-process'> = ({ sale }, { target }) => {
  if (target.version === sale.processVersion) return refuse('process.unchanged', { version: target.version })
  if (!target.stages.includes(sale.stage)) return refuse('process.stage-missing', { stage: sale.stage })
  const facts = { version: target.version, previousVersion: sale.processVersion }
  return [{ action: 'process-moved', facts }]
}
