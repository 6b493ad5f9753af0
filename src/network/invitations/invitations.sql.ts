import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { RoleAt } from '../staff/roles.rules.ts'

export interface InvitationRow {
  readonly id: string
  readonly organisationId: string
  readonly name: string | null
  readonly roles: readonly RoleAt[]
  readonly invitedById: string
  readonly invitedByName: string
  /** a leaver's invitations open nothing */
  readonly inviterLeft: boolean
  readonly invitedAt: string
  readonly expiresAt: string
  readonly acceptedAt: string | null
  readonly revokedAt: string | null
}

const columns = sql`made.id, made.organisation_id as "organisationId", made.name, made.roles,
  made.invited_by as "invitedById", inviter.name as "invitedByName",
  inviter.deactivated_at is not null as "inviterLeft", made.invited_at as "invitedAt",
  made.expires_at as "expiresAt", made.accepted_at as "acceptedAt", made.revoked_at as "revokedAt"`

export async function listInvitations(
  tx: Tx,
  organisationIds: readonly string[],
  since: Date,
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from invitations made join staff inviter on inviter.id = made.invited_by
     where made.organisation_id = any(${organisationIds}::uuid[]) and made.invited_at >= ${since.toISOString()}
     order by made.id desc limit 200`.execute(tx)
  return rows
}

export async function findInvitation(
  tx: Tx,
  organisationIds: readonly string[],
  id: string,
): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from invitations made join staff inviter on inviter.id = made.invited_by
     where made.id = ${id} and made.organisation_id = any(${organisationIds}::uuid[])`.execute(tx)
  return rows[0]
}

/** Held until the transaction ends: of two who use a link at once the second finds it used. */
export async function lockInvitation(tx: Tx, secretHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from invitations made join staff inviter on inviter.id = made.invited_by
     where made.secret_hash = ${secretHash} for update of made`.execute(tx)
  return rows[0]
}

export interface NewInvitation {
  readonly id: string
  readonly organisationId: string
  readonly secretHash: Buffer
  readonly name: string | null
  readonly roles: readonly RoleAt[]
  readonly by: string
  readonly at: Date
  readonly expiresAt: Date
}

export async function insertInvitation(tx: Tx, made: NewInvitation): Promise<void> {
  await tx
    .insertInto('invitations')
    .values({
      id: made.id,
      organisation_id: made.organisationId,
      secret_hash: made.secretHash,
      name: made.name,
      roles: JSON.stringify(made.roles),
      invited_by: made.by,
      invited_at: made.at.toISOString(),
      expires_at: made.expiresAt.toISOString(),
    })
    .execute()
}

export async function markAccepted(tx: Tx, id: string, staffId: string, at: Date): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ accepted_at: at.toISOString(), accepted_by: staffId })
    .where('id', '=', id)
    .execute()
}

/** @returns false when it was accepted */
export async function markRevoked(tx: Tx, id: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('invitations')
    .set({ revoked_at: at.toISOString() })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
