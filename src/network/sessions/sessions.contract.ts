import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { ById, Id } from '../../platform/scalars.contract.ts'
import { OrganisationKind } from '../organisations/organisations.contract.ts'
import { Locale } from '../staff/staff.contract.ts'

export const Password = z.string().min(1).max(128)

const Done = z.object({ done: z.literal(true) })
const Reach = z.enum(['own', 'delivered', 'team', 'dealer', 'below', 'network'])

export const Me = z.object({
  staff: z.object({ id: Id, name: z.string(), username: z.string().nullable(), locale: Locale }),
  organisation: z.object({
    id: Id,
    code: z.string(),
    kind: OrganisationKind,
    nameZh: z.string(),
    nameEn: z.string(),
  }),
  roles: z.array(z.object({ role: z.enum(roles), organisationId: Id })),
  permissions: z.record(z.string(), z.record(z.string(), Reach)),
  dealers: z.array(
    z.object({
      id: Id,
      code: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      timeZone: z.string(),
      currency: z.string(),
    }),
  ),
  demo: z.boolean(),
  twoFactor: z.boolean(),
  passwordChangeDue: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const readMe = contract({
  name: 'readMe',
  method: 'GET',
  path: '/api/me',
  summary: 'Who is signed in, and what they may do',
  access: 'signed-in',
  answer: Me,
  problems: [],
})

export const chooseLocale = contract({
  name: 'chooseLocale',
  method: 'PUT',
  path: '/api/me/locale',
  summary: 'Choose the language of the screens and of problems',
  access: 'signed-in',
  body: z.strictObject({ locale: Locale }),
  answer: z.object({ locale: Locale }),
  problems: [],
})

export const signIn = contract({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  summary: 'Sign in with username and password',
  access: 'public',
  body: z.strictObject({ username: z.string().trim().toLowerCase().min(1).max(64), password: Password }),
  answer: z.object({ state: z.enum(['signed-in', 'second-factor']) }),
  problems: ['auth.wrong-credentials', 'auth.too-many-attempts'],
})

export const signInSecondFactor = contract({
  name: 'signInSecondFactor',
  method: 'POST',
  path: '/api/sign-in/second-factor',
  summary: 'Finish signing in with a code of the authenticator app, or with a backup code',
  access: 'public',
  body: z.strictObject({ code: z.string().trim().min(6).max(32) }),
  answer: z.object({ state: z.literal('signed-in') }),
  problems: ['auth.wrong-code', 'auth.too-many-attempts'],
})

export const signOut = contract({
  name: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  summary: 'End this session',
  access: 'signed-in',
  answer: Done,
  problems: [],
})

export const changePassword = contract({
  name: 'changePassword',
  method: 'POST',
  path: '/api/password',
  summary: 'Change the password; all other sessions end',
  access: 'signed-in',
  body: z.strictObject({ currentPassword: Password, newPassword: Password }),
  answer: Done,
  problems: ['auth.wrong-password', 'auth.weak-password', 'auth.same-password', 'auth.too-many-attempts'],
})

export const Session = z.object({
  id: Id,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
})

export const listSessions = contract({
  name: 'listSessions',
  method: 'GET',
  path: '/api/sessions',
  summary: 'Where this person is signed in',
  access: 'signed-in',
  answer: z.object({ items: z.array(Session), nextCursor: z.null() }),
  problems: [],
})

export const revokeSession = contract({
  name: 'revokeSession',
  method: 'POST',
  path: '/api/sessions/{id}/revocation',
  summary: 'End one of the own sessions',
  access: 'signed-in',
  params: ById,
  answer: z.object({ id: Id }),
  problems: ['request.not-found'],
})

export const beginSecondFactor = contract({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/second-factor',
  summary: 'Begin a second factor: the key for the authenticator app and the backup codes, shown once',
  access: 'signed-in',
  body: z.strictObject({ password: Password }),
  answer: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }),
  problems: ['auth.wrong-password', 'auth.second-factor-on', 'auth.too-many-attempts'],
})

export const confirmSecondFactor = contract({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/second-factor/confirmation',
  summary: 'Turn the second factor on by a first code',
  access: 'signed-in',
  body: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  answer: Done,
  problems: ['auth.wrong-code', 'auth.second-factor-on', 'auth.too-many-attempts'],
})

export const removeSecondFactor = contract({
  name: 'removeSecondFactor',
  method: 'POST',
  path: '/api/second-factor/removal',
  summary: 'Turn the second factor off',
  access: 'signed-in',
  body: z.strictObject({ password: Password }),
  answer: Done,
  problems: ['auth.wrong-password', 'auth.second-factor-off', 'auth.too-many-attempts'],
})
