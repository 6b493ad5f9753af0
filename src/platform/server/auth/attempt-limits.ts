import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type pg from 'pg'
import { countAttempt, forgetAttempts, uncountAttempt } from './attempts.sql.ts'

export interface AttemptLimit {
  readonly max: number
  readonly windowSeconds: number
}

/** A showroom signs in from one address, so an address may fail more often than a name. */
export const attemptLimits = {
  username: { max: 10, windowSeconds: 900 },
  address: { max: 100, windowSeconds: 900 },
} as const satisfies Record<string, AttemptLimit>

export type AttemptLimits = Readonly<Record<keyof typeof attemptLimits, AttemptLimit>>

export interface Attempt {
  /** null: go on; otherwise how long to wait */
  readonly waitSeconds: number | null
  readonly succeeded: () => Promise<void>
}

/** Counts an attempt before it is tried, by address and, where one is claimed, by name. */
export async function beginAttempt(
  pool: pg.Pool,
  limits: AttemptLimits,
  now: Date,
  { address, username }: { address: string; username?: string },
): Promise<Attempt> {
  const byAddress = hashedKey(`address\0${networkOf(address)}`)
  const byName = username === undefined ? null : hashedKey(`username\0${username}`)
  const waits = [await waitFor(pool, byAddress, limits.address, now)]
  if (byName) waits.push(await waitFor(pool, byName, limits.username, now))
  const waitSeconds = Math.max(...waits)
  return {
    waitSeconds: waitSeconds > 0 ? waitSeconds : null,
    succeeded: async () => {
      await uncountAttempt(pool, byAddress)
      if (byName) await forgetAttempts(pool, byName)
    },
  }
}

/** @returns seconds to wait, 0 when the attempt is within its limit */
async function waitFor(pool: pg.Pool, key: string, limit: AttemptLimit, now: Date): Promise<number> {
  const { count, resetsAt } = await countAttempt(pool, key, limit.windowSeconds, now)
  return count <= limit.max ? 0 : Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))
}

/** One subscriber of IPv6 has a whole /64 to try from; an IPv4 address is one already. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped || !isIPv6(address)) return mapped ?? address
  const shortest = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head = [], tail = []] = shortest.split('::').map(part => part.split(':').filter(Boolean))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

/** Names that were tried are not kept in the clear: people type passwords there. */
export function hashedKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
