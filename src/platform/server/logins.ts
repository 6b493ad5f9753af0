import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { Refusal } from './refusal.ts'

/** The roles that the product runs as. None owns a table, none bypasses row-level security. */
const roles = { app: 'forecourt_app', reader: 'forecourt_reader', auth: 'forecourt_auth' } as const

type Login = keyof typeof roles
type Logins = Record<Login, string>

const names: Login[] = ['app', 'reader', 'auth']

/** Makes the login roles and their passwords where they are missing; answers their connection URLs. */
export async function ensureLogins(owner: pg.Client, ownerUrl: string, loginsFile: string): Promise<Logins> {
  const passwords = await readOrMakePasswords(loginsFile)
  const missing: string[] = []
  for (const name of names)
    missing.push(...(await ensureLogin(owner, ownerUrl, roles[name], passwords[name])))
  if (missing.length > 0) {
    throw new Refusal(
      `The owner in DATABASE_URL may not create roles; have an administrator of that server run:\n${missing.join('\n')}`,
    )
  }
  await refuseStrongLogins(owner)
  return {
    app: loginUrl(ownerUrl, roles.app, passwords.app),
    reader: loginUrl(ownerUrl, roles.reader, passwords.reader),
    auth: loginUrl(ownerUrl, roles.auth, passwords.auth),
  }
}

/** Answers the statements that somebody else must run, or none when the login works. */
async function ensureLogin(owner: pg.Client, url: string, role: string, password: string): Promise<string[]> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) return runOrAnswer(owner, createStatements(role, password))
  if (await canLogIn(loginUrl(url, role, password))) return []
  return runOrAnswer(owner, [`ALTER ROLE ${role} LOGIN PASSWORD '${scramVerifier(password)}';`])
}

function createStatements(role: string, password: string): string[] {
  const create = `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${scramVerifier(password)}';`
  return role === roles.reader
    ? [create, `ALTER ROLE ${role} SET default_transaction_read_only = on;`]
    : [create]
}

async function runOrAnswer(owner: pg.Client, statements: string[]): Promise<string[]> {
  try {
    await owner.query(statements.join('\n'))
    return []
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') return statements
    throw error
  }
}

/** A new database has no privileges for the role yet, but a refused password is told before that. */
async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith('28')) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function refuseStrongLogins(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ rolname: string }>(
    `select rolname from pg_roles
      where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or pg_has_role(rolname, current_user, 'member'))`,
    [Object.values(roles)],
  )
  if (rows.length === 0) return
  throw new Refusal(
    `The role ${rows.map(row => row.rolname).join(', ')} is stronger than the product may be: take SUPERUSER, BYPASSRLS, CREATEROLE and membership in the owner from it.`,
  )
}

function loginUrl(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

async function readOrMakePasswords(file: string): Promise<Record<Login, string>> {
  const passwords = { app: makePassword(), reader: makePassword(), auth: makePassword() }
  try {
    await writeFile(file, JSON.stringify(passwords, null, 2), { mode: 0o600, flag: 'wx' })
    return passwords
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return JSON.parse(await readFile(file, 'utf8'))
    }
    throw error
  }
}

function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

/** What PostgreSQL stores of a password (RFC 5803): sent in its place, it stays out of statement logs. */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`
}
