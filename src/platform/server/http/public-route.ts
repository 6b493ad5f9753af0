import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { AnswerOf, BodyOf, Contract, ParamsOf, QueryOf } from '../../contract.ts'
import type { Services } from '../services.ts'
import { openApiOf } from './wire.ts'

/** A call by nobody yet: signing in, the first run, the health of the server. */
export interface PublicCall<C> {
  readonly params: ParamsOf<C>
  readonly query: QueryOf<C>
  readonly body: BodyOf<C>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Registers an endpoint that needs no session; it opens whatever transaction it needs itself. */
export function publicRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  app: FastifyInstance,
  services: Services,
  contract: Contract<P, Q, B, A>,
  handle: (call: PublicCall<Contract<P, Q, B, A>>) => Promise<AnswerOf<Contract<P, Q, B, A>>>,
): void {
  type C = Contract<P, Q, B, A>
  if (contract.access !== 'public')
    throw new Error(`${contract.name} is not public: register it with route()`)
  app.route({
    method: contract.method,
    url: contract.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: openApiOf(contract as Contract),
    config: { contract: contract as Contract },
    handler: async (request, reply) => {
      const answer = await handle({
        params: request.params as ParamsOf<C>,
        query: request.query as QueryOf<C>,
        body: request.body as BodyOf<C>,
        request,
        reply,
      })
      if (services.checkAnswers && typeof contract.answer === 'object') contract.answer.parse(answer)
      return reply.code(contract.status ?? 200).send(answer)
    },
  })
}
