import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { KeyRing } from './crypto/seals.ts'
import { Refusal } from './refusal.ts'

const Secret = z
  .base64()
  .transform(text => Buffer.from(text, 'base64'))
  .refine(secret => secret.length === 32)

const KeysFile = z
  .object({
    current: z.number().int(),
    sealing: z.record(z.string().regex(/^\d{1,3}$/), Secret),
    indexing: Secret,
    signing: Secret,
  })
  .refine(keys => keys.current in keys.sealing)
  .transform(({ current, sealing, ...keys }) => ({
    ...keys,
    currentId: current,
    sealing: new Map(Object.entries(sealing).map(([id, key]) => [Number(id), key])),
  }))

/** The installation's secrets, 32 bytes each: the ring that seals and indexes, and what signs sessions. */
export interface Keys extends KeyRing {
  readonly signing: Buffer
}

/** Reads the keys, made on first use. Losing them loses every sealed column: they belong into a backup. */
export async function readOrMakeKeys(file: string): Promise<Keys> {
  await makeOnce(file)
  return parseKeys(await readKeysText(file), file)
}

/** Reads the keys without making any; null where there is no such file. */
export async function readKeys(file: string): Promise<{ keys: Keys; text: string } | null> {
  if (!(await isThere(file))) return null
  const text = await readKeysText(file)
  return { keys: parseKeys(text, file), text }
}

/** @param file where the text is from, for the person who must cure it */
export function parseKeys(text: string, file: string): Keys {
  const parsed = KeysFile.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new Refusal(
      `The keys in ${file} cannot be read: restore that file from a backup, or name another in FORECOURT_KEYS.`,
    )
  }
  return parsed.data
}

/** Written whole under another name and linked: of two processes the second takes the first one's keys. */
async function makeOnce(file: string): Promise<void> {
  const secret = () => randomBytes(32).toString('base64')
  const keys = { current: 1, sealing: { 1: secret() }, indexing: secret(), signing: secret() }
  const partial = `${file}.${randomBytes(4).toString('hex')}`
  if (await isThere(file)) return
  try {
    await writeFile(partial, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flush: true })
    await link(partial, file)
  } catch (error) {
    if (!(await isThere(file))) refuse(file, error)
  } finally {
    await rm(partial, { force: true })
  }
}

function readKeysText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(error => refuse(file, error))
}

async function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    error => error.code !== 'ENOENT',
  )
}

function refuse(file: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new Refusal(`The keys file ${file} cannot be used (${reason}): name another in FORECOURT_KEYS.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
