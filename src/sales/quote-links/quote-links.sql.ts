import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'

export interface QuoteLinkRow {
  readonly id: string
  readonly dealerId: string
  readonly saleId: string
  readonly quoteId: string
  readonly quoteNumber: string
  readonly madeById: string
  readonly madeByName: string
  readonly madeAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly openedCount: number
  readonly lastOpenedAt: string | null
}

const columns = sql`k.id, k.dealer_id as "dealerId", k.sale_id as "saleId", k.quote_id as "quoteId",
  q.number as "quoteNumber", k.made_by as "madeById", maker.name as "madeByName", k.made_at as "madeAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.opened_count as "openedCount",
  k.last_opened_at as "lastOpenedAt"`
const joins = sql`join quotes q on q.dealer_id = k.dealer_id and q.id = k.quote_id
  join staff maker on maker.id = k.made_by`

export async function findQuoteLinks(tx: Tx, dealerId: string, saleId: string): Promise<QuoteLinkRow[]> {
  const { rows } = await sql<QuoteLinkRow>`
    select ${columns} from quote_links k ${joins}
     where k.dealer_id = ${dealerId} and k.sale_id = ${saleId} order by k.id desc limit 100`.execute(tx)
  return rows
}

export async function findLinkBySecret(
  tx: Tx,
  dealerId: string,
  secretHash: Buffer,
): Promise<QuoteLinkRow | undefined> {
  const { rows } = await sql<QuoteLinkRow>`
    select ${columns} from quote_links k ${joins}
     where k.dealer_id = ${dealerId} and k.secret_hash = ${secretHash}`.execute(tx)
  return rows[0]
}

export interface MadeLink {
  readonly dealerId: string
  readonly id: string
  readonly saleId: string
  readonly quoteId: string
  readonly secretHash: Buffer
  readonly by: string
  readonly at: Date
  readonly expiresAt: Date
}

export async function insertQuoteLink(tx: Tx, link: MadeLink): Promise<void> {
  await tx
    .insertInto('quote_links')
    .values({
      dealer_id: link.dealerId,
      id: link.id,
      sale_id: link.saleId,
      quote_id: link.quoteId,
      secret_hash: link.secretHash,
      made_by: link.by,
      made_at: link.at.toISOString(),
      expires_at: link.expiresAt.toISOString(),
    })
    .execute()
}

/** One that is taken back already stays as it was.
 *  @returns the quote that it showed; undefined where the sale has no such link */
export async function endQuoteLink(
  tx: Tx,
  dealerId: string,
  saleId: string,
  id: string,
  at: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ quoteId: string }>`
    update quote_links set revoked_at = coalesce(revoked_at, ${at.toISOString()}::timestamptz)
     where dealer_id = ${dealerId} and sale_id = ${saleId} and id = ${id} returning quote_id as "quoteId"`.execute(
    tx,
  )
  return rows[0]?.quoteId
}

export async function countOpening(tx: Tx, dealerId: string, id: string, at: Date): Promise<void> {
  await sql`update quote_links set opened_count = opened_count + 1, last_opened_at = ${at.toISOString()}
     where dealer_id = ${dealerId} and id = ${id}`.execute(tx)
}

/** The state of a quote of the sale; undefined where it has none such. */
export async function findQuoteState(
  tx: Tx,
  dealerId: string,
  saleId: string,
  quoteId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select state from quotes where dealer_id = ${dealerId} and sale_id = ${saleId} and id = ${quoteId}`.execute(
    tx,
  )
  return rows[0]?.state
}
