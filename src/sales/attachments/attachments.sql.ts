import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Attachment, AttachmentKind, SignedText } from './attachments.contract.ts'

export interface NewAttachment {
  readonly dealerId: string
  readonly id: string
  readonly saleId: string
  readonly subjectId: string | null
  readonly kind: AttachmentKind
  readonly mediaType: string
  readonly byteLength: number
  readonly sha256: Buffer
  readonly sealed: Buffer
  readonly text: SignedText | null
  readonly staffId: string | null
  readonly now: Date
}

export async function insertAttachment(tx: Tx, made: NewAttachment): Promise<void> {
  const { text } = made
  await tx
    .insertInto('attachments')
    .values({
      dealer_id: made.dealerId,
      id: made.id,
      sale_id: made.saleId,
      subject_id: made.subjectId,
      kind: made.kind,
      media_type: made.mediaType,
      byte_length: made.byteLength,
      sha256: made.sha256,
      sealed: made.sealed,
      text_code: text?.code ?? null,
      text_version: text?.version ?? null,
      text_language: text?.language ?? null,
      text_sha256: text ? Buffer.from(text.sha256, 'hex') : null,
      added_by: made.staffId,
      added_at: made.now.toISOString(),
    })
    .execute()
}

type AttachmentRow = Omit<Attachment, 'addedBy' | 'text'> & {
  readonly addedById: string | null
  readonly addedByName: string | null
  readonly textCode: string | null
  readonly textVersion: string | null
  readonly textLanguage: 'zh' | 'en' | null
  readonly textSha256: string | null
}

const columns = sql`
  a.id, a.kind, a.subject_id as "subjectId", a.media_type as "mediaType", a.byte_length as "byteLength",
  encode(a.sha256, 'hex') as sha256, a.text_code as "textCode", a.text_version as "textVersion",
  a.text_language as "textLanguage", encode(a.text_sha256, 'hex') as "textSha256", a.added_by as "addedById",
  o.name as "addedByName", a.added_at as "addedAt"`

export const attachmentsMax = 200

/** What hangs on a sale, newest first; without the bytes. */
export async function findAttachments(tx: Tx, dealerId: string, saleId: string): Promise<Attachment[]> {
  const { rows } = await sql<AttachmentRow>`
    select ${columns} from attachments a left join staff o on o.id = a.added_by
     where a.dealer_id = ${dealerId} and a.sale_id = ${saleId}
     order by a.added_at desc, a.id desc limit ${attachmentsMax}`.execute(tx)
  return rows.map(attachmentOf)
}

export interface FoundAttachment extends Attachment {
  readonly sealed: Buffer
}

export async function findAttachment(
  tx: Tx,
  key: { dealerId: string; saleId: string; id: string },
): Promise<FoundAttachment | undefined> {
  const { rows } = await sql<AttachmentRow & { sealed: Buffer }>`
    select ${columns}, a.sealed from attachments a left join staff o on o.id = a.added_by
     where a.dealer_id = ${key.dealerId} and a.sale_id = ${key.saleId} and a.id = ${key.id}`.execute(tx)
  const [row] = rows
  return row && { ...attachmentOf(row), sealed: row.sealed }
}

export async function countAttachments(tx: Tx, dealerId: string, saleId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from attachments
     where dealer_id = ${dealerId} and sale_id = ${saleId}`.execute(tx)
  return rows[0]?.count ?? 0
}

function attachmentOf(row: AttachmentRow): Attachment {
  const { id, kind, subjectId, mediaType, byteLength, sha256, addedById, addedByName, addedAt } = row
  const addedBy = addedById && addedByName !== null ? { id: addedById, name: addedByName } : null
  return { id, kind, subjectId, mediaType, byteLength, sha256, text: textOf(row), addedBy, addedAt }
}

function textOf({ textCode, textVersion, textLanguage, textSha256 }: AttachmentRow): SignedText | null {
  if (textCode === null || textVersion === null || textLanguage === null || textSha256 === null) return null
  return { code: textCode, version: textVersion, language: textLanguage, sha256: textSha256 }
}
