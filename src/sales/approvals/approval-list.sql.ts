import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from '../sales/sale-line-columns.sql.ts'
import type { ApprovalList } from './approval-list.contract.ts'

export interface ApprovalRow extends SaleLineRow {
  readonly kind: 'discount' | 'refund' | 'loss'
  readonly askedId: string
  readonly askedState: string
  readonly reason: string
  readonly note: string
  readonly askedById: string | null
  readonly askedByName: string | null
  readonly askedAt: string
  readonly decidedById: string | null
  readonly decidedByName: string | null
  readonly decidedAt: string | null
  readonly behalfId: string | null
  readonly behalfName: string | null
  readonly decisionReason: string | null
  readonly decisionNote: string
  readonly askedCurrency: string | null
  readonly listPriceMinor: number | null
  readonly discountMinor: number | null
  readonly concessionMinor: number | null
  readonly offerMinor: number | null
  readonly askedModelId: string | null
  readonly purpose: string | null
  readonly askedMinor: number | null
  readonly keptMinor: number | null
  readonly processVersion: number
}

export interface Wanted {
  readonly tab: ApprovalList
  readonly reached: RawBuilder<unknown>
  readonly staffId: string
  /** what was decided before is not current any more */
  readonly decidedSince: string
  readonly dealerIds: readonly string[]
  /** false: refunds only, for those who handle money and nothing else */
  readonly all: boolean
}

const listed = sql.lit(200)

/** Everything that managers decide, as one list: what waits longest first, the rest newest first. */
export async function findApprovals(tx: Tx, wanted: Wanted): Promise<ApprovalRow[]> {
  const kinds = wanted.all ? [discounts, refunds, losses] : [refunds]
  const asked = sql.join(
    kinds.map(kind => sql`(${kind(wanted)})`),
    sql` union all `,
  )
  const order =
    wanted.tab === 'waiting'
      ? sql`a."askedAt", a."askedId"`
      : wanted.tab === 'mine' || wanted.tab === 'current'
        ? sql`a."askedAt" desc, a."askedId" desc`
        : sql`a."decidedAt" desc, a."askedId" desc`
  const { rows } = await sql<ApprovalRow>`
    select ${saleLineColumns}, s.process_version as "processVersion", a.*, asker.name as "askedByName",
           decider.name as "decidedByName", absent.name as "behalfName"
      from (${asked}) a
      cross join lateral (select * from sales s where s.dealer_id = a."askedAtDealer" and s.id = a."askedSaleId" limit 1) s
      left join staff asker on asker.id = a."askedById"
      left join staff decider on decider.id = a."decidedById"
      left join staff absent on absent.id = a."behalfId" ${saleLineJoins}
     where ${wanted.reached}
     order by ${order} limit ${listed}`.execute(tx)
  return rows
}

/** Which rows of one kind a tab holds; `x` is the noun. */
function tabbed(
  { tab, staffId, dealerIds, decidedSince }: Wanted,
  waiting: RawBuilder<unknown>,
  by: 'proposed' | 'requested',
) {
  const asker = sql.ref(`x.${by}_by`)
  const at = sql.ref(`x.${by}_at`)
  const here = sql`x.dealer_id = any(${[...dealerIds]}::uuid[])`
  if (tab === 'waiting') return sql`where ${here} and ${waiting} order by ${at} limit 1000`
  if (tab === 'mine')
    return sql`where ${here} and ${asker} = ${staffId}::uuid order by ${at} desc limit ${listed}`
  if (tab === 'current')
    return sql`where ${here} and ${asker} = ${staffId}::uuid
      and (${waiting} or x.decided_at >= ${decidedSince}::timestamptz) order by ${at} desc limit ${listed}`
  return sql`where ${here} and x.decided_at is not null order by x.decided_at desc limit 1000`
}

function discounts(wanted: Wanted) {
  return sql`
    select 'discount' as kind, x.id as "askedId", x.dealer_id as "askedAtDealer", x.sale_id as "askedSaleId",
           x.state as "askedState", x.reason, x.note, x.requested_by as "askedById", x.requested_at as "askedAt",
           x.decided_by as "decidedById", x.decided_at as "decidedAt", x.on_behalf_of as "behalfId",
           x.decision_reason as "decisionReason", x.decision_note as "decisionNote", x.currency::text as "askedCurrency",
           x.list_price_minor as "listPriceMinor", x.discount_minor as "discountMinor",
           x.concession_minor as "concessionMinor", x.offer_minor as "offerMinor", x.model_id as "askedModelId",
           null::text as purpose, null::bigint as "askedMinor", null::bigint as "keptMinor"
      from approvals x ${tabbed(wanted, sql`x.state in ('pending', 'countered')`, 'requested')}`
}

function refunds(wanted: Wanted) {
  return sql`
    select 'refund' as kind, x.id as "askedId", x.dealer_id as "askedAtDealer", x.sale_id as "askedSaleId",
           x.state as "askedState", x.reason, x.note, x.requested_by as "askedById", x.requested_at as "askedAt",
           x.decided_by as "decidedById", x.decided_at as "decidedAt", null::uuid as "behalfId",
           x.decision_reason as "decisionReason", x.decision_note as "decisionNote", x.currency::text as "askedCurrency",
           null::bigint as "listPriceMinor", null::bigint as "discountMinor", null::bigint as "concessionMinor",
           null::bigint as "offerMinor", null::uuid as "askedModelId", x.purpose, x.amount_minor as "askedMinor",
           x.kept_minor as "keptMinor"
      from refunds x ${tabbed(wanted, sql`x.state in ('pending', 'approved')`, 'requested')}`
}

function losses(wanted: Wanted) {
  return sql`
    select 'loss' as kind, x.id as "askedId", x.dealer_id as "askedAtDealer", x.sale_id as "askedSaleId",
           coalesce(x.decision, 'pending') as "askedState", x.reason, x.note, x.proposed_by as "askedById",
           x.proposed_at as "askedAt", x.decided_by as "decidedById", x.decided_at as "decidedAt",
           null::uuid as "behalfId", null::text as "decisionReason", '' as "decisionNote", null::text as "askedCurrency",
           null::bigint as "listPriceMinor", null::bigint as "discountMinor", null::bigint as "concessionMinor",
           null::bigint as "offerMinor", null::uuid as "askedModelId", null::text as purpose,
           null::bigint as "askedMinor", null::bigint as "keptMinor"
      from losses x ${tabbed(wanted, sql`x.decision is null`, 'proposed')}`
}
