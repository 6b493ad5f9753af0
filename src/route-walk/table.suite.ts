import { describe, expect, it } from 'vitest'
import { rows, unwalked } from './rows.ts'
import { leaksIn } from './traces.ts'
import type { World } from './world.ts'

/** The table of rows against the router and the OpenAPI document. */
export function walkTable(at: () => World): void {
  describe('the table of routes', () => {
    it('has a row for every route of the router, and no other', () => {
      const routed = at().server.app.routeList.map(({ method, url }) => `${method} ${url}`)
      const walked = routed.filter(route => !unwalked.some(each => each.test(route)))
      expect(walked.toSorted()).toEqual(Object.keys(rows).toSorted())
    })

    it('holds the same endpoints as the OpenAPI document', async () => {
      const { paths } = (await at().server.stranger().send('GET', '/api/openapi.json')).body as {
        paths: Record<string, object>
      }
      const documented = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(
          method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, (_, name) => `:${name}`)}`,
        ),
      )
      expect(documented.toSorted()).toEqual(Object.keys(rows).toSorted())
    })

    it('asks nothing of the routes beside: they are open and hold no record', async () => {
      for (const url of ['/livez', '/readyz', '/api/openapi.json', '/api/docs/problems']) {
        const answer = await at().server.stranger().send('GET', url)
        expect(leaksIn(answer.text, at().marks, null), url).toEqual([])
      }
    })
  })
}
