import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

export async function hasNetwork(tx: Tx): Promise<boolean> {
  const root = await tx
    .selectFrom('organisations')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return root !== undefined
}

/** By the owner: the runtime role cannot write this row. */
export async function keepFirstRunCode(owner: Tx, codeHash: Buffer, at: Date): Promise<void> {
  await owner
    .insertInto('installation')
    .values({ first_run_code_hash: codeHash, created_at: at.toISOString() })
    .onConflict(conflict => conflict.column('singleton').doUpdateSet({ first_run_code_hash: codeHash }))
    .execute()
}

/** @returns false when the code is not the one that waits, or was taken */
export async function claimFirstRun(tx: Tx, codeHash: Buffer, rootId: string): Promise<boolean> {
  const done = await sql<{ claimed: boolean }>`
    select app.claim_first_run(${codeHash}, ${rootId}) as claimed`.execute(tx)
  return done.rows[0]!.claimed
}

export async function isFirstRunCode(tx: Tx, codeHash: Buffer): Promise<boolean> {
  const found = await sql<{ waits: boolean }>`select app.is_first_run_code(${codeHash}) as waits`.execute(tx)
  return found.rows[0]!.waits
}
