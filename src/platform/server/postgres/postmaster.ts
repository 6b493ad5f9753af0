import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chown, link, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Endpoint, serverSettings } from './server-settings.ts'

const run = promisify(execFile)

export interface Server {
  dataDir: string
  fsync: boolean
  account: Account
  binaries: Binaries
  endpoint: Endpoint
}

export interface Postmaster {
  pid: number
  endpoint: Endpoint
  ready: boolean
}

/** The running server of a data folder, from the file that PostgreSQL keeps there. A file that a power
 *  cut or a killed machine left behind names a process that is gone, or that is another program by now. */
export async function readPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  const file = join(dataDir, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.split('\n').map(line => line.trim())
  const pid = Number(lines[0])
  if (!pid) return undefined
  if (!isAlive(pid)) return undefined
  if (!(await servesFolder(pid, dataDir))) {
    await removeStale(file, text)
    return undefined
  }
  const port = Number(lines[3])
  const endpoint = lines[4] ? { folder: lines[4], port } : { folder: undefined, port }
  return { pid, endpoint, ready: lines[7] === 'ready' }
}

/** Removes a file that still says what was read in it. Since then a new server may have written its own there, which
 *  would wait for ever to be found: taken aside, looked at, and put back. */
export async function removeStale(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== text)
    await link(aside, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error // then a still newer one stands there
    })
  await rm(aside)
}

/** Starts the server detached, so that neither Ctrl-C in our terminal nor our sudden death ends it.
 *  Answers false when another process was first. */
export async function startPostmaster({
  binaries,
  account,
  dataDir,
  endpoint,
  fsync,
}: Server): Promise<boolean> {
  const logFile = join(dataDir, `server.log.${randomBytes(4).toString('hex')}`)
  const log = openSync(logFile, 'wx', 0o600)
  if (account) await chown(logFile, account.uid, account.gid)
  const child = spawn(binaries.postgres, ['-D', dataDir, ...serverSettings(endpoint, fsync)], {
    cwd: dataDir,
    uid: account?.uid,
    gid: account?.gid,
    detached: true,
    stdio: ['ignore', log, log],
    env: cleanEnvironment,
  })
  closeSync(log)
  child.unref()
  let ended: string | undefined
  child.once('error', error => {
    ended = error.message
  })
  child.once('exit', () => {
    ended ??= 'it ended at once'
  })
  for (;;) {
    const postmaster = await readPostmaster(dataDir)
    if (postmaster?.ready && postmaster.pid === child.pid) {
      await rename(logFile, join(dataDir, 'server.log'))
      return true
    }
    if (ended) return explainEnd(logFile, ended)
    await sleep(20)
  }
}

/** Another start that came first, or a crashed server's last children, are no reason to give up. */
async function explainEnd(logFile: string, ended: string): Promise<false> {
  const log = await readFile(logFile, 'utf8')
  await rm(logFile)
  if (/lock file "|pre-existing shared memory block|could not bind/i.test(log)) return false
  throw new Refusal(
    `The database could not be started: ${log.match(/(?:FATAL|PANIC): {2}(.*)/)?.[1] ?? ended}.`,
  )
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk when this returns.
 *  Not by pg_ctl, which would wait for the next server too when somebody starts one at once. */
export async function stopPostmaster(dataDir: string): Promise<void> {
  const postmaster = await readPostmaster(dataDir)
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGINT')
  while ((await readPostmaster(dataDir))?.pid === postmaster.pid) await sleep(20)
  // Its last act is behind it; a parent that does not reap its children may keep it listed for ever.
  for (let wait = 0; wait < 100 && isAlive(postmaster.pid); wait++) await sleep(10)
}

/** Nothing of ours leaks into PostgreSQL: it would take a port, a data folder and options from PG… */
export const cleanEnvironment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Process ids are used again, in containers soon. In doubt it is ours: a second server on one folder would
 *  destroy it. */
async function servesFolder(pid: number, dataDir: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({ stdout: '' }))
    return stdout.includes('postgres')
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  if (command === undefined) return true
  const [program = '', ...options] = command.split('\0')
  const folder = options[options.indexOf('-D') + 1]
  return (
    basename(program) === 'postgres' && options.includes('-D') && (await isSameFolder(folder ?? '', dataDir))
  )
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)].map(each => each.catch(() => undefined)))
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev
}
