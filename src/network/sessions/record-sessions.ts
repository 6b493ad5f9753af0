import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../platform/problem.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import { setCookies } from '../../platform/server/auth/session-route.ts'
import type { Outcome } from '../../platform/server/auth/sign-in.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findHome, findTried } from './me.sql.ts'

type Refusal = 'auth.wrong-credentials' | 'auth.wrong-code' | 'auth.wrong-password'

/** Reads of reference data alone need no wall to be opened. */
export const nobody = { dealers: [] } as const

/** Whose account was tried: by the name that was typed, or known from a session or a waiting second factor. */
interface Tried {
  readonly username?: string
  readonly staffId?: string | undefined
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Passes the cookies of a flow that succeeded on; a refusal is one problem, whatever its reason, and on record. */
export async function accept<T>(
  services: Services,
  { request, reply }: Exchange,
  outcome: Outcome<T>,
  refusal: Refusal,
  tried: Tried,
): Promise<T> {
  if (outcome.kind === 'wait') throw problem('auth.too-many-attempts', { retryAfterSeconds: outcome.seconds })
  if (outcome.kind === 'refused') {
    await recordRefusal(services, request, { staffId: outcome.staffId, ...tried }, refusal)
    throw problem(refusal)
  }
  setCookies(request, reply, outcome.cookies)
  return outcome.value
}

export async function record(
  services: Services,
  request: FastifyRequest,
  staffId: string,
  verb: string,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const dealerId = await inScope(services.app, nobody, tx => findHome(tx, staffId))
  if (!dealerId) throw new Error(`account ${staffId} belongs to nobody`)
  await recordAt(services, request, { dealerId, staffId, subjectId: staffId, verb, facts })
}

/** Somebody was not let in: on record at home, by the account they tried, and at the root of the network when there
 *  is none. The name they typed is kept nowhere: people type passwords there. Known and unknown names cost the same
 *  two statements, so that the time tells nothing. */
async function recordRefusal(
  services: Services,
  request: FastifyRequest,
  tried: Tried,
  code: Refusal,
): Promise<void> {
  const { dealerId, subjectId } = await inScope(services.app, nobody, tx => findTried(tx, tried))
  if (dealerId === null) return // an empty system: there is nobody to tell
  const staffId = request.actor?.staffId ?? null
  await recordAt(services, request, { dealerId, staffId, subjectId, verb: 'refused', facts: { code } })
}

async function recordAt(
  services: Services,
  request: FastifyRequest,
  line: {
    readonly dealerId: string
    readonly staffId: string | null
    readonly subjectId: string | null
    readonly verb: string
    readonly facts: Record<string, unknown>
  },
): Promise<void> {
  const { newId, now } = services.ports
  await inScope(services.app, { dealers: [line.dealerId], staffId: line.staffId }, tx =>
    insertAudit(tx, { ...line, id: newId(), at: now(), noun: 'sessions', requestId: request.id }),
  )
}
