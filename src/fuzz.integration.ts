import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Contract } from './platform/contract.ts'
import { exampleOf, strange } from './testing/examples.ts'
import { type Browser, type ProductServer, startProductServer } from './testing/product-server.ts'

/** Strange input at every contract: a clear problem each time, never a fault of ours. */
let server: ProductServer
let people: Browser[]
beforeAll(async () => {
  server = await startProductServer()
  people = await Promise.all(['d1.dealermanager', 'administrator'].map(name => server.signedIn(name)))
})
afterAll(() => server.close())

const unknownId = '01990000-0000-7000-8000-000000000001'
const endsSessions = new Set(['signOut', 'changePassword'])

describe('every contract', () => {
  it('answers strange input with a clear problem, never with a fault', { timeout: 900_000 }, async () => {
    const faults: string[] = []
    let sent = 0
    const contracts = server.app.routeList.flatMap(({ contract }) =>
      contract && contract.answer !== 'events' ? [contract] : [],
    )
    expect(contracts.length).toBeGreaterThan(50)
    for (const contract of contracts.filter(each => !endsSessions.has(each.name)))
      for (const attempt of attemptsAt(contract))
        for (const person of contract.access === 'public' ? people.slice(0, 1) : people) {
          sent += 1
          const answer = await person
            .send(contract.method, attempt.url, attempt.body as object, attempt.headers)
            .catch((error: Error) => ({
              status: 599,
              text: error.message,
              headers: {} as Record<string, unknown>,
            }))
          const isProblem =
            answer.status < 400 ||
            String(answer.headers['content-type']).startsWith('application/problem+json')
          if (answer.status >= 500 || !isProblem || /\bat .*\.ts:\d+/.test(answer.text))
            faults.push(`${contract.name} ${attempt.what}: ${answer.status} ${answer.text.slice(0, 200)}`)
        }
    expect(faults).toEqual([])
    expect(sent).toBeGreaterThan(2000)
  })

  it('refuses a body that is not JSON, too large, or of another kind', async () => {
    const [manager] = people
    const headers = (type: string) => ({ 'content-type': type })
    const at = (payload: string, type = 'application/json') =>
      manager?.send('POST', '/api/inquiries', payload as unknown as object, headers(type))
    expect((await at('{"a":'))?.status).toBe(400)
    expect((await at(`{"note":"${'x'.repeat(1_100_000)}"}`))?.status).toBe(413)
    expect((await at('<a/>', 'application/xml'))?.status).toBe(415)
    expect((await at('{"customerId":"x","unknown":1}'))?.status).toBe(422)
  })
})

interface Attempt {
  readonly what: string
  readonly url: string
  readonly body?: unknown
  readonly headers: Record<string, string>
}

/** The sensible request, then each field of body and query strange in turn, then whole bodies. */
function attemptsAt(contract: Contract): Attempt[] {
  const headers: Record<string, string> = contract.ifMatch ? { 'if-match': '"1"' } : {}
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    contract.params ? paramOf(contract.params, name) : unknownId,
  )
  const body =
    contract.body && contract.body !== 'upload'
      ? (exampleOf(contract.body) as Record<string, unknown>)
      : undefined
  const attempts: Attempt[] = [{ what: 'as it should be', url: path, body, headers }]
  for (const name of Object.keys(body ?? {}))
    for (const value of strange)
      attempts.push({
        what: `body.${name} = ${shown(value)}`,
        url: path,
        body: { ...body, [name]: value },
        headers,
      })
  if (body)
    for (const value of [[], {}, { nobody: 'asked' }])
      attempts.push({ what: `body = ${shown(value)}`, url: path, body: value, headers })
  for (const name of queryNames(contract))
    for (const value of [
      '',
      'x',
      '\u0000',
      '-1',
      '99999999999999999999',
      'é'.repeat(300),
      "' or 1=1 --",
      '%',
      unknownId,
    ])
      attempts.push({
        what: `query.${name} = ${shown(value)}`,
        url: `${path}?${name}=${encodeURIComponent(value)}`,
        body,
        headers,
      })
  for (const value of ['x', '%00', '..%2f..', '\u{1f600}'])
    if (contract.path.includes('{'))
      attempts.push({
        what: `path ${value}`,
        url: contract.path.replace(/\{\w+\}/g, encodeURI(value)),
        body,
        headers,
      })
  for (const match of ['', 'x', '"99999999999"'])
    if (contract.ifMatch)
      attempts.push({ what: `if-match ${match}`, url: path, body, headers: { 'if-match': match } })
  return attempts
}

function paramOf(params: z.ZodType, name: string): string {
  const example = exampleOf(params) as Record<string, unknown>
  return String(example[name] ?? unknownId)
}

function queryNames(contract: Contract): string[] {
  if (!contract.query) return []
  const schema = z.toJSONSchema(contract.query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: object
  }
  return Object.keys(schema.properties ?? {})
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 40) ?? String(value)
}
