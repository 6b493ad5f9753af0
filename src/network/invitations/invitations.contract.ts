import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { ById, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { Locale, PersonName, RoleAt, Username } from '../staff/staff.contract.ts'

const GivenRoles = z.array(RoleAt).min(1).max(20)

export const Invitation = z.object({
  id: Id,
  organisationId: Id,
  /** for whom, as the inviter wrote it */
  name: z.string().nullable(),
  roles: z.array(z.object({ role: z.enum(roles), organisationId: Id })),
  invitedBy: StaffName,
  invitedAt: Instant,
  expiresAt: Instant,
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
})
export type Invitation = z.infer<typeof Invitation>

export const listInvitations = contract({
  name: 'listInvitations',
  method: 'GET',
  path: '/api/invitations',
  summary: 'Invitations of the last 90 days within reach, newest first',
  access: { noun: 'invitations', verb: 'read' },
  answer: z.object({ items: z.array(Invitation) }),
  problems: [],
})

export const inviteColleague = contract({
  name: 'inviteColleague',
  method: 'POST',
  path: '/api/invitations',
  summary: 'Make a link with which a colleague opens an account, once; it is shown once',
  access: { noun: 'invitations', verb: 'create' },
  body: z.strictObject({
    organisationId: Id,
    name: PersonName.nullable().default(null),
    roles: GivenRoles,
    days: z.int().min(1).max(30).default(7),
  }),
  status: 201,
  /** the secret is null when the request was repeated: it is shown once and not kept */
  answer: z.object({ id: Id, secret: z.string().nullable(), expiresAt: Instant }),
  problems: ['request.not-found', 'staff.role-not-yours', 'staff.role-elsewhere'],
})

export const revokeInvitation = contract({
  name: 'revokeInvitation',
  method: 'POST',
  path: '/api/invitations/{id}/revocation',
  summary: 'Take a link back; it opens nothing any more',
  access: { noun: 'invitations', verb: 'create' },
  params: ById,
  answer: z.object({ id: Id }),
  problems: ['request.not-found', 'invitation.used'],
})

/** In the body: an address is written into logs. */
const Secret = z.string().trim().min(20).max(100)

export const openInvitation = contract({
  name: 'openInvitation',
  method: 'POST',
  path: '/api/invitations/opening',
  summary: 'What a link offers, before it is accepted',
  access: 'public',
  body: z.strictObject({ secret: Secret }),
  answer: z.object({
    name: z.string().nullable(),
    organisation: z.object({ nameZh: z.string(), nameEn: z.string() }),
    roles: z.array(z.enum(roles)),
    expiresAt: Instant,
  }),
  problems: ['invitation.unknown', 'invitation.used', 'invitation.expired', 'auth.too-many-attempts'],
})

export const acceptInvitation = contract({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/acceptance',
  summary: 'Open the account that a link offers, with a name and password of one’s own',
  access: 'public',
  body: z.strictObject({
    secret: Secret,
    username: Username,
    name: PersonName,
    password: z.string().min(1).max(128),
    locale: Locale.default('zh'),
  }),
  status: 201,
  answer: z.object({ username: z.string() }),
  problems: [
    'invitation.unknown',
    'invitation.used',
    'invitation.expired',
    'staff.username-taken',
    'auth.weak-password',
    'auth.too-many-attempts',
  ],
})
