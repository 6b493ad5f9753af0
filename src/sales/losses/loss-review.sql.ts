import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from '../sales/sale-line-columns.sql.ts'
import type { LossState } from './loss-review.contract.ts'

export interface LossFilter {
  readonly state?: LossState | undefined
  readonly reason?: string | undefined
  readonly from?: string | undefined
}

export interface LossRow extends SaleLineRow {
  readonly lossId: string
  readonly decision: 'confirmed' | 'declined' | null
  readonly reason: string
  readonly competitor: string | null
  readonly competitorModel: string | null
  readonly priceGapMinor: number | null
  readonly gapCurrency: string | null
  readonly note: string
  readonly decisionNote: string
  readonly proposedById: string | null
  readonly proposedByName: string | null
  readonly proposedAt: string
  readonly decidedById: string | null
  readonly decidedByName: string | null
  readonly decidedAt: string | null
}

export async function findLosses(tx: Tx, scope: Scope, filter: LossFilter): Promise<LossRow[]> {
  const { rows } = await sql<LossRow>`
    select ${saleLineColumns}, l.id as "lossId", l.decision, l.reason, l.competitor,
           l.competitor_model as "competitorModel", l.price_gap_minor as "priceGapMinor", l.currency as "gapCurrency",
           l.note, l.decision_note as "decisionNote", l.proposed_by as "proposedById",
           proposer.name as "proposedByName", l.proposed_at as "proposedAt", l.decided_by as "decidedById",
           decider.name as "decidedByName", l.decided_at as "decidedAt"
      from losses l
      cross join lateral (select * from sales s where s.dealer_id = l.dealer_id and s.id = l.sale_id limit 1) s
      left join staff proposer on proposer.id = l.proposed_by
      left join staff decider on decider.id = l.decided_by ${saleLineJoins}
     where ${reached(scope)} and ${matching(filter)} and ${ofReason(filter)}
     order by l.proposed_at desc, l.id desc limit 200`.execute(tx)
  return rows
}

export interface ReasonCount {
  readonly reason: string
  readonly count: number
  readonly gapCount: number
  readonly averageGapMinor: number | null
}

export async function countReasons(tx: Tx, scope: Scope, filter: LossFilter): Promise<ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select l.reason, count(*)::int as count, count(l.price_gap_minor)::int as "gapCount",
           round(avg(l.price_gap_minor))::bigint as "averageGapMinor"
      from losses l
      cross join lateral (select * from sales s where s.dealer_id = l.dealer_id and s.id = l.sale_id limit 1) s
     where ${reached(scope)} and ${matching(filter)}
     group by l.reason order by count(*) desc, l.reason`.execute(tx)
  return rows
}

const reached = (scope: Scope) => within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`false`)

function matching({ state, from }: LossFilter): RawBuilder<boolean> {
  const decided =
    state === undefined
      ? sql<boolean>`true`
      : state === 'proposed'
        ? sql<boolean>`l.decision is null`
        : sql<boolean>`l.decision = ${state}`
  return from ? sql<boolean>`(${decided} and l.proposed_at >= ${from}::timestamptz)` : decided
}

function ofReason({ reason }: LossFilter): RawBuilder<boolean> {
  return reason ? sql<boolean>`l.reason = ${reason}` : sql<boolean>`true`
}
