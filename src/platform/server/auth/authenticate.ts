import type { Actor, Authenticate } from '../actor.ts'
import type { Database } from '../database/connect.ts'
import type { Ports } from '../ports.ts'
import { findHolderOfApiKey, findHolderOfSession, type KeyHolder, markApiKeyUsed } from './actors.sql.ts'
import { apiKeyOf, hashApiKey } from './api-key-secret.ts'
import { sessionTokenOf } from './signed-cookies.ts'

/** Signature first, then one prepared select of status, roles and tree: nothing is remembered between
 *  requests, so that revocation, deactivation and re-roling hold from the next one on. */
export function authenticator(database: Database, secret: string, ports: Ports): Authenticate {
  return async headers => {
    const authorization = first(headers.authorization)
    if (authorization !== undefined) return actorOfKey(database, secret, ports, authorization)
    return actorOfCookie(database, secret, ports, first(headers.cookie))
  }
}

async function actorOfCookie(
  database: Database,
  secret: string,
  ports: Ports,
  cookies: string | undefined,
): Promise<Actor | null> {
  const token = sessionTokenOf(cookies, secret)
  const holder = token && (await findHolderOfSession(database, token, ports.now()))
  if (!holder) return null
  return {
    staffId: holder.staff_id,
    organisationId: holder.organisation_id,
    sessionId: holder.session_id,
    apiKeyId: null,
    apiScopes: null,
    locale: holder.locale,
    // Until the one-time password is replaced the session carries no role: it can only change the password.
    assignments: holder.password_change_due ? [] : holder.assignments,
  }
}

async function actorOfKey(
  database: Database,
  secret: string,
  ports: Ports,
  authorization: string,
): Promise<Actor | null> {
  const key = apiKeyOf(authorization)
  const holder = key && (await findHolderOfApiKey(database, hashApiKey(key, secret), ports.now()))
  if (!holder) return null
  await noteUse(database, holder, ports.now())
  return {
    staffId: holder.staff_id,
    organisationId: holder.organisation_id,
    sessionId: null,
    apiKeyId: holder.api_key_id,
    apiScopes: holder.scopes,
    locale: holder.locale,
    assignments: holder.assignments,
  }
}

const noteEveryMilliseconds = 60_000

/** "Last used" to the minute: a busy key does not write on each request. */
async function noteUse(database: Database, holder: KeyHolder, now: Date): Promise<void> {
  const noted = holder.last_used_at ? Date.parse(holder.last_used_at) : 0
  if (now.getTime() - noted >= noteEveryMilliseconds) await markApiKeyUsed(database, holder.api_key_id, now)
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
