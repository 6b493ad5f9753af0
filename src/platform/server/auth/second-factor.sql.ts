import type pg from 'pg'
import { hashedKey } from './attempt-limits.ts'
import { countAttempt } from './attempts.sql.ts'

/** Whose second factor a challenge waits for; null when it is none, or over. */
export async function findChallenged(pool: pg.Pool, challenge: string | null): Promise<string | null> {
  if (challenge === null) return null
  const { rows } = await pool.query<{ staff_id: string }>({
    name: 'find-challenged',
    text: `select person.id as staff_id from verifications waiting join users person on person.id = waiting.value
            where waiting.identifier = $1 order by waiting.created_at desc limit 1`,
    values: [challenge],
  })
  return rows[0]?.staff_id ?? null
}

/** A code of the authenticator app is good for a period and its neighbours: 90 seconds. */
const codeSeconds = 120

/** Marks a code as used. One that was seen over a shoulder, or by a false page, opens nothing (RFC 6238 § 5.2). */
export async function isFirstUse(pool: pg.Pool, staffId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await countAttempt(pool, hashedKey(`code\0${staffId}\0${code}`), codeSeconds, now)
  return count === 1
}
