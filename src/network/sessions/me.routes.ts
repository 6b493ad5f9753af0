import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../platform/server/actor.ts'
import { findAccountState } from '../../platform/server/auth/accounts.sql.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { listOrganisations } from '../organisations/organisations.sql.ts'
import { permissionsOf } from './me.rules.ts'
import { findPerson, isDemo, updateLocale } from './me.sql.ts'
import { chooseLocale, type Me, readMe } from './sessions.contract.ts'

export function meRoutes(app: FastifyInstance, services: Services): void {
  route(app, services, readMe, async ({ tx, actor }) => describeMe(tx, actor, await services.network.ids()))

  route(app, services, chooseLocale, async ({ tx, actor, body }) => {
    await updateLocale(tx, actor.staffId, body.locale)
    return { locale: body.locale }
  })
}

async function describeMe(tx: Tx, actor: Actor, networkIds: readonly string[]): Promise<Me> {
  const staff = await findPerson(tx, actor.staffId)
  const account = await findAccountState(tx, actor.staffId)
  const dealerIds = new Set(actor.assignments.flatMap(assignment => assignment.dealerIds))
  const organisations = await listOrganisations(tx, [...dealerIds, actor.organisationId])
  const home = organisations.find(each => each.id === actor.organisationId)
  if (!home) throw new Error(`staff ${actor.staffId} has no organisation`)
  return {
    staff,
    organisation: { id: home.id, code: home.code, kind: home.kind, nameZh: home.nameZh, nameEn: home.nameEn },
    roles: actor.assignments.map(({ role, organisationId }) => ({ role, organisationId })),
    permissions: permissionsOf(
      actor.assignments.map(({ role, organisationIds }) => ({
        role,
        atRoot: networkIds.every(id => organisationIds.includes(id)),
      })),
      actor.apiScopes,
    ),
    dealers: organisations
      .filter(each => dealerIds.has(each.id))
      .map(({ id, code, nameZh, nameEn, timeZone, currency }) => ({
        id,
        code,
        nameZh,
        nameEn,
        timeZone,
        currency,
      })),
    demo: await isDemo(tx),
    ...account,
  }
}
