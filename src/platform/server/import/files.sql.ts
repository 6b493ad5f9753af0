import { sql } from 'kysely'
import type { Tx } from '../database/connect.ts'

export interface NewFile {
  readonly dealerId: string
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly noun: string
  readonly staffId: string | null
  readonly now: Date
  readonly expiresAt: Date
}

export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx
    .insertInto('files')
    .values({
      dealer_id: file.dealerId,
      id: file.id,
      name: file.name,
      media_type: file.mediaType,
      byte_length: file.content.length,
      content: file.content,
      noun: file.noun,
      created_by: file.staffId,
      created_at: file.now.toISOString(),
      expires_at: file.expiresAt.toISOString(),
    })
    .execute()
}

export interface StoredFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
}

export async function readFile(tx: Tx, dealerId: string, id: string): Promise<StoredFile | undefined> {
  return tx
    .selectFrom('files')
    .select(['name', 'media_type as mediaType', 'content'])
    .where('dealer_id', '=', dealerId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** As the owner of the tables: what uploads held is gone with them, but for the counts. */
export async function forgetFiles(owner: Tx, now: Date): Promise<void> {
  const at = now.toISOString()
  await sql`
    update app.imports i
       set preview = null,
           inspection = jsonb_set(i.inspection, '{columns}', coalesce((
             select jsonb_agg(each.value || '{"samples": []}' order by each.ordinality)
               from jsonb_array_elements(i.inspection -> 'columns') with ordinality as each), '[]'))
     where exists (select from app.files f
                    where f.dealer_id = i.dealer_id and f.id = i.file_id and f.expires_at < ${at})`.execute(
    owner,
  )
  await sql`delete from app.files where expires_at < ${at}`.execute(owner)
}
