import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import type { Contract } from '../../contract.ts'
import { problem } from '../../problem.ts'

/** A file as it came, with the form's other fields. */
export interface Upload {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly fields: Readonly<Record<string, string>>
}

/** What a handler with `answer: 'file'` gives back. */
export interface Download {
  readonly fileName: string
  readonly mediaType: string
  readonly content: Readable | Buffer
}

export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw problem('request.unsupported-media')
  const fields: Record<string, string> = {}
  let file: Omit<Upload, 'fields'> | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else file = { name: part.filename, mediaType: part.mimetype, content: await part.toBuffer() }
  }
  if (!file)
    throw problem('request.invalid', {
      count: 1,
      errors: [{ path: 'file', code: 'missing', message: 'a file is required' }],
    })
  return { ...file, fields }
}

export function sendDownload(reply: FastifyReply, { fileName, mediaType, content }: Download): FastifyReply {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return reply
    .header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .type(mediaType)
    .send(content)
}

/** @throws Problem 400 when the header is missing or of the wrong length */
export function requireKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 128)
    throw problem('request.idempotency-key-missing')
  return key
}

/** The version named by If-Match: `"12"`.  @throws Problem 428 when absent or not a version */
export function versionOf(request: FastifyRequest): number {
  const named = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')
  if (!named) throw problem('record.version-required')
  return Number(named[1])
}

/** The route's schema for validation and for the OpenAPI page. */
export function openApiOf(contract: Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>): FastifySchema {
  const headers = headersOf(contract)
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [contract.path.split('/')[2] ?? 'api'],
    ...(contract.params && { params: contract.params }),
    ...(contract.query && { querystring: contract.query }),
    ...(contract.body && contract.body !== 'upload' && { body: contract.body }),
    ...(headers && { headers }),
    ...(contract.body === 'upload' && { consumes: ['multipart/form-data'] }),
    ...(typeof contract.answer === 'object' && { response: { [contract.status ?? 200]: contract.answer } }),
    ...(contract.access !== 'public' && { security: [{ session: [] }, { apiKey: [] }] }),
    description: described(contract),
  } as FastifySchema
}

/** Documented here, checked by requireKey and versionOf so that their absence has its own problem. */
function headersOf(contract: Contract): z.ZodType | undefined {
  if (contract.method === 'GET') return undefined
  const key = { 'idempotency-key': z.string().optional().describe('8–128 characters, one per intent') }
  return z.object(
    contract.ifMatch ? { ...key, 'if-match': z.string().optional().describe('the version from ETag') } : key,
  )
}

function described(contract: Contract): string {
  const access =
    typeof contract.access === 'object'
      ? `Needs ${contract.access.noun}:${contract.access.verb}.`
      : contract.access
  const problems = contract.problems.map(code => `[${code}](/api/docs/problems/${code})`).join(', ')
  return problems ? `${access} Problems: ${problems}.` : access
}
