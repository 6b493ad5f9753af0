import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract } from '../../contract.ts'
import { readEventStream } from '../../live.contract.ts'
import { problem } from '../../problem.ts'
import type { Actor } from '../actor.ts'
import { openApiOf } from '../http/wire.ts'
import type { Services } from '../services.ts'
import { openStreams, type Streams } from './streams.ts'
import type { FindWatched } from './watched.ts'

/** One for each of a few tabs: a browser shares one among them. */
const streamsPerHolder = 6

/** The live stream of changes. It outlives its request's transaction, so it has no `route()`.
 *  @param watching by noun, how to find out whose a record is */
export function registerEventStream(
  app: FastifyInstance,
  services: Services,
  watching: Readonly<Record<string, FindWatched>>,
): void {
  const streams = openStreams(services, watching)
  app.addHook('preClose', async () => streams.closeAll())
  app.route({
    method: readEventStream.method,
    url: readEventStream.path,
    schema: openApiOf(readEventStream),
    config: { contract: readEventStream as Contract },
    handler: async (request, reply) => {
      const actor = await services.authenticate(request.headers)
      if (!actor) throw problem('auth.signed-out')
      if (streams.countOf(actor) >= streamsPerHolder)
        throw problem('live.too-many-streams', { most: streamsPerHolder, retryAfterSeconds: 30 })
      begin(streams, services, actor, request, reply)
      return reply
    },
  })
}

function begin(
  streams: Streams,
  services: Services,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.hijack()
  const response = reply.raw
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value)
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no', // a proxy must not wait for more
    connection: 'close', // when the stream ends; kept open it would hold up the server's stop for a minute
  })
  response.write('retry: 2000\n: here\n\n')
  const { headers } = request
  streams.add({ actor, response, authenticate: () => services.authenticate(headers) })
}
