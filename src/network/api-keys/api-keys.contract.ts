import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { ById, Id, line } from '../../platform/scalars.contract.ts'

export const ApiScope = z.string().regex(/^[a-z-]{3,30}:[a-z]{3,10}$/)

export const ApiKey = z.object({
  id: Id,
  staffId: Id,
  staffName: z.string(),
  name: z.string(),
  /** the last four characters, to tell keys apart */
  secretTail: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const listApiKeys = contract({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api/api-keys',
  summary: 'Keys with which programs act for people within reach, newest first',
  access: { noun: 'api-keys', verb: 'read' },
  answer: z.object({ items: z.array(ApiKey), nextCursor: z.null() }),
  problems: [],
})

export const createApiKey = contract({
  name: 'createApiKey',
  method: 'POST',
  path: '/api/api-keys',
  summary: 'Make a key for a program; the secret is shown once',
  access: { noun: 'api-keys', verb: 'edit' },
  body: z.strictObject({
    /** whose rights the key carries, within its scopes; default: one's own */
    staffId: Id.optional(),
    name: line(80),
    scopes: z.array(ApiScope).min(1).max(80),
    expiresAt: z.iso.datetime().nullable().default(null),
  }),
  status: 201,
  /** null when the request was repeated: the secret is shown once and not kept */
  answer: z.object({ id: Id, secret: z.string().nullable() }),
  problems: [
    'request.not-found',
    'staff.above-you',
    'staff.inactive',
    'api-key.scope-beyond',
    'api-key.expires-past',
  ],
})

export const revokeApiKey = contract({
  name: 'revokeApiKey',
  method: 'POST',
  path: '/api/api-keys/{id}/revocation',
  summary: 'End a key; the next request with it is refused',
  access: { noun: 'api-keys', verb: 'edit' },
  params: ById,
  answer: z.object({ id: Id }),
  problems: ['request.not-found', 'staff.above-you'],
})
