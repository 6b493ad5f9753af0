import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { BodyOf, Contract, ParamsOf, QueryOf } from '../../contract.ts'
import { Problem, problem } from '../../problem.ts'
import type { Actor } from '../actor.ts'
import { type AuditLine, insertAudit } from '../audit.sql.ts'
import type { Tx } from '../database/connect.ts'
import { inScope } from '../database/in-scope.ts'
import type { Change } from '../live/live.ts'
import { type Scope, scopeOf, walled } from '../scope.ts'
import type { Services } from '../services.ts'
import { claimIntent, findAnswer, type Intent, type StoredAnswer, storeAnswer } from './idempotency.sql.ts'
import {
  type Download,
  openApiOf,
  readUpload,
  requireKey,
  sendDownload,
  type Upload,
  versionOf,
} from './wire.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
}

/** One authorised call: everything a handler gets, in one value. */
export interface Call<C> {
  readonly tx: Tx
  readonly params: ParamsOf<C>
  readonly query: QueryOf<C>
  readonly body: BodyOf<C>
  readonly upload: Upload | null
  readonly actor: Actor
  readonly scope: Scope
  /** from If-Match; 0 where the contract asks for none */
  readonly version: number
  readonly now: Date
  readonly newId: () => string
  readonly requestId: string
  readonly services: Services
  /** null for reads */
  readonly intent: Intent | null
  readonly announce: (dealerId: string, ...topics: string[]) => void
  readonly audit: (
    line: Pick<AuditLine, 'dealerId' | 'verb' | 'noun' | 'subjectId' | 'facts'>,
  ) => Promise<void>
}

interface RouteOptions {
  /** The handler's own statement claims the intent and stores the answer (the hot writes of a sale). */
  readonly claims?: 'in-handler'
}

/** Registers one endpoint from its contract: authenticate, authorise, validate, claim the intent,
 *  handle in one scoped transaction, store the answer, commit, announce. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  app: FastifyInstance,
  services: Services,
  contract: Contract<P, Q, B, A>,
  handle: (call: Call<Contract<P, Q, B, A>>) => Promise<z.output<A> | Download>,
  options: RouteOptions = {},
): void {
  type C = Contract<P, Q, B, A>
  app.route({
    method: contract.method,
    url: contract.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: openApiOf(contract),
    config: { contract: contract as Contract },
    onRequest: async request => {
      request.actor = await services.authenticate(request.headers)
      requireAccess(contract as Contract, request.actor)
      if (contract.ifMatch) versionOf(request)
    },
    handler: async (request, reply) => {
      const actor = request.actor
      if (!actor) throw problem('auth.signed-out')
      const scope = await scopeFor(contract as Contract, actor, services)
      const upload = contract.body === 'upload' ? await readUpload(request) : null
      const changes: Change[] = []
      const intent = contract.method === 'GET' ? null : intentOf(request, actor, upload)
      const run = (tx: Tx) =>
        handle(callOf<C>(services, request, contract, actor, scope, upload, intent, tx, changes))
      const dealers = intent ? [...new Set([...walled(scope), actor.organisationId])] : walled(scope)
      const reading = contract.method === 'GET' && dealers.length > dealersNamedMax
      const open = (work: (tx: Tx) => Promise<unknown>) =>
        inScope(
          reading ? services.reader : services.app,
          { dealers: reading ? [] : dealers, staffId: actor.staffId },
          work,
        )
      const attempt = () => {
        changes.length = 0
        if (!intent) return open(run)
        if (options.claims) return orBefore(intent, open, run)
        return open(tx => once(tx, intent, services.ports.now(), contract.status ?? 200, () => run(tx)))
      }
      const answered = intent ? await againAfterDeadlock(attempt) : await attempt()
      services.live.announce(changes)
      return send(services, contract as Contract, reply, answered)
    },
  })
}

/** Beyond so many dealers a scope is read through the network role instead of naming each. */
export const dealersNamedMax = 200

export function requireAccess(contract: Contract, actor: Actor | null): void {
  if (contract.access === 'public') return
  if (!actor) throw problem('auth.signed-out')
  if (contract.access === 'signed-in') requireOwnHands(contract, actor)
  else if (!scopeOf(actor, contract.access.noun, contract.access.verb, []))
    throw problem('auth.not-permitted')
}

/** What a person keeps for themselves (sessions, language, views) no scope names: a key reads who it acts for. */
function requireOwnHands({ method }: Contract, { apiKeyId }: Actor): void {
  if (apiKeyId !== null && method !== 'GET') throw problem('auth.not-permitted')
}

