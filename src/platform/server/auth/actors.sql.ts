import { CompiledQuery } from 'kysely'
import type { Assignment } from '../actor.ts'
import type { Database } from '../database/connect.ts'

interface Person {
  staff_id: string
  organisation_id: string
  locale: 'zh' | 'en'
  assignments: Assignment[]
}

export interface SessionHolder extends Person {
  session_id: string
  password_change_due: boolean
}

export interface KeyHolder extends Person {
  api_key_id: string
  scopes: string[]
  last_used_at: string | null
}

const bySession = `select staff_id, organisation_id, locale, session_id, password_change_due, assignments
  from app.actor_of_session($1, $2)`
const byApiKey = `select staff_id, organisation_id, locale, api_key_id, scopes, last_used_at, assignments
  from app.actor_of_api_key($1, $2)`

/** Fixed texts rather than built ones: this runs before every request. */
export async function findHolderOfSession(
  database: Database,
  token: string,
  now: Date,
): Promise<SessionHolder | undefined> {
  const found = await database.executeQuery<SessionHolder>(
    CompiledQuery.raw(bySession, [token, now.toISOString()]),
  )
  return found.rows[0]
}

export async function findHolderOfApiKey(
  database: Database,
  hash: Buffer,
  now: Date,
): Promise<KeyHolder | undefined> {
  const found = await database.executeQuery<KeyHolder>(CompiledQuery.raw(byApiKey, [hash, now.toISOString()]))
  return found.rows[0]
}

export async function markApiKeyUsed(database: Database, id: string, now: Date): Promise<void> {
  await database
    .updateTable('api_keys')
    .set({ last_used_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}
