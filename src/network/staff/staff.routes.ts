import type { FastifyInstance } from 'fastify'
import type { AnswerOf, Contract } from '../../platform/contract.ts'
import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import { pageOfRows, positionOf } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { countWork, type HeldWork } from '../successions/held-work.ts'
import {
  type Doer,
  deactivate,
  editPerson,
  givePassword,
  giveRoles,
  hire,
  loadManaged,
  reactivate,
} from './staff.acts.ts'
import * as contracts from './staff.contract.ts'
import { findStaff, listStaff } from './staff.sql.ts'

const byName = 'name'

export function staffRoutes(app: FastifyInstance, services: Services, held: readonly HeldWork[]): void {
  route(app, services, contracts.listStaff, async ({ tx, query, scope }) => {
    const { organisationId, cursor, limit, ...filter } = query
    const reach = organisationId ? scope.all.filter(id => id === organisationId) : scope.all
    const after = positionOf(byName, cursor)
    const found = await listStaff(tx, { ...filter, organisationIds: reach, after, limit })
    const page = pageOfRows(found, limit, byName, row => ({ value: row.nameSearch, id: row.id }))
    return { items: page.rows.map(present), nextCursor: page.nextCursor }
  })

  route(app, services, contracts.readStaff, async ({ tx, params, scope }) => {
    const person = await findStaff(tx, scope.all, params.id)
    if (!person) throw problem('request.not-found')
    return present(person)
  })

  route(
    app,
    services,
    contracts.createStaff,
    call => onceShown(call, 201, () => hire(call.tx, doerOf(call), call.body)),
    {
      claims: 'in-handler',
    },
  )

  route(app, services, contracts.editStaff, call =>
    editPerson(call.tx, doerOf(call), call.params.id, call.version, call.body),
  )

  route(app, services, contracts.replaceRoles, call =>
    giveRoles(call.tx, doerOf(call), call.params.id, call.version, call.body.roles),
  )

  route(app, services, contracts.deactivateStaff, async call => {
    const doer = doerOf(call)
    const person = await loadManaged(call.tx, doer, call.params.id)
    if (!person.deactivatedAt) await requireNoWork(call.tx, held, person.id)
    return deactivate(call.tx, doer, person.id, call.version)
  })

  route(app, services, contracts.reactivateStaff, call =>
    reactivate(call.tx, doerOf(call), call.params.id, call.version),
  )

  route(
    app,
    services,
    contracts.resetPassword,
    call => onceShown(call, 200, () => givePassword(call.tx, doerOf(call), call.params.id, call.body)),
    { claims: 'in-handler' },
  )
}

export function doerOf({
  actor,
  scope,
  now,
  newId,
  audit,
  announce,
}: Pick<Call<unknown>, 'actor' | 'scope' | 'now' | 'newId' | 'audit' | 'announce'>): Doer {
  return { held: actor.assignments, organisationIds: scope.all, now, newId, audit, announce }
}

/** Whoever leaves hands over first: nothing stays with a person who is not there. */
async function requireNoWork(tx: Tx, held: readonly HeldWork[], staffId: string): Promise<void> {
  const work = await countWork(tx, held, staffId)
  if (work.customers + work.leads + work.sales > 0) throw problem('staff.holds-work', { ...work })
}

interface WithPassword {
  readonly id: string
  readonly version: number
  readonly initialPassword: string | null
}

/** Stores the answer without its password: a repeated request is told that it was shown once. */
async function onceShown<C extends Contract>(
  { tx, intent, now }: Call<C>,
  status: number,
  act: () => Promise<WithPassword>,
): Promise<WithPassword> {
  if (!intent) throw new Error('a write carries an intent')
  const before = await claimIntent(tx, intent, now)
  if (before) return replayed(before).answer as AnswerOf<typeof contracts.createStaff>
  const answer = await act()
  await storeAnswer(tx, intent, status, { ...answer, initialPassword: null })
  return answer
}

function present({
  nameSearch: _,
  ...person
}: Awaited<ReturnType<typeof listStaff>>[number]): contracts.Staff {
  return person
}
