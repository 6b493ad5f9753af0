import type pg from 'pg'

/** Counts one attempt in its window and answers how many there were, this one included.
 *  One statement: concurrent attempts cannot all read the same count. */
export async function countAttempt(
  pool: pg.Pool,
  key: string,
  windowSeconds: number,
  now: Date,
): Promise<{ count: number; resetsAt: Date }> {
  const { rows } = await pool.query<{ count: number; resets_at: Date }>({
    name: 'count-attempt',
    text: `
      insert into attempts as kept (key, count, resets_at) values ($1, 1, $2)
      on conflict (key) do update set
        count = case when kept.resets_at <= $3 then 1 else kept.count + 1 end,
        resets_at = case when kept.resets_at <= $3 then excluded.resets_at else kept.resets_at end
      returning count, resets_at`,
    values: [key, new Date(now.getTime() + windowSeconds * 1000), now],
  })
  return { count: rows[0]!.count, resetsAt: rows[0]!.resets_at }
}

/** A success is not held against the address it came from. */
export async function uncountAttempt(pool: pg.Pool, key: string): Promise<void> {
  await pool.query({
    name: 'uncount-attempt',
    text: 'update attempts set count = count - 1 where key = $1 and count > 0',
    values: [key],
  })
}

export async function forgetAttempts(pool: pg.Pool, key: string): Promise<void> {
  await pool.query({ name: 'forget-attempts', text: 'delete from attempts where key = $1', values: [key] })
}
