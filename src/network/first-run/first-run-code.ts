import { createHash, randomInt } from 'node:crypto'
import type { Database } from '../../platform/server/database/connect.ts'
import type { Ports } from '../../platform/server/ports.ts'
import { hasNetwork, keepFirstRunCode } from './first-run.sql.ts'

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789' // none that look alike on a terminal

/** Makes the one-time code of an empty system, for the terminal alone: only its hash is kept.
 *  @param owner the owner's connection  @returns null when the system is in use */
export async function ensureFirstRunCode(owner: Database, ports: Ports): Promise<string | null> {
  if (await hasNetwork(owner)) return null
  const code = makeFirstRunCode()
  await keepFirstRunCode(owner, hashFirstRunCode(code), ports.now())
  return code
}

/** Case, spaces and dashes are the reader's business. */
export function hashFirstRunCode(code: string): Buffer {
  return createHash('sha256').update(code.toUpperCase().replace(/[\s-]/g, '')).digest()
}

export function makeFirstRunCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
