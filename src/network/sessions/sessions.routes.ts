import type { FastifyInstance } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { endStreams } from '../../platform/server/auth/access-topic.ts'
import { endSession, findAccountState, listSessionsOf } from '../../platform/server/auth/accounts.sql.ts'
import { sessionRoute, visitorOf } from '../../platform/server/auth/session-route.ts'
import type { SignIn } from '../../platform/server/auth/sign-in.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { publicRoute } from '../../platform/server/http/public-route.ts'
import { route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { requireGoodPassword } from './good-password.ts'
import { findPerson } from './me.sql.ts'
import { accept, nobody, record } from './record-sessions.ts'
import * as contracts from './sessions.contract.ts'

export function sessionRoutes(app: FastifyInstance, services: Services, signIn: SignIn): void {
  publicRoute(app, services, contracts.signIn, async ({ body, request, reply }) => {
    const outcome = await signIn.withPassword(visitorOf(request), body.username, body.password)
    const tried = { username: body.username }
    const who = await accept(services, { request, reply }, outcome, 'auth.wrong-credentials', tried)
    if (who === 'second-factor') return { state: 'second-factor' as const }
    await record(services, request, who.staffId, 'signed-in')
    return { state: 'signed-in' as const }
  })

  publicRoute(app, services, contracts.signInSecondFactor, async ({ body, request, reply }) => {
    const outcome = await signIn.withCode({ ...visitorOf(request) }, body.code)
    const who = await accept(services, { request, reply }, outcome, 'auth.wrong-code', {})
    await record(services, request, who.staffId, 'signed-in', { secondFactor: true })
    return { state: 'signed-in' as const }
  })

  sessionRoute(app, services, contracts.signOut, async ({ actor, visitor, request, reply }) => {
    await accept(services, { request, reply }, await signIn.end(visitor), 'auth.wrong-credentials', actor)
    await record(services, request, actor.staffId, 'signed-out')
    services.live.announce([endStreams(actor.staffId, actor.organisationId)])
    return { done: true as const }
  })

  sessionRoute(app, services, contracts.changePassword, async ({ body, actor, visitor, request, reply }) => {
    const { username } = await inScope(services.app, nobody, tx => findPerson(tx, actor.staffId))
    requireGoodPassword(body.newPassword, username ?? '')
    if (body.newPassword === body.currentPassword) throw problem('auth.same-password')
    const outcome = await signIn.changePassword(visitor, body.currentPassword, body.newPassword)
    await accept(services, { request, reply }, outcome, 'auth.wrong-password', actor)
    await record(services, request, actor.staffId, 'changed-password')
    services.live.announce([endStreams(actor.staffId, actor.organisationId)])
    return { done: true as const }
  })

  route(app, services, contracts.listSessions, async ({ tx, actor, now }) => {
    if (actor.apiKeyId !== null) throw problem('auth.not-permitted')
    const sessions = await listSessionsOf(tx, actor.staffId, now)
    return {
      items: sessions.map(each => ({ ...each, current: each.id === actor.sessionId })),
      nextCursor: null,
    }
  })

  route(app, services, contracts.revokeSession, async ({ tx, actor, params, audit, announce }) => {
    if (!(await endSession(tx, actor.staffId, params.id))) throw problem('request.not-found')
    await audit({
      dealerId: actor.organisationId,
      verb: 'revoked',
      noun: 'sessions',
      subjectId: params.id,
      facts: {},
    })
    const { dealerId, topics } = endStreams(actor.staffId, actor.organisationId)
    announce(dealerId, ...topics)
    return { id: params.id }
  })

  secondFactorRoutes(app, services, signIn)
}

function secondFactorRoutes(app: FastifyInstance, services: Services, signIn: SignIn): void {
  sessionRoute(
    app,
    services,
    contracts.beginSecondFactor,
    async ({ body, actor, visitor, request, reply }) => {
      const person = await inScope(services.app, nobody, async tx => ({
        ...(await findPerson(tx, actor.staffId)),
        ...(await findAccountState(tx, actor.staffId)),
      }))
      if (person.twoFactor) throw problem('auth.second-factor-on')
      const outcome = await signIn.beginSecondFactor(visitor, body.password, person.username ?? person.id)
      const key = await accept(services, { request, reply }, outcome, 'auth.wrong-password', actor)
      return { uri: key.uri, backupCodes: [...key.backupCodes] }
    },
  )

  sessionRoute(
    app,
    services,
    contracts.confirmSecondFactor,
    async ({ body, actor, visitor, request, reply }) => {
      await requireSecondFactor(services, actor.staffId, false)
      const outcome = await signIn.confirmSecondFactor(visitor, body.code)
      await accept(services, { request, reply }, outcome, 'auth.wrong-code', actor)
      await record(services, request, actor.staffId, 'turned-on-second-factor')
      return { done: true as const }
    },
  )

  sessionRoute(
    app,
    services,
    contracts.removeSecondFactor,
    async ({ body, actor, visitor, request, reply }) => {
      await requireSecondFactor(services, actor.staffId, true)
      const outcome = await signIn.removeSecondFactor(visitor, body.password)
      await accept(services, { request, reply }, outcome, 'auth.wrong-password', actor)
      await record(services, request, actor.staffId, 'turned-off-second-factor')
      return { done: true as const }
    },
  )
}

async function requireSecondFactor(services: Services, staffId: string, on: boolean): Promise<void> {
  const { twoFactor } = await inScope(services.app, nobody, tx => findAccountState(tx, staffId))
  if (twoFactor !== on) throw problem(on ? 'auth.second-factor-off' : 'auth.second-factor-on')
}
