import type { Tx } from '../database/connect.ts'

/** What decides who may hear of one record: its owner, and whether its car was delivered. */
export interface Watched {
  readonly ownerId: string | null
  readonly delivered: boolean
}

/** Reads it for records of one noun; a slice gives one for each noun that a role reads only as its owner. */
export type FindWatched = (
  tx: Tx,
  dealerId: string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Watched>>
