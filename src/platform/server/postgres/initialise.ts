import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'
import { type Account, canEnter } from './account.ts'
import type { Binaries } from './binaries.ts'
import { cleanEnvironment } from './postmaster.ts'

const run = promisify(execFile)

/** The superuser, who only starts, counts users of and stops the cluster; and the owner of the database,
 *  who is an ordinary role, as he would be on an outside server. */
export interface Passwords {
  postgres: string
  forecourt_owner: string
}

const passwordFile = 'passwords.json'

export async function readPasswords(dataDir: string): Promise<Passwords | undefined> {
  const text = await readFile(join(dataDir, passwordFile), 'utf8').catch(ifMissing)
  return text === undefined ? undefined : JSON.parse(text)
}

/** Makes a cluster in a folder beside and renames it into place: it is there whole or not at all, and of
 *  two processes that do this at once the second takes what the first made. */
export async function initialise(
  binaries: Binaries,
  account: Account,
  dataDir: string,
  fsync: boolean,
): Promise<Passwords> {
  const parent = dirname(dataDir)
  if (!(await canEnter(parent, account))) throw unreachable(parent, account)
  const folder = await mkdtemp(`${dataDir}.new-`)
  try {
    if (account) await chown(folder, account.uid, account.gid)
    const passwords = await fill(folder, binaries, account, fsync)
    await chmod(folder, 0o700)
    await rename(folder, dataDir)
    return passwords
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    const passwords = await readPasswords(dataDir)
    if (passwords) return passwords
    if (existsSync(dataDir))
      throw new Refusal(
        `${dataDir} is in the way: it is not a database of Forecourt. Name another folder in FORECOURT_DATA.`,
      )
    throw error
  }
}

async function fill(
  folder: string,
  binaries: Binaries,
  account: Account,
  fsync: boolean,
): Promise<Passwords> {
  const passwords: Passwords = { postgres: makePassword(), forecourt_owner: makePassword() }
  const options = { cwd: folder, uid: account?.uid, gid: account?.gid, env: cleanEnvironment }
  const pwfile = `${folder}.password`
  await writeFile(pwfile, passwords.postgres, { mode: 0o600 })
  try {
    if (account) await chown(pwfile, account.uid, account.gid)
    await run(binaries.initdb, initdbOptions(folder, pwfile, fsync), options)
  } finally {
    await rm(pwfile, { force: true })
  }
  await runAlone(binaries.postgres, folder, options, [
    `create role forecourt_owner login createrole createdb password '${passwords.forecourt_owner}'`,
    'create database forecourt owner forecourt_owner',
  ])
  await writeFile(join(folder, passwordFile), JSON.stringify(passwords), { mode: 0o600 })
  return passwords
}

function initdbOptions(folder: string, pwfile: string, fsync: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${pwfile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(fsync ? [] : ['--no-sync']),
  ]
}

/** Single-user mode: the cluster is complete before any server has started on it. */
async function runAlone(
  postgres: string,
  folder: string,
  options: { cwd: string; uid?: number; gid?: number; env: NodeJS.ProcessEnv },
  statements: string[],
): Promise<void> {
  const child = spawn(postgres, ['--single', '-D', folder, '-c', 'exit_on_error=on', 'postgres'], options)
  const errors = text(child.stderr)
  child.stdout.resume()
  child.stdin.end(`${statements.join('\n')}\n`)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The database could not be made: ${await errors}`)
}

function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

function unreachable(folder: string, account: Account): Refusal {
  return new Refusal(
    `The database runs as the user ${account?.name ?? 'that you are'}, who cannot enter ${folder}: name a data folder in FORECOURT_DATA that every user may pass through, such as /var/lib/forecourt.`,
  )
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
