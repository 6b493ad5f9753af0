import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { describe, Problem, type ProblemCatalogue, problem } from '../../problem.ts'
import { isLostConnection } from '../database/lost-connection.ts'

/** A constraint's name → the problem it means, so that the database may be the judge. */
export type ConstraintProblems = Readonly<Record<string, (detail: string) => Problem>>

export interface ProblemBook {
  readonly catalogue: ProblemCatalogue
  readonly constraints: ConstraintProblems
}

/** The one place where a refusal becomes application/problem+json. */
export function answerProblem(
  book: ProblemBook,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const found = asProblem(book, error, request)
  const type = book.catalogue[found.code] ?? book.catalogue['server.failed']
  if (!type) throw new Error('the catalogue of problems lacks server.failed')
  logProblem(request, found, type.status, error)
  const words = describe(type, languageOf(request), found.extensions)
  if (type.status === 503) reply.header('retry-after', '2')
  if (type.status === 429) reply.header('retry-after', String(found.extensions.retryAfterSeconds ?? 60))
  return reply
    .code(type.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...found.extensions,
        type: `/api/docs/problems/${found.code}`,
        status: type.status,
        code: found.code,
        ...words,
        instance: request.url.split('?')[0],
      }),
    )
}

export function languageOf(request: FastifyRequest): 'zh' | 'en' {
  const wanted = request.headers['accept-language']
  if (typeof wanted === 'string') return /^\s*zh/i.test(wanted) ? 'zh' : 'en'
  return request.actor?.locale ?? 'zh'
}

function asProblem(book: ProblemBook, error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation)
  const fault = error as FastifyError & { constraint?: string; detail?: string }
  const known = fromTransport(fault) ?? fromDatabase(book, fault)
  return (
    known ?? problem('server.failed', { requestId: request.id }, { internal: String(fault?.stack ?? error) })
  )
}

function invalid(found: readonly { instancePath?: string; message?: string; keyword?: string }[]): Problem {
  const errors = found.slice(0, 50).map(({ instancePath = '', message = '', keyword = 'invalid' }) => ({
    path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    code: keyword,
    message,
  }))
  return problem('request.invalid', { count: found.length, errors })
}

const transportProblems: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problem('request.unsupported-media'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => problem('request.too-large', { limit: 1_048_576 }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => problem('request.malformed'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problem('request.malformed'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => problem('request.malformed'),
  FST_ERR_BAD_URL: () => problem('request.not-found'),
  FST_ERR_MAX_PARAM_LENGTH: () => problem('request.not-found'),
  FST_REQ_FILE_TOO_LARGE: () => problem('request.too-large', { limit: 52_428_800 }),
}

function fromTransport(fault: FastifyError): Problem | undefined {
  const known = fault.code ? transportProblems[fault.code] : undefined
  if (known) return known()
  if (fault.statusCode === 400 && fault instanceof SyntaxError) return problem('request.malformed')
  return undefined
}

function fromDatabase(
  book: ProblemBook,
  fault: FastifyError & { constraint?: string; detail?: string },
): Problem | undefined {
  const code = fault.code ?? ''
  if (isLostConnection(fault)) return problem('server.unavailable', {}, { internal: fault.message })
  if (code === '40001' || code === '40P01')
    return problem('server.unavailable', {}, { internal: fault.message })
  if (code === '22021' || code === '22P05')
    return problem('request.invalid', {
      count: 1,
      errors: [{ path: '', code: 'nul', message: 'NUL characters are not text' }],
    })
  if (!/^23/.test(code)) return undefined
  const meant = fault.constraint ? book.constraints[withoutShard(fault.constraint)] : undefined
  if (meant) return meant(fault.detail ?? '')
  // Two at once: the first was quicker. Any other broken rule is a fault of ours.
  const isRace = code === '23505' || code === '23P01'
  return isRace ? problem('record.conflict', {}, { internal: fault.message }) : undefined
}

/** A sharded table's constraints carry a suffix of six or more digits. */
function withoutShard(constraint: string): string {
  return constraint.replace(/_\d{6,}$/, '')
}

function logProblem(request: FastifyRequest, found: Problem, status: number, error: unknown): void {
  const line = { code: found.code, internal: found.internal, status }
  if (status >= 500) request.log.error({ ...line, err: error }, 'failed')
  else request.log.info(line, 'refused')
}
