import { constants, existsSync } from 'node:fs'
import { access, chmod, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readOrMakeKeys } from './keys.ts'
import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'

/** Makes the data folder and the keys where they are missing, and refuses ones that cannot be used. */
export async function prepareDataFolder({ dataFolder, keysFile }: Settings): Promise<void> {
  await makeFolder(dataFolder, 'FORECOURT_DATA')
  if (!existsSync(keysFile)) await makeFolder(dirname(keysFile), 'FORECOURT_KEYS')
  await readOrMakeKeys(keysFile)
}

async function makeFolder(folder: string, variable: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true })
    // As root, PostgreSQL runs as somebody else and passes through; its own folder in here is closed.
    if (made) await chmod(folder, process.getuid?.() === 0 ? 0o755 : 0o700)
    if (!(await stat(folder)).isDirectory()) throw new Error('it is not a folder')
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Refusal(
      `The folder ${folder} cannot be used (${reason(error)}): make it writable for this user, or name another in ${variable}.`,
    )
  }
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in its way',
  EEXIST: 'a file is in its place',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its symbolic links run in a circle',
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return ('code' in error && reasons[String(error.code)]) || error.message
}
