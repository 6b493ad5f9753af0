import type { Answer, Browser } from '../testing/product-server.ts'
import { missingId, type Question, type RootOnly, type Who } from './row.ts'
import { type Place, placesWithin, type Walker } from './walkers.ts'

type Method = Parameters<Browser['send']>[0]

export function methodOf(route: string): Method {
  return route.slice(0, route.indexOf(' ')) as Method
}

export function ask(
  client: Browser,
  route: string,
  { url, body, version, headers }: Question,
): Promise<Answer> {
  return client.send(methodOf(route), url, body, {
    ...(version !== undefined && { 'if-match': `"${version}"` }),
    ...headers,
  })
}

/** The places that a walker reaches on a route: none at all where its role, or its key, is not let in. */
export function reached(who: Who | RootOnly, walker: Walker, route: string): readonly Place[] {
  if (walker.scopes && !mayWithKey(walker, route)) return []
  const { role, node } = walker
  if ('atRoot' in who) {
    const roles = who.atRoot as readonly string[]
    return node === 'M' && roles.includes(role) ? placesWithin('network', node) : []
  }
  return placesWithin((who as Who)[role], node)
}

export function isLetIn(who: Who | RootOnly, walker: Walker, route: string): boolean {
  return reached(who, walker, route).length > 0
}

/** What the scopes of the walking keys open, route by route. */
const openToScope: Readonly<Record<string, readonly string[]>> = {
  'vehicles:read': ['GET /api/vehicles', 'GET /api/vehicles/:id', 'GET /api/vehicles/summary'],
  'sales:read': [
    'GET /api/sales',
    'GET /api/sales/board',
    'GET /api/sales/counts',
    'GET /api/sales/:id',
    'GET /api/sales/:id/events',
    'GET /api/sales/:id/quotes',
    'GET /api/sales/:id/contract',
    'GET /api/sales/:id/waitlist',
    'GET /api/warranties',
    'GET /api/today',
    'GET /api/deliveries',
    'GET /api/losses',
    'GET /api/sales/:id/readiness',
    'GET /api/search',
  ],
}

function mayWithKey({ scopes }: Walker, route: string): boolean {
  return (scopes ?? []).some(scope => openToScope[scope]?.includes(route))
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** The same question about nothing: the ids of its address, or else of its body, name what does not exist.
 *  @returns null when it names nothing at all */
export function aboutNothing(question: Question): Question | null {
  const url = question.url.replace(uuid, missingId)
  if (url !== question.url) return { ...question, url }
  const text = JSON.stringify(question.body ?? {})
  const body = text.replace(uuid, missingId)
  return body === text ? null : { ...question, body: JSON.parse(body) as object }
}
