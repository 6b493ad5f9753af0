import type { FastifyInstance } from 'fastify'
import type { AnswerOf, BodyOf } from '../../platform/contract.ts'
import { problem } from '../../platform/problem.ts'
import { insertAudit } from '../../platform/server/audit.sql.ts'
import { openAccount } from '../../platform/server/auth/accounts.sql.ts'
import { hashPassword, type SignIn } from '../../platform/server/auth/sign-in.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { inScope } from '../../platform/server/database/in-scope.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { publicRoute } from '../../platform/server/http/public-route.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { listOrganisations } from '../organisations/organisations.sql.ts'
import { requireGoodPassword } from '../sessions/good-password.ts'
import { nameSearch } from '../staff/name-search.ts'
import { distinctRoles, requireGrantable, requireWithin } from '../staff/staff.acts.ts'
import { doerOf } from '../staff/staff.routes.ts'
import { insertRoles, insertStaff } from '../staff/staff.sql.ts'
import { hashInvitationSecret, makeInvitationSecret } from './invitation-secret.ts'
import * as contracts from './invitations.contract.ts'
import * as rows from './invitations.sql.ts'

export function registerInvitations(app: FastifyInstance, services: Services, signIn: SignIn): void {
  route(app, services, contracts.listInvitations, async ({ tx, scope, now }) => {
    const since = new Date(now.getTime() - listedDays * dayMs)
    return { items: (await rows.listInvitations(tx, scope.all, since)).map(row => present(row, now)) }
  })
  route(app, services, contracts.inviteColleague, invite, { claims: 'in-handler' })
  route(app, services, contracts.revokeInvitation, revoke)

  publicRoute(app, services, contracts.openInvitation, async ({ body, request }) => {
    await refuseGuessing(signIn, request.ip)
    return inScope(services.app, { dealers: [] }, tx => offered(tx, body.secret, services.ports.now()))
  })
  publicRoute(app, services, contracts.acceptInvitation, async ({ body, request }) => {
    await refuseGuessing(signIn, request.ip)
    requireGoodPassword(body.password, body.username)
    const passwordHash = await hashPassword(body.password)
    return accept(services, body, passwordHash, request.id)
  })
}

const dayMs = 86_400_000
const listedDays = 90

async function invite(
  call: Call<typeof contracts.inviteColleague>,
): Promise<AnswerOf<typeof contracts.inviteColleague>> {
  const { tx, body, actor, now, newId, intent } = call
  if (!intent) throw new Error('a write carries an intent')
  const before = await claimIntent(tx, intent, now)
  if (before) return replayed(before).answer as AnswerOf<typeof contracts.inviteColleague>
  const doer = doerOf(call)
  const { organisationId, name } = body
  requireWithin(doer, organisationId)
  const roles = distinctRoles(body.roles)
  await requireGrantable(tx, doer, roles)
  const id = newId()
  const secret = makeInvitationSecret()
  const expiresAt = new Date(now.getTime() + body.days * dayMs)
  const secretHash = hashInvitationSecret(secret)
  const made = { id, organisationId, secretHash, name, roles, by: actor.staffId, at: now, expiresAt }
  await rows.insertInvitation(tx, made)
  const facts = { roles, expiresAt: expiresAt.toISOString() }
  await call.audit({ dealerId: organisationId, verb: 'created', noun: 'invitations', subjectId: id, facts })
  call.announce(organisationId, 'invitations')
  const answer = { id, secret: null, expiresAt: expiresAt.toISOString() }
  await storeAnswer(tx, intent, 201, answer)
  return { ...answer, secret }
}

async function revoke(call: Call<typeof contracts.revokeInvitation>) {
  const { tx, params, scope, now } = call
  const found = await rows.findInvitation(tx, scope.all, params.id)
  if (!found) throw problem('request.not-found')
  if (!(await rows.markRevoked(tx, found.id, now))) throw problem('invitation.used')
  const { organisationId, id } = found
  await call.audit({
    dealerId: organisationId,
    verb: 'revoked',
    noun: 'invitations',
    subjectId: id,
    facts: {},
  })
  call.announce(organisationId, 'invitations')
  return { id }
}

async function offered(tx: Tx, secret: string, now: Date) {
  const invitation = await openInvitation(tx, secret, now)
  const [node] = await listOrganisations(tx, [invitation.organisationId])
  if (!node || node.closedAt !== null) throw problem('invitation.expired')
  return {
    name: invitation.name,
    organisation: { nameZh: node.nameZh, nameEn: node.nameEn },
    roles: [...new Set(invitation.roles.map(({ role }) => role))],
    expiresAt: invitation.expiresAt,
  }
}

/** The invitation of a secret, held until the transaction ends.
 *  @throws Problem saying why it opens nothing */
async function openInvitation(tx: Tx, secret: string, now: Date): Promise<rows.InvitationRow> {
  const found = await rows.lockInvitation(tx, hashInvitationSecret(secret))
  if (!found) throw problem('invitation.unknown')
  const state = stateOf(found, now)
  if (state === 'accepted') throw problem('invitation.used')
  if (state !== 'open') throw problem('invitation.expired')
  return found
}

async function accept(
  { app, ports }: Services,
  body: BodyOf<typeof contracts.acceptInvitation>,
  passwordHash: string,
  requestId: string,
) {
  const at = ports.now()
  const { username, name, locale } = body
  const found = await inScope(app, { dealers: [] }, tx => openInvitation(tx, body.secret, at))
  const staffId = ports.newId()
  await inScope(app, { dealers: [found.organisationId], staffId }, async tx => {
    const { id, organisationId, roles } = await openInvitation(tx, body.secret, at)
    await insertStaff(tx, {
      id: staffId,
      organisationId,
      username,
      name,
      locale,
      at,
      nameSearch: nameSearch(name),
    })
    await insertRoles(tx, staffId, roles, at)
    await openAccount(tx, { staffId, username, name, passwordHash, passwordChangeDue: false, at })
    await rows.markAccepted(tx, id, staffId, at)
    const facts = { invitationId: id, roles }
    const line = { dealerId: organisationId, verb: 'joined', noun: 'staff', subjectId: staffId, facts }
    await insertAudit(tx, { ...line, id: ports.newId(), at, staffId, requestId })
  })
  return { username }
}

async function refuseGuessing(signIn: SignIn, address: string): Promise<void> {
  const waitSeconds = await signIn.countAttempt(address)
  if (waitSeconds !== null) throw problem('auth.too-many-attempts', { retryAfterSeconds: waitSeconds })
}

function stateOf(row: rows.InvitationRow, now: Date): contracts.Invitation['state'] {
  if (row.acceptedAt !== null) return 'accepted'
  if (row.revokedAt !== null || row.inviterLeft) return 'revoked'
  return Date.parse(row.expiresAt) <= now.getTime() ? 'expired' : 'open'
}

function present(row: rows.InvitationRow, now: Date): contracts.Invitation {
  const { id, organisationId, name, roles, invitedById, invitedByName, invitedAt, expiresAt } = row
  const invitedBy = { id: invitedById, name: invitedByName }
  return {
    id,
    organisationId,
    name,
    roles: [...roles],
    invitedBy,
    invitedAt,
    expiresAt,
    state: stateOf(row, now),
  }
}
