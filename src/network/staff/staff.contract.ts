import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { ById, Id, line, pageOf, pageQuery, Version, Written } from '../../platform/scalars.contract.ts'

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/)
export const PersonName = line(100)
export const Locale = z.enum(['zh', 'en'])
export const RoleAt = z.strictObject({ role: z.enum(roles), organisationId: Id })
const Roles = z.array(RoleAt).max(20)

export const Staff = z.object({
  id: Id,
  organisationId: Id,
  name: z.string(),
  username: z.string().nullable(),
  locale: Locale,
  roles: z.array(z.object({ role: z.enum(roles), organisationId: Id })),
  /** false: known by name only, such as after an import; a new password opens the account */
  canSignIn: z.boolean(),
  deactivatedAt: z.string().nullable(),
  createdAt: z.string(),
  version: Version,
})
export type Staff = z.infer<typeof Staff>

export const listStaff = contract({
  name: 'listStaff',
  method: 'GET',
  path: '/api/staff',
  summary: 'People within reach, by name',
  access: { noun: 'staff', verb: 'read' },
  query: z.strictObject({
    ...pageQuery,
    organisationId: Id.optional(),
    role: z.enum(roles).optional(),
    state: z.enum(['active', 'deactivated', 'any']).default('active'),
    /** part of the name, its pinyin or initials, or the username */
    text: line(60).optional(),
  }),
  answer: pageOf(Staff),
  problems: ['request.invalid'],
})

export const readStaff = contract({
  name: 'readStaff',
  method: 'GET',
  path: '/api/staff/{id}',
  summary: 'One person',
  access: { noun: 'staff', verb: 'read' },
  params: ById,
  answer: Staff,
  problems: ['request.not-found'],
})

/** The one-time password is shown once: a repeated request gets null, and a reset makes another. */
const WithPassword = Written.extend({ initialPassword: z.string().nullable() })

export const createStaff = contract({
  name: 'createStaff',
  method: 'POST',
  path: '/api/staff',
  summary: 'Add a person with roles and a one-time password that must be replaced at the first sign-in',
  access: { noun: 'staff', verb: 'create' },
  body: z.strictObject({
    username: Username,
    name: PersonName,
    organisationId: Id,
    locale: Locale.default('zh'),
    roles: Roles.min(1),
  }),
  status: 201,
  answer: WithPassword,
  problems: ['request.not-found', 'staff.username-taken', 'staff.role-not-yours', 'staff.role-elsewhere'],
})

export const editStaff = contract({
  name: 'editStaff',
  method: 'PATCH',
  path: '/api/staff/{id}',
  summary: 'Change name, username, language or the organisation a person works at',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  body: z
    .strictObject({ name: PersonName, username: Username, locale: Locale, organisationId: Id })
    .partial(),
  ifMatch: true,
  answer: Written,
  problems: ['request.not-found', 'record.changed', 'staff.username-taken', 'staff.above-you'],
})

export const replaceRoles = contract({
  name: 'replaceRoles',
  method: 'PUT',
  path: '/api/staff/{id}/roles',
  summary: 'Say which roles a person holds, and where; it holds from their next request on',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  body: z.strictObject({ roles: Roles }),
  ifMatch: true,
  answer: Written,
  problems: [
    'request.not-found',
    'record.changed',
    'staff.above-you',
    'staff.role-not-yours',
    'staff.role-elsewhere',
    'staff.last-administrator',
  ],
})

export const deactivateStaff = contract({
  name: 'deactivateStaff',
  method: 'POST',
  path: '/api/staff/{id}/deactivation',
  summary: 'A person without work of their own leaves: sessions and keys end at once, history stays',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  ifMatch: true,
  answer: Written,
  problems: [
    'request.not-found',
    'record.changed',
    'staff.holds-work',
    'staff.above-you',
    'staff.last-administrator',
    'staff.inactive',
  ],
})

export const reactivateStaff = contract({
  name: 'reactivateStaff',
  method: 'POST',
  path: '/api/staff/{id}/reactivation',
  summary: 'A person comes back',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  ifMatch: true,
  answer: Written,
  problems: ['request.not-found', 'record.changed', 'staff.above-you', 'staff.active'],
})

export const resetPassword = contract({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/staff/{id}/password-reset',
  summary: 'Give a person a new one-time password, and take a lost second factor away',
  access: { noun: 'staff', verb: 'edit' },
  params: ById,
  body: z.strictObject({ removeSecondFactor: z.boolean().default(false) }),
  answer: WithPassword,
  problems: ['request.not-found', 'staff.above-you', 'staff.inactive', 'staff.no-username'],
})
