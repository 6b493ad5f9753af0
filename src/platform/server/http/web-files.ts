import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../../problem.ts'

/** The web app's files; any other address a browser asks for is one of its pages. */
export function registerWeb(app: FastifyInstance, webRoot: string | null): void {
  if (webRoot)
    app.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  app.setNotFoundHandler(async (request, reply) => {
    if (webRoot && isPage(request)) return reply.sendFile('index.html')
    throw problem('request.not-found')
  })
}

function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' || request.url.startsWith('/api/')) return false
  return String(request.headers.accept ?? '').includes('text/html')
}
