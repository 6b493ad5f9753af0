import type { AnswerOf, CallOf, Contract } from '../../contract.ts'
import { language } from '../words/words.ts'
import { ApiProblem } from './api-problem.ts'
import { reached } from './online.ts'

export interface CallOptions {
  ifMatch?: number | string
  idempotencyKey?: string
  upload?: FormData
  signal?: AbortSignal
}
type Parts = { params?: unknown; query?: unknown; body?: unknown }

/** Calls an endpoint by its contract: the typed answer, or an ApiProblem. */
export async function call<C extends Contract>(
  contract: C,
  input: CallOf<C> & CallOptions,
): Promise<AnswerOf<C>> {
  const response = await send(contract, input)
  return (await response.json()) as AnswerOf<C>
}

/** The raw answer of an endpoint, for downloads. */
export async function send(contract: Contract, input: Parts & CallOptions): Promise<Response> {
  const { params, query, body, ifMatch, idempotencyKey, upload, signal } = input
  const headers = new Headers({ accept: 'application/json', 'accept-language': language() })
  if (contract.method !== 'GET') headers.set('idempotency-key', idempotencyKey ?? newKey())
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)
  if (body !== undefined) headers.set('content-type', 'application/json')
  const response = await fetch(urlOf(contract.path, params, query), {
    method: contract.method,
    headers,
    body: upload ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal,
  }).catch(failure => {
    if (signal?.aborted) throw failure
    reached(false)
    throw new ApiProblem(0, {})
  })
  reached(true)
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})))
  return response
}

export function urlOf(path: string, params: unknown, query: unknown): string {
  const values = new Map(entries(params))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
  const search = new URLSearchParams()
  for (const [name, value] of entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  return search.size ? `${filled}?${search}` : filled
}

function entries(part: unknown): [string, unknown][] {
  return typeof part === 'object' && part !== null ? Object.entries(part) : []
}

/** A key for one intent of the user. (randomUUID is missing on plain http outside the own machine.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
