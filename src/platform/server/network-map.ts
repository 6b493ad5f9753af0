import type { Database } from './database/connect.ts'

/** The ids of all organisations, kept for a moment: what a 'network' reach spans. */
export interface NetworkMap {
  readonly ids: () => Promise<readonly string[]>
  readonly forget: () => void
}

const keptMilliseconds = 10_000

export function networkMap(database: Database, now: () => Date): NetworkMap {
  let kept: Promise<readonly string[]> | null = null
  let readAt = 0
  const read = async () => {
    const rows = await database
      .selectFrom('organisations')
      .select('id')
      .where('closed_at', 'is', null)
      .orderBy('id')
      .execute()
    return rows.map(row => row.id)
  }
  return {
    ids: () => {
      if (!kept || now().getTime() - readAt > keptMilliseconds) {
        readAt = now().getTime()
        kept = read()
        kept.catch(() => {
          kept = null // the caller sees the error; the next request reads again
        })
      }
      return kept
    },
    forget: () => {
      kept = null
    },
  }
}
