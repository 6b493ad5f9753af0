import { sql } from 'kysely'
import type { CustomerKind } from '../../customers/people/customers.contract.ts'
import type { IntentLevel, StageCode } from '../process/sale.contract.ts'

/** Names of what a sale names, joined to a page of sales `s`. */
export interface SaleNamesRow {
  readonly customerId: string | null
  readonly customerName: string | null
  readonly customerKind: CustomerKind | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly trimId: string | null
  readonly trimNameZh: string | null
  readonly trimNameEn: string | null
  readonly modelId: string | null
  readonly modelNameZh: string | null
  readonly modelNameEn: string | null
  readonly episodeId: string | null
  readonly vehicleId: string | null
  readonly stockNumber: string | null
  readonly vin: string | null
  readonly make: string | null
  readonly writtenModel: string | null
  readonly writtenTrim: string | null
}

export interface SaleLineRow extends SaleNamesRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly stage: StageCode
  readonly stageSince: string | null
  readonly origin: 'live' | 'import' | 'demo'
  readonly source: string
  readonly intentLevel: IntentLevel | null
  readonly inquiredOn: string | null
  readonly followUpDueOn: string | null
  readonly amountMinor: number | null
  readonly paidMinor: number
  readonly currency: string | null
  readonly deliveredOn: string | null
  readonly closedOn: string | null
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

export const saleNameColumns = sql`s.customer_id as "customerId", c.name as "customerName", c.kind as "customerKind",
  s.owner_id as "ownerId", o.name as "ownerName",
  s.trim_id as "trimId", t.name_zh as "trimNameZh", t.name_en as "trimNameEn",
  t.model_id as "modelId", m.name_zh as "modelNameZh", m.name_en as "modelNameEn",
  s.episode_id as "episodeId", v.id as "vehicleId", e.stock_number as "stockNumber", v.vin, v.make,
  v.model_name as "writtenModel", v.trim_name as "writtenTrim"`

export const saleLineColumns = sql`s.id, s.dealer_id as "dealerId", s.number, s.stage, s.stage_since as "stageSince",
  s.origin, s.source, s.intent_level as "intentLevel", s.inquired_on as "inquiredOn",
  s.follow_up_due_on as "followUpDueOn", s.amount_minor as "amountMinor", s.paid_minor as "paidMinor", s.currency,
  s.delivered_on as "deliveredOn", s.closed_on as "closedOn", s.sequence as version,
  s.created_at as "createdAt", s.updated_at as "updatedAt", ${saleNameColumns}`

/** One row each: until tables are analysed, a plain join behind the wall is planned as if the store were empty,
 *  and reads it whole for each sale. */
export const saleLineJoins = sql`
  left join lateral (select * from customers c where c.dealer_id = s.dealer_id and c.id = s.customer_id limit 1) c on true
  left join staff o on o.id = s.owner_id
  left join trims t on t.id = s.trim_id
  left join models m on m.id = t.model_id
  left join lateral (select * from stock_episodes e where e.dealer_id = s.dealer_id and e.id = s.episode_id limit 1) e on true
  left join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v on true`
