import type { Tx } from '../../platform/server/database/connect.ts'

/** What a slice tells the log of its records: it knows them by id, people by number. */
export interface AuditSubjects {
  /** ids of the records that a typed number names */
  readonly find: (tx: Tx, dealerIds: readonly string[], number: string) => Promise<readonly string[]>
  /** the number of each id that is one of its records */
  readonly name: (
    tx: Tx,
    dealerIds: readonly string[],
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>
  /** words of what is done to these records alone, by its code */
  readonly did?: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>>
}

/** By the noun of the log. */
export type SubjectsByNoun = Readonly<Record<string, AuditSubjects>>

/** Which records a typed text may mean: an id means itself, whatever it is of. */
export async function meantSubjects(
  tx: Tx,
  dealerIds: readonly string[],
  text: string,
  subjects: SubjectsByNoun,
): Promise<string[]> {
  if (uuid.test(text)) return [text.toLowerCase()]
  const found: string[] = []
  for (const { find } of Object.values(subjects)) found.push(...(await find(tx, dealerIds, text)))
  return found
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
