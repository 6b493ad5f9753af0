import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { AnswerOf, BodyOf, Contract } from '../../contract.ts'
import { problem } from '../../problem.ts'
import type { Actor } from '../actor.ts'
import { openApiOf } from '../http/wire.ts'
import type { Services } from '../services.ts'
import type { Visitor } from './sign-in.ts'

/** A call about the session itself, made from within it. */
export interface SessionCall<C> {
  readonly body: BodyOf<C>
  readonly actor: Actor & { readonly sessionId: string }
  readonly visitor: Visitor
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Registers an endpoint that changes the caller's own session or credentials. What it answers is shown once
 *  (cookies, keys, codes), so nothing is stored for a repetition. An API key has no session: 403. */
export function sessionRoute<B extends z.ZodType, A extends z.ZodType>(
  app: FastifyInstance,
  services: Services,
  contract: Contract<z.ZodNever, z.ZodNever, B, A>,
  handle: (call: SessionCall<Contract<z.ZodNever, z.ZodNever, B, A>>) => Promise<AnswerOf<typeof contract>>,
): void {
  if (contract.access !== 'signed-in')
    throw new Error(`${contract.name} is not about a session: register it with route()`)
  app.route({
    method: contract.method,
    url: contract.path,
    schema: openApiOf(contract as Contract),
    config: { contract: contract as Contract },
    onRequest: async request => {
      request.actor = await services.authenticate(request.headers)
      if (!request.actor) throw problem('auth.signed-out')
      if (!request.actor.sessionId) throw problem('auth.not-permitted')
    },
    handler: async (request, reply) => {
      const actor = request.actor
      if (!actor?.sessionId) throw problem('auth.signed-out')
      const answer = await handle({
        body: request.body as BodyOf<typeof contract>,
        actor: { ...actor, sessionId: actor.sessionId },
        visitor: { ...visitorOf(request), staffId: actor.staffId },
        request,
        reply,
      })
      if (services.checkAnswers && typeof contract.answer === 'object') contract.answer.parse(answer)
      return reply.code(contract.status ?? 200).send(answer)
    },
  })
}

export function visitorOf(request: FastifyRequest): Visitor {
  return {
    address: request.ip,
    cookies: request.headers.cookie,
    userAgent: request.headers['user-agent'],
  }
}

/** Hands the cookies of a flow to the browser; over HTTPS they never travel in the clear. A proxy's word that it
 *  spoke HTTPS is taken from anybody: a lie here only makes the liar's own cookie stricter. */
export function setCookies(request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  for (const cookie of cookies) reply.header('set-cookie', secure ? `${cookie}; Secure` : cookie)
}
