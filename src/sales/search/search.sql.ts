import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { StageCode } from '../process/sale.contract.ts'
import { type SaleNamesRow, saleLineJoins, saleNameColumns } from '../sales/sale-line-columns.sql.ts'

export interface FoundSaleRow extends SaleNamesRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly stage: StageCode
}

/** Sales that the scope reaches, by their own ids or by their customers', newest first. */
export async function findSalesOf(
  tx: Tx,
  scope: Scope,
  { ids, customerIds }: { ids: readonly string[]; customerIds: readonly string[] },
  limit: number,
): Promise<FoundSaleRow[]> {
  if (ids.length === 0 && customerIds.length === 0) return []
  const dealerIds = [...scope.all, ...scope.own, ...scope.delivered]
  const reached = within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`s.stage = 'after-sales'`)
  const { rows } = await sql<FoundSaleRow>`
    select s.id, s.dealer_id as "dealerId", s.number, s.stage, ${saleNameColumns}
      from (select s.* from sales s
             where s.dealer_id = any(${dealerIds}::uuid[]) and ${reached}
               and (s.id = any(${ids}::uuid[]) or s.customer_id = any(${customerIds}::uuid[]))
             order by s.id desc limit ${limit}) s ${saleLineJoins}
     order by s.id desc`.execute(tx)
  return rows
}
