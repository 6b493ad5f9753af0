import type { FastifyInstance } from 'fastify'
import { rulesOfStore } from '../../network/store-rules/rules-of-store.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { insertOwnerChanges } from '../owner-changes/owner-changes.sql.ts'
import { findCustomer } from '../people/customers.sql.ts'
import type { Claimed } from './claimed.ts'
import { claimCustomer } from './pool.contract.ts'
import { claimCustomerFromPool } from './pool.sql.ts'
import { requireRoom } from './require-room.ts'

export function registerPool(app: FastifyInstance, services: Services, claimed: readonly Claimed[]): void {
  route(app, services, claimCustomer, call => claim(call, claimed))
}

async function claim(call: Call<typeof claimCustomer>, claimed: readonly Claimed[]) {
  const { tx, params, scope, services, now, newId } = call
  const customer = await findCustomer(tx, scope, params.id)
  if (!customer) throw problem('request.not-found')
  if (customer.ownerId !== null) throw problem('customer.already-claimed')
  const { dealerId, id } = customer
  const rules = await rulesOfStore(tx, services, dealerId)
  await requireRoom(tx, 'customers', dealerId, scope.staffId, rules.heldCustomersMax)
  const version = await claimCustomerFromPool(tx, customer, scope.staffId, now)
  if (version === undefined) throw problem('customer.already-claimed')
  const change = {
    id: newId(),
    dealerId,
    subject: { customerId: id },
    previousOwnerId: null,
    ownerId: scope.staffId,
  }
  await insertOwnerChanges(tx, [change], { cause: 'claimed', by: scope.staffId, at: now })
  let sales = 0
  for (const bring of claimed) sales += await bring(call, { dealerId, id })
  const facts = { fields: ['ownerId'], version, sales }
  await call.audit({ dealerId, verb: 'claimed', noun: 'customers', subjectId: id, facts })
  call.announce(dealerId, 'customers', `customers:${id}`)
  return { id, version, sales }
}
