import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { findQuotePapers, type QuotePaperRow } from '../sales/sale-papers.sql.ts'

export interface SharedQuoteRow extends QuotePaperRow {
  readonly storeNameZh: string
  readonly storeNameEn: string
  /** of the sale, today */
  readonly consultant: string | null
}

/** One quote of a sale with the store and the consultant that its customer turns to. */
export async function findSharedQuote(
  tx: Tx,
  dealerId: string,
  saleId: string,
  quoteId: string,
): Promise<SharedQuoteRow | undefined> {
  const paper = (await findQuotePapers(tx, dealerId, saleId)).find(each => each.id === quoteId)
  if (!paper) return undefined
  const { rows } = await sql<Pick<SharedQuoteRow, 'storeNameZh' | 'storeNameEn' | 'consultant'>>`
    select store.name_zh as "storeNameZh", store.name_en as "storeNameEn", owner.name as consultant
      from sales s join organisations store on store.id = s.dealer_id left join staff owner on owner.id = s.owner_id
     where s.dealer_id = ${dealerId} and s.id = ${saleId}`.execute(tx)
  return rows[0] && { ...paper, ...rows[0] }
}
