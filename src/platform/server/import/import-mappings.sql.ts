import { hash } from 'node:crypto'
import { headingSignature } from '../../import/headings.ts'
import { type ImportKindName, ImportMapping } from '../../import/import.contract.ts'
import type { Tx } from '../database/connect.ts'

/** How this dealer's file of these headings was read last time; null when it is new. */
export async function recallMapping(
  tx: Tx,
  dealerId: string,
  kind: ImportKindName,
  headings: readonly string[],
): Promise<ImportMapping | null> {
  const row = await tx
    .selectFrom('import_mappings')
    .select(['mapping'])
    .where('dealer_id', '=', dealerId)
    .where('kind', '=', kind)
    .where('heading_signature', '=', signatureOf(headings))
    .executeTakeFirst()
  return row ? ImportMapping.parse(row.mapping) : null
}

/** Remembers a mapping that a person corrected. What was only guessed is guessed again, from the next file itself. */
export async function rememberMapping(
  tx: Tx,
  dealerId: string,
  kind: ImportKindName,
  headings: readonly string[],
  { mapping, isGuess }: { readonly mapping: ImportMapping; readonly isGuess: boolean },
  now: Date,
): Promise<void> {
  const kept = { mapping: JSON.stringify(mapping), options: '{}', updated_at: now.toISOString() }
  if (isGuess) {
    await tx
      .updateTable('import_mappings') // the correction of before is taken back
      .set(kept)
      .where('dealer_id', '=', dealerId)
      .where('kind', '=', kind)
      .where('heading_signature', '=', signatureOf(headings))
      .execute()
    return
  }
  await tx
    .insertInto('import_mappings')
    .values({ dealer_id: dealerId, kind, heading_signature: signatureOf(headings), ...kept })
    .onConflict(conflict => conflict.columns(['dealer_id', 'kind', 'heading_signature']).doUpdateSet(kept))
    .execute()
}

function signatureOf(headings: readonly string[]): Buffer {
  return Buffer.from(hash('sha256', headingSignature(headings)), 'hex')
}
