import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { Sale } from '../process/sale.contract.ts'
import { type SaleNamesRow, saleLineJoins, saleNameColumns } from './sale-line-columns.sql.ts'
import type { CarName } from './sale-names.contract.ts'

export interface SalePageRow extends SaleNamesRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly state: Sale
  readonly customerNumber: string | null
  readonly amountMinor: number | null
  readonly version: number
  readonly externalRef: string | null
  readonly leadId: string | null
  readonly leadNumber: string | null
  readonly contractNumber: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly modelYear: number | null
  readonly exteriorColour: string | null
  readonly interiorColour: string | null
  readonly location: string | null
  readonly carState: string | null
  readonly availability: string | null
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly carCurrency: string | null
  readonly receivedOn: string | null
  readonly pdiPassedAt: string | null
  readonly certificateState: string | null
}

const reached = (scope: Scope) =>
  within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`s.stage = 'after-sales'`)

/** One sale that the scope reaches, with what it names. */
export async function findSalePage(tx: Tx, scope: Scope, id: string): Promise<SalePageRow | undefined> {
  const { rows } = await sql<SalePageRow>`
    select s.id, s.dealer_id as "dealerId", s.number, s.state, c.number as "customerNumber",
           s.amount_minor as "amountMinor", s.sequence as version, s.external_ref as "externalRef",
           s.created_at as "createdAt", s.updated_at as "updatedAt", ${saleNameColumns},
           lead.id as "leadId", lead.number as "leadNumber",
           (select h.number from contracts h where h.dealer_id = s.dealer_id and h.sale_id = s.id
             order by h.signed_at desc, h.id desc limit 1) as "contractNumber",
           v.model_year as "modelYear", v.exterior_colour as "exteriorColour", v.interior_colour as "interiorColour",
           e.location, e.state as "carState", e.availability, e.price_minor as "priceMinor",
           e.cost_minor as "costMinor", e.currency as "carCurrency", e.received_on as "receivedOn",
           e.pdi_passed_at as "pdiPassedAt", e.certificate_state as "certificateState"
      from sales s ${saleLineJoins}
      left join lateral (select * from leads lead
                          where lead.dealer_id = s.dealer_id and lead.id = s.lead_id limit 1) lead on true
     where s.id = ${id} and ${reached(scope)}`.execute(tx)
  return rows[0]
}

export interface FoundSale {
  readonly dealerId: string
  readonly ownerId: string | null
}

/** Whether the scope reaches a sale, before something of it is read. */
export async function findSale(tx: Tx, scope: Scope, id: string): Promise<FoundSale | undefined> {
  const { rows } = await sql<FoundSale>`
    select s.dealer_id as "dealerId", s.owner_id as "ownerId" from sales s
     where s.id = ${id} and ${reached(scope)}`.execute(tx)
  return rows[0]
}

/** Cars by stock episode, for a page that names several. */
export async function findCarNames(
  tx: Tx,
  dealerId: string,
  episodeIds: readonly (string | null)[],
): Promise<CarName[]> {
  const wanted = [...new Set(episodeIds.filter(id => id !== null))]
  if (wanted.length === 0) return []
  const { rows } = await sql<CarName>`
    select e.id as "episodeId", v.id as "vehicleId", e.stock_number as "stockNumber", v.vin, v.make,
           v.model_name as "modelName", v.trim_name as "trimName"
      from stock_episodes e
      cross join lateral (select * from vehicles v where v.dealer_id = e.dealer_id and v.id = e.vehicle_id limit 1) v
     where e.dealer_id = ${dealerId} and e.id = any(${wanted}::uuid[]) order by e.id`.execute(tx)
  return rows
}
