import type { FastifyInstance } from 'fastify'
import { storeOf } from '../../customers/people/store-of.ts'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import { capture } from './capture.ts'
import { type Captured, captureReception, takeReception } from './receptions.contract.ts'
import { outcomeOf } from './receptions.rules.ts'
import {
  findVisitorById,
  type KnownVisitorRow,
  lockReception,
  markTaken,
  type WaitingReception,
} from './receptions.sql.ts'
import { carryOn, openFor } from './record-reception.ts'
import { visitorOf } from './visitor.ts'

export function registerReceptions(app: FastifyInstance, services: Services): void {
  route(app, services, captureReception, capture)
  route(app, services, takeReception, take)
}

type Taking = Call<typeof takeReception>

async function take(call: Taking): Promise<Captured> {
  const { tx, params, scope, actor, now } = call
  const reception = await lockReception(tx, scope, params.id)
  if (!reception) throw problem('request.not-found')
  if (reception.outcome !== 'owner-told' || reception.takenAt !== null) throw problem('reception.taken')
  const { id, dealerId, customerId, kind } = reception
  const visitor = await findVisitorById(tx, dealerId, customerId, kind)
  if (!visitor) throw problem('request.not-found')
  const reachesAll = scope.all.includes(dealerId)
  const outcome = outcomeOf(visitorOf(visitor), { id: scope.staffId, reachesAll })
  if (outcome === 'owner-told') throw problem('request.not-found') // has gone to somebody else meanwhile
  const sale = await saleTaken(call, reception, visitor)
  await markTaken(tx, { dealerId, id, saleId: sale.id, by: actor.staffId, now })
  await call.audit({ dealerId, verb: 'edited', noun: 'receptions', subjectId: id, facts: { kind, outcome } })
  call.announce(dealerId, 'receptions', 'customers')
  const owner = sale.ownerId ? ((await findColleagues(tx, [sale.ownerId])).get(sale.ownerId) ?? null) : null
  const { occasion } = reception
  return { id, dealerId, outcome, occasion, owner, sale: { id: sale.id, number: sale.number }, customerId }
}

async function saleTaken(call: Taking, reception: WaitingReception, visitor: KnownVisitorRow) {
  const { tx, scope, now, services } = call
  const { dealerId, kind, intentLevel, note, modelId, source } = reception
  const said = { kind, intentLevel, note }
  if (visitor.saleId) {
    await carryOn(call, dealerId, visitor.saleId, said)
    return { id: visitor.saleId, number: visitor.saleNumber ?? '', ownerId: visitor.saleOwnerId }
  }
  const store = await storeOf(services, dealerId, now)
  const process = await processOfDealer(tx, store.ancestorIds)
  const opening = { ...said, modelId, source, customer: visitor, receivedBy: scope.staffId }
  return openFor(call, process, store, opening)
}
