import type { Database } from './database/connect.ts'

/** An organisation with what it inherits filled in. */
export interface KnownOrganisation {
  readonly id: string
  readonly kind: string
  readonly code: string
  /** from the root to this one, both included */
  readonly ancestorIds: readonly string[]
  readonly timeZone: string
  readonly currency: string
}

/** The organisations of the network, kept for a moment: what a 'network' reach spans, and whose
 *  calendar and currency count. Rights never come from here; they are read for each request. */
export interface NetworkMap {
  readonly ids: () => Promise<readonly string[]>
  /** the organisation above all others: with it, the network is another */
  readonly rootId: () => Promise<string>
  readonly organisation: (id: string) => Promise<KnownOrganisation | undefined>
  readonly forget: () => void
}

const keptMilliseconds = 10_000

export function networkMap(database: Database, now: () => Date): NetworkMap {
  let kept: Promise<ReadonlyMap<string, KnownOrganisation>> | null = null
  let readAt = 0
  const current = () => {
    if (!kept || now().getTime() - readAt > keptMilliseconds) {
      readAt = now().getTime()
      kept = readOrganisations(database)
      kept.catch(() => {
        kept = null // the caller sees the error; the next request reads again
      })
    }
    return kept
  }
  return {
    ids: async () => [...(await current()).keys()],
    rootId: async () => rootOf(await current()),
    organisation: async id => (await current()).get(id),
    forget: () => {
      kept = null
    },
  }
}

function rootOf(known: ReadonlyMap<string, KnownOrganisation>): string {
  for (const { ancestorIds } of known.values()) if (ancestorIds[0]) return ancestorIds[0]
  throw new Error('the network has no organisation yet')
}

async function readOrganisations(database: Database): Promise<ReadonlyMap<string, KnownOrganisation>> {
  const rows = await database
    .selectFrom('organisations')
    .select(['id', 'kind', 'code', 'ancestor_ids', 'time_zone', 'currency'])
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()
  const own = new Map(rows.map(row => [row.id, row]))
  const inherited = (ids: readonly string[], column: 'time_zone' | 'currency') => {
    const nearest = ids.toReversed().find(id => own.get(id)?.[column])
    return nearest ? (own.get(nearest)?.[column] ?? null) : null
  }
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id,
        kind: row.kind,
        code: row.code,
        ancestorIds: row.ancestor_ids,
        timeZone: inherited(row.ancestor_ids, 'time_zone') ?? 'Asia/Shanghai',
        currency: inherited(row.ancestor_ids, 'currency') ?? 'CNY',
      },
    ]),
  )
}
