import type { FastifyInstance } from 'fastify'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer, narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import {
  createDelegation,
  type Delegation,
  listDelegations,
  revokeDelegation as revoke,
} from './delegations.contract.ts'
import {
  findApprovers,
  findDelegations,
  insertDelegation,
  isApproverAt,
  revokeDelegation,
} from './delegations.sql.ts'

export function registerDelegations(app: FastifyInstance, services: Services): void {
  route(app, services, listDelegations, list)
  route(app, services, createDelegation, create)
  route(app, services, revoke, end)
}

const longestDays = 366

async function list(call: Call<typeof listDelegations>) {
  const { all } = narrowed(call.scope, call.query.dealerId)
  const today = all[0] ? await todayAt(call, all[0]) : call.now.toISOString().slice(0, 10)
  const rows = await findDelegations(call.tx, all, today)
  return {
    items: rows.map(
      ({ id, dealerId, fromOn: from, toOn: to, ...row }): Delegation => ({
        id,
        dealerId,
        delegator: { id: row.delegatorId, name: row.delegatorName },
        deputy: { id: row.deputyId, name: row.deputyName },
        from,
        to,
        active: from <= today,
      }),
    ),
    approvers: await findApprovers(call.tx, all),
  }
}

async function create(call: Call<typeof createDelegation>) {
  const { tx, body, scope, actor, now, newId } = call
  const dealerId = chooseDealer(scope, body.dealerId)
  const delegatorId = body.delegatorId ?? actor.staffId
  const isForAnother = delegatorId !== actor.staffId
  if (isForAnother && !holdsAt(scope, dealerId, ['dealer-manager'])) throw problem('auth.not-permitted')
  const today = await todayAt(call, dealerId)
  const { from, to, deputyId } = body
  if (to < from || to < today || to > addDays(from, longestDays))
    throw problem('delegation.dates-invalid', { field: 'to' })
  if (isForAnother && !(await isApproverAt(tx, delegatorId, dealerId)))
    throw problem('delegation.deputy-unfit', { field: 'delegatorId' })
  if (deputyId === delegatorId || !(await isApproverAt(tx, deputyId, dealerId)))
    throw problem('delegation.deputy-unfit', { field: 'deputyId' })
  const id = newId()
  const delegation = { id, dealerId, delegatorId, deputyId, fromOn: from, toOn: to }
  await insertDelegation(tx, delegation, { staffId: actor.staffId, now })
  const facts = { delegatorId, deputyId, from, to }
  await call.audit({ dealerId, verb: 'created', noun: 'approval-delegations', subjectId: id, facts })
  call.announce(dealerId, 'approvals')
  return { id }
}

async function end(call: Call<typeof revoke>) {
  const { tx, params, scope, actor, now } = call
  const ownOnly = scope.all.filter(id => !holdsAt(scope, id, ['dealer-manager']))
  const by = { staffId: actor.staffId, now, ownOnly }
  const found = await revokeDelegation(tx, params.id, scope.all, by)
  if (!found) throw problem('request.not-found')
  const { dealerId } = found
  const { id } = params
  await call.audit({ dealerId, verb: 'revoked', noun: 'approval-delegations', subjectId: id, facts: {} })
  call.announce(dealerId, 'approvals')
  return { id }
}

async function todayAt(
  { services, now }: { services: Services; now: Date },
  dealerId: string,
): Promise<string> {
  const organisation = await services.network.organisation(dealerId)
  return businessDate(now.toISOString(), organisation?.timeZone ?? 'UTC')
}
