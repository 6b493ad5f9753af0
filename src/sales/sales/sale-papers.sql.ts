import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { SaleNamesRow } from './sale-line-columns.sql.ts'
import type { PaymentPaper, QuotePaper } from './sale-papers.contract.ts'

type Line = Omit<QuotePaper['lines'][number], 'costMasked'>

export interface QuotePaperRow
  extends Omit<QuotePaper, 'trim' | 'car' | 'draftedBy' | 'lines'>,
    Omit<SaleNamesRow, 'customerId' | 'customerName' | 'customerKind' | 'ownerId' | 'ownerName'> {
  readonly draftedById: string | null
  readonly draftedByName: string | null
  readonly lines: readonly Line[]
}

/** The quotes of a sale with their lines, newest version first. */
export async function findQuotePapers(tx: Tx, dealerId: string, saleId: string): Promise<QuotePaperRow[]> {
  const { rows } = await sql<QuotePaperRow>`
    select q.id, q.number, q.version, q.state, q.currency, q.list_price_minor as "listPriceMinor",
           q.discount_minor as "discountMinor", q.total_minor as "totalMinor", q.valid_until as "validUntil",
           q.trade_in_minor as "tradeInMinor", q.purchase_tax as tax,
           array(select r.source from tax_rates r
                  where r.id::text in (q.purchase_tax -> 'rate' ->> 'id', q.purchase_tax -> 'vat' ->> 'id')
                  order by r.tax, r.id) as "taxSources",
           q.drafted_by as "draftedById", o.name as "draftedByName", q.drafted_at as "draftedAt", q.sent_at as "sentAt",
           q.trim_id as "trimId", t.name_zh as "trimNameZh", t.name_en as "trimNameEn",
           t.model_id as "modelId", m.name_zh as "modelNameZh", m.name_en as "modelNameEn",
           q.episode_id as "episodeId", v.id as "vehicleId", e.stock_number as "stockNumber", v.vin, v.make,
           v.model_name as "writtenModel", v.trim_name as "writtenTrim",
           (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'label', l.label,
                      'amountMinor', l.amount_minor, 'costMinor', l.cost_minor) order by l.position), '[]')
              from quote_lines l where l.dealer_id = q.dealer_id and l.quote_id = q.id) as lines
      from quotes q
      left join staff o on o.id = q.drafted_by
      left join trims t on t.id = q.trim_id
      left join models m on m.id = t.model_id
      left join lateral (select * from stock_episodes e
                          where e.dealer_id = q.dealer_id and e.id = q.episode_id limit 1) e on true
      left join lateral (select * from vehicles v
                          where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v on true
     where q.dealer_id = ${dealerId} and q.sale_id = ${saleId}
     order by q.version desc limit 200`.execute(tx)
  return rows
}

export interface PaymentRow extends Omit<PaymentPaper, 'recordedBy'> {
  readonly recordedById: string | null
  readonly recordedByName: string | null
}

/** The ledger of a sale, newest line first. */
export async function findPayments(tx: Tx, dealerId: string, saleId: string): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    select p.id, p.number, p.purpose, p.method, p.amount_minor as "amountMinor", p.currency, p.reference,
           p.reverses_id as "reversesId", p.recorded_by as "recordedById", o.name as "recordedByName",
           p.recorded_at as "recordedAt",
           (select r.number from receipts r where r.dealer_id = p.dealer_id and r.payment_id = p.id) as "receiptNumber",
           exists (select 1 from payments r where r.dealer_id = p.dealer_id and r.reverses_id = p.id) as reversed
      from payments p left join staff o on o.id = p.recorded_by
     where p.dealer_id = ${dealerId} and p.sale_id = ${saleId}
     order by p.recorded_at desc, p.id desc limit 500`.execute(tx)
  return rows
}
