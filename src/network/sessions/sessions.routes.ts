import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import { endStreams } from '../../platform/server/auth/access-topic.ts'
import { endSession, findAccountState, listSessionsOf } from '../../platform/server/auth/accounts.sql.ts'
import { sessionRoute, setCookies, visitorOf } from '../../platform/server/auth/session-route.ts'
import type { Outcome, SignIn } from '../../platform/server/auth/sign-in.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { publicRoute } from '../../platform/server/http/public-route.ts'
import { route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { requireGoodPassword } from './good-password.ts'
import { findHome, findPerson } from './me.sql.ts'
import * as contracts from './sessions.contract.ts'

type Refusal = 'auth.wrong-credentials' | 'auth.wrong-code' | 'auth.wrong-password'

export function sessionRoutes(app: FastifyInstance, services: Services, signIn: SignIn): void {
  publicRoute(app, services, contracts.signIn, async ({ body, request, reply }) => {
    const outcome = await signIn.withPassword(visitorOf(request), body.username, body.password)
    const who = accept(outcome, 'auth.wrong-credentials', request, reply)
    if (who === 'second-factor') return { state: 'second-factor' as const }
    await record(services, request, who.staffId, 'signed-in')
    return { state: 'signed-in' as const }
  })

  publicRoute(app, services, contracts.signInSecondFactor, async ({ body, request, reply }) => {
    const outcome = await signIn.withCode({ ...visitorOf(request) }, body.code)
    const who = accept(outcome, 'auth.wrong-code', request, reply)
    await record(services, request, who.staffId, 'signed-in', { secondFactor: true })
    return { state: 'signed-in' as const }
  })

  sessionRoute(app, services, contracts.signOut, async ({ actor, visitor, request, reply }) => {
    accept(await signIn.end(visitor), 'auth.wrong-credentials', request, reply)
    await record(services, request, actor.staffId, 'signed-out')
    services.live.announce([endStreams(actor.staffId, actor.organisationId)])
    return { done: true as const }
  })

  sessionRoute(app, services, contracts.changePassword, async ({ body, actor, visitor, request, reply }) => {
    const { username } = await inScope(services.app, nobody, tx => findPerson(tx, actor.staffId))
    requireGoodPassword(body.newPassword, username ?? '')
    if (body.newPassword === body.currentPassword) throw problem('auth.same-password')
    const outcome = await signIn.changePassword(visitor, body.currentPassword, body.newPassword)
    accept(outcome, 'auth.wrong-password', request, reply)
    await record(services, request, actor.staffId, 'changed-password')
    services.live.announce([endStreams(actor.staffId, actor.organisationId)])
    return { done: true as const }
  })

  route(app, services, contracts.listSessions, async ({ tx, actor, now }) => {
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
      const key = accept(outcome, 'auth.wrong-password', request, reply)
      return { uri: key.uri, backupCodes: [...key.backupCodes] }
    },
  )

  sessionRoute(
    app,
    services,
    contracts.confirmSecondFactor,
    async ({ body, actor, visitor, request, reply }) => {
      await requireSecondFactor(services, actor.staffId, false)
      accept(await signIn.confirmSecondFactor(visitor, body.code), 'auth.wrong-code', request, reply)
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
      accept(await signIn.removeSecondFactor(visitor, body.password), 'auth.wrong-password', request, reply)
      await record(services, request, actor.staffId, 'turned-off-second-factor')
      return { done: true as const }
    },
  )
}

/** Reads of reference data alone need no wall to be opened. */
const nobody = { dealers: [] } as const

async function requireSecondFactor(services: Services, staffId: string, on: boolean): Promise<void> {
  const { twoFactor } = await inScope(services.app, nobody, tx => findAccountState(tx, staffId))
  if (twoFactor !== on) throw problem(on ? 'auth.second-factor-off' : 'auth.second-factor-on')
}

/** Passes the cookies of a flow that succeeded on; a refusal is one problem, whatever its reason. */
function accept<T>(outcome: Outcome<T>, refusal: Refusal, request: FastifyRequest, reply: FastifyReply): T {
  if (outcome.kind === 'wait') throw problem('auth.too-many-attempts', { retryAfterSeconds: outcome.seconds })
  if (outcome.kind === 'refused') throw problem(refusal)
  setCookies(request, reply, outcome.cookies)
  return outcome.value
}

async function record(
  services: Services,
  request: FastifyRequest,
  staffId: string,
  verb: string,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const organisationId = await inScope(services.app, nobody, tx => findHome(tx, staffId))
  if (!organisationId) throw new Error(`account ${staffId} belongs to nobody`)
  await inScope(services.app, { dealers: [organisationId], staffId }, tx =>
    insertAudit(tx, {
      dealerId: organisationId,
      id: services.ports.newId(),
      at: services.ports.now(),
      staffId,
      verb,
      noun: 'sessions',
      subjectId: staffId,
      requestId: request.id,
      facts,
    }),
  )
}