async function scopeFor(contract: Contract, actor: Actor, services: Services): Promise<Scope> {
  if (contract.access === 'public' || contract.access === 'signed-in')
    return { staffId: actor.staffId, all: [actor.organisationId], own: [], delivered: [], rolesAt: new Map() }
  const scope = scopeOf(actor, contract.access.noun, contract.access.verb, await services.network.ids())
  if (!scope) throw problem('auth.not-permitted')
  return scope
}

function intentOf(request: FastifyRequest, actor: Actor, upload: Upload | null): Intent {
  const hash = createHash('sha256').update(
    JSON.stringify([request.url, request.body ?? null, request.headers['if-match'] ?? null]),
  )
  if (upload) hash.update(upload.name).update(upload.content).update(JSON.stringify(upload.fields))
  return {
    dealerId: actor.organisationId,
    staffId: actor.staffId,
    route: `${request.method} ${request.routeOptions.url}`,
    key: requireKey(request),
    requestHash: hash.digest(),
  }
}

/** The handler's answer, or the one it gave before to the same intent. */
async function once<T>(
  tx: Tx,
  intent: Intent,
  now: Date,
  status: number,
  run: () => Promise<T>,
): Promise<T | StoredAnswer> {
  const before = await claimIntent(tx, intent, now)
  if (before) return replayed(before)
  const answer = await run()
  await storeAnswer(tx, intent, status, answer)
  return answer
}

const attemptsMax = 4

/** Two transactions that wait for each other: PostgreSQL ends one, which may simply begin again. */
async function againAfterDeadlock<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt()
    } catch (error) {
      const { code } = error as { code?: string }
      if ((code !== '40P01' && code !== '40001') || count === attemptsMax) throw error
    }
  }
}

/** Two requests of one intent may meet anywhere in the handler's statements: at the idempotency row, or
 *  earlier, at the car that the first one took. Whatever stopped the later one, it gets the earlier's answer. */
async function orBefore(
  intent: Intent,
  open: (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>,
  run: (tx: Tx) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await open(run)
  } catch (error) {
    const before = isDecided(error) ? await open(tx => findAnswer(tx, intent)) : null
    if (!before) throw error
    return replayed(before as StoredAnswer)
  }
}

/** A refusal, or a rule of the database: not a fault, and the connection is well. */
function isDecided(error: unknown): boolean {
  return error instanceof Problem || /^23/.test((error as { code?: string }).code ?? '')
}

/** @throws Problem when the key was used for another request */
export function replayed(before: StoredAnswer): StoredAnswer {
  if (!before.sameRequest) throw problem('request.idempotency-key-reused')
  return before
}

function callOf<C>(
  services: Services,
  request: FastifyRequest,
  contract: { ifMatch?: true },
  actor: Actor,
  scope: Scope,
  upload: Upload | null,
  intent: Intent | null,
  tx: Tx,
  changes: Change[],
): Call<C> {
  const now = services.ports.now()
  return {
    tx,
    params: request.params as ParamsOf<C>,
    query: request.query as QueryOf<C>,
    body: request.body as BodyOf<C>,
    upload,
    actor,
    scope,
    version: contract.ifMatch ? versionOf(request) : 0,
    now,
    newId: services.ports.newId,
    requestId: request.id,
    services,
    intent,
    announce: (dealerId, ...topics) => changes.push({ dealerId, topics }),
    audit: line =>
      insertAudit(tx, {
        ...line,
        id: services.ports.newId(),
        at: now,
        staffId: actor.staffId,
        apiKeyId: actor.apiKeyId,
        requestId: request.id,
      }),
  }
}

function send(services: Services, contract: Contract, reply: FastifyReply, answered: unknown): FastifyReply {
  if (contract.answer === 'file') return sendDownload(reply, answered as Download)
  const stored = isStored(answered) ? answered : null
  const answer = stored ? stored.answer : answered
  if (stored) reply.header('idempotency-replayed', 'true')
  if (services.checkAnswers && typeof contract.answer === 'object') contract.answer.parse(answer)
  const version = (answer as { version?: unknown } | null)?.version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply.code(stored?.status ?? contract.status ?? 200).send(answer)
}

function isStored(answered: unknown): answered is StoredAnswer {
  return typeof answered === 'object' && answered !== null && 'sameRequest' in answered
}
