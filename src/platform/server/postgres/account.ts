import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'

/** The user that PostgreSQL runs as; undefined means: as we are. It refuses to run as root. */
export type Account = { uid: number; gid: number; name: string } | undefined

const run = promisify(execFile)

/** As root, whoever owns an existing cluster keeps it; a new one goes to `postgres`, else to `nobody`. */
export function chooseAccount(dataDir: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined
  if (owner?.uid) {
    const name = accounts.find(account => account.uid === owner.uid)?.name ?? String(owner.uid)
    return { uid: owner.uid, gid: owner.gid, name }
  }
  const account = ['postgres', 'nobody'].map(name => accounts.find(each => each.name === name)).find(Boolean)
  if (account) return account
  throw new Refusal(
    'PostgreSQL refuses to run as root and this machine has neither a user `postgres` nor `nobody`: create one, or run Forecourt as an ordinary user.',
  )
}

/** Whether the account can enter the folder: every folder above it must let it pass. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  return succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)
}

/** Whether the account can run the program: reaches it, reads it and its libraries. */
export async function canRun(program: string, account: Account): Promise<boolean> {
  return succeeds(program, ['--version'], account)
}

async function succeeds(program: string, args: string[], account: Account): Promise<boolean> {
  try {
    await run(program, args, { cwd: '/', uid: account?.uid, gid: account?.gid })
    return true
  } catch {
    return false
  }
}

function readAccounts() {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
