import { sql } from 'kysely'
import type { Tx } from '../database/connect.ts'

export interface NewAccount {
  readonly staffId: string
  readonly username: string
  readonly name: string
  readonly passwordHash: string
  /** a one-time password, to be replaced at the first sign-in */
  readonly passwordChangeDue: boolean
  readonly at: Date
}

export async function openAccount(tx: Tx, account: NewAccount): Promise<void> {
  const { staffId, username, name, passwordHash, passwordChangeDue, at } = account
  await sql`select app.open_account(${staffId}, ${username}, ${name}, ${passwordHash}, ${passwordChangeDue},
    ${at.toISOString()})`.execute(tx)
}

export async function renameAccount(
  tx: Tx,
  staffId: string,
  username: string,
  name: string,
  at: Date,
): Promise<void> {
  await sql`select app.rename_account(${staffId}, ${username}, ${name}, ${at.toISOString()})`.execute(tx)
}

/** Ends every session too. */
export async function replacePassword(
  tx: Tx,
  staffId: string,
  passwordHash: string,
  passwordChangeDue: boolean,
  at: Date,
): Promise<void> {
  await sql`select app.replace_password(${staffId}, ${passwordHash}, ${passwordChangeDue}, ${at.toISOString()})`.execute(
    tx,
  )
}

export async function closeAccount(tx: Tx, staffId: string, at: Date): Promise<void> {
  await sql`select app.close_account(${staffId}, ${at.toISOString()})`.execute(tx)
}

export async function reopenAccount(tx: Tx, staffId: string, at: Date): Promise<void> {
  await sql`select app.reopen_account(${staffId}, ${at.toISOString()})`.execute(tx)
}

export async function removeSecondFactor(tx: Tx, staffId: string, at: Date): Promise<boolean> {
  const done = await sql<{
    removed: boolean
  }>`select app.remove_second_factor(${staffId}, ${at.toISOString()}) as removed`.execute(tx)
  return done.rows[0]!.removed
}

/** @returns how many sessions ended */
export async function endSessions(tx: Tx, staffId: string, keptId: string | null = null): Promise<number> {
  const done = await sql<{ ended: number }>`select app.end_sessions(${staffId}, ${keptId}) as ended`.execute(
    tx,
  )
  return done.rows[0]!.ended
}

export async function endSession(tx: Tx, staffId: string, sessionId: string): Promise<boolean> {
  const done = await sql<{
    ended: boolean
  }>`select app.end_session(${staffId}, ${sessionId}) as ended`.execute(tx)
  return done.rows[0]!.ended
}

export interface AccountState {
  readonly twoFactor: boolean
  readonly passwordChangeDue: boolean
}

export async function findAccountState(tx: Tx, staffId: string): Promise<AccountState> {
  const found = await sql<AccountState>`
    select two_factor as "twoFactor", password_change_due as "passwordChangeDue"
    from app.account_of(${staffId})`.execute(tx)
  return found.rows[0] ?? { twoFactor: false, passwordChangeDue: false }
}

export interface SessionRow {
  readonly id: string
  readonly address: string | null
  readonly userAgent: string | null
  readonly createdAt: string
  readonly expiresAt: string
}

export async function listSessionsOf(tx: Tx, staffId: string, now: Date): Promise<SessionRow[]> {
  const found = await sql<SessionRow>`
    select id, address, user_agent as "userAgent", created_at as "createdAt", expires_at as "expiresAt"
    from app.sessions_of(${staffId}, ${now.toISOString()})`.execute(tx)
  return found.rows
}

/** Sessions, unfinished sign-ins and counted attempts whose time is over. By the owner. */
export async function deleteExpired(owner: Tx, now: Date): Promise<void> {
  const at = now.toISOString()
  await sql`delete from auth.sessions where expires_at <= ${at}`.execute(owner)
  await sql`delete from auth.verifications where expires_at <= ${at}`.execute(owner)
  await sql`delete from auth.attempts where resets_at <= ${at}`.execute(owner)
}
