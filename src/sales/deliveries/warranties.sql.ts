import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'
import type { Sale } from '../process/sale.contract.ts'

/** The sales by which a car was delivered, the first delivery first; what was taken back is none. */
export async function findSalesOfCar(tx: Tx, scope: Scope, vehicleId: string): Promise<Sale[]> {
  const { rows } = await sql<{ state: Sale }>`
    select s.state
      from vehicles v
      join stock_episodes e on e.dealer_id = v.dealer_id and e.vehicle_id = v.id
      join deliveries d on d.dealer_id = e.dealer_id and d.episode_id = e.id and d.taken_back_at is null
      join sales s on s.dealer_id = d.dealer_id and s.id = d.sale_id
     where v.id = ${vehicleId}
       and ${within(scope, 's.dealer_id', 's.owner_id', sql<boolean>`s.stage = 'after-sales'`)}
     order by d.delivered_at, d.id limit 10`.execute(tx)
  return rows.map(({ state }) => state)
}
