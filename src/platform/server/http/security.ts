import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../../problem.ts'

/** What a page of ours may load: its own scripts and nobody else's, and it is shown in no frame. */
export const pagePolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'", // the engines sweep in WebAssembly; no text becomes a script
  "style-src 'self' 'unsafe-inline'", // antd writes its styles at run time
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** An answer that is no page loads nothing, should a browser ever show it as one. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
}

export function secure(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(request))
    refuseForeignWrites(request)
    if (/%00|\0/.test(request.url)) throw problem('request.invalid', { count: 1, errors: [nulError] })
  })
}

/** The headers of every answer; an address that cannot be read has no hooks, and is given them by itself. */
export function securityHeaders({ id, url }: Pick<FastifyRequest, 'id' | 'url'>): Record<string, string> {
  const isPage = !url.startsWith('/api/') || url.startsWith('/api/docs')
  return {
    ...headers,
    'content-security-policy': isPage ? pagePolicy : dataPolicy,
    'x-request-id': id,
    ...(url.startsWith('/api/') && { 'cache-control': 'no-store' }),
  }
}

const nulError = { path: '', code: 'nul', message: 'NUL characters are not text' }

/** A cookie is sent by any page: a write that a browser says came from another site is refused. */
function refuseForeignWrites({ method, headers, host }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || headers.authorization) return
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw problem('auth.foreign-origin')
  const { origin } = headers
  if (typeof origin === 'string' && originHost(origin) !== host) throw problem('auth.foreign-origin')
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
