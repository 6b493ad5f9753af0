import type { FastifyInstance } from 'fastify'
import { type ProblemCatalogue, type ProblemText, problem } from '../../problem.ts'

/** One page per type of problem: what `type` in a problem+json answer points to. */
export function registerProblemPages(app: FastifyInstance, catalogue: ProblemCatalogue): void {
  const codes = Object.keys(catalogue).sort() as (keyof ProblemCatalogue)[]
  app.get('/api/docs/problems', { schema: { hide: true } as object }, async (_request, reply) => {
    const items = codes.map(code => `<li><a href="/api/docs/problems/${code}">${code}</a></li>`).join('')
    return reply.type('text/html; charset=utf-8').send(page('Problems', `<ul>${items}</ul>`))
  })
  app.get<{ Params: { code: string } }>(
    '/api/docs/problems/:code',
    { schema: { hide: true } as object },
    async (request, reply) => {
      const type = catalogue[request.params.code as keyof ProblemCatalogue]
      if (!type) throw problem('request.not-found')
      const body = `<p>HTTP ${type.status}</p>${section('en', type.en)}${section('zh-CN', type.zh)}`
      return reply.type('text/html; charset=utf-8').send(page(request.params.code, body))
    },
  )
}

function section(language: string, text: ProblemText): string {
  return `<section lang="${language}"><h2>${escaped(text.title)}</h2><p>${escaped(text.detail)}</p><p><strong>${escaped(text.cure)}</strong></p></section>`
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style><main><h1>${escaped(title)}</h1>${body}<p><a href="/api/docs/problems">All problems</a></p></main></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
