import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ApiKey } from './api-keys.contract.ts'

const columns = sql`
  held.id, held.staff_id as "staffId", person.name as "staffName", held.name, held.secret_tail as "secretTail",
  held.scopes, held.created_at as "createdAt", held.expires_at as "expiresAt", held.revoked_at as "revokedAt",
  held.last_used_at as "lastUsedAt"`

const listedMax = 500

export async function listApiKeys(tx: Tx, organisationIds: readonly string[]): Promise<ApiKey[]> {
  const found = await sql<ApiKey>`
    select ${columns} from api_keys held join staff person on person.id = held.staff_id
    where person.organisation_id = any(${organisationIds}::uuid[])
    order by held.id desc limit ${listedMax}`.execute(tx)
  return found.rows
}

export async function findApiKey(
  tx: Tx,
  organisationIds: readonly string[],
  id: string,
): Promise<ApiKey | undefined> {
  const found = await sql<ApiKey>`
    select ${columns} from api_keys held join staff person on person.id = held.staff_id
    where held.id = ${id} and person.organisation_id = any(${organisationIds}::uuid[])`.execute(tx)
  return found.rows[0]
}

export interface NewApiKey {
  readonly id: string
  readonly staffId: string
  readonly name: string
  readonly secretHash: Buffer
  readonly secretTail: string
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
  readonly at: Date
}

export async function insertApiKey(tx: Tx, made: NewApiKey): Promise<void> {
  await tx
    .insertInto('api_keys')
    .values({
      id: made.id,
      staff_id: made.staffId,
      name: made.name,
      secret_hash: made.secretHash,
      secret_tail: made.secretTail,
      scopes: [...made.scopes],
      created_at: made.at.toISOString(),
      expires_at: made.expiresAt,
    })
    .execute()
}

export async function revokeKey(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ revoked_at: at.toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function revokeKeysOf(tx: Tx, staffId: string, at: Date): Promise<void> {
  await tx
    .updateTable('api_keys')
    .set({ revoked_at: at.toISOString() })
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .execute()
}
