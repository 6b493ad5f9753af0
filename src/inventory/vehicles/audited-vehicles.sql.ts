import { sql } from 'kysely'
import type { AuditSubjects } from '../../network/audit/audit-subjects.ts'

/** Cars by their VIN or stock number, for the audit log. */
export const auditedVehicles: AuditSubjects = {
  find: async (tx, dealerIds, number) => {
    const { rows } = await sql<{ id: string }>`
      select id from vehicles where dealer_id = any(${dealerIds}::uuid[]) and vin = ${number.toUpperCase()}
       union
      select vehicle_id from stock_episodes
       where dealer_id = any(${dealerIds}::uuid[]) and stock_number = ${number.toUpperCase()}`.execute(tx)
    return rows.map(({ id }) => id)
  },
  name: async (tx, dealerIds, ids) => {
    const { rows } = await sql<{ id: string; number: string }>`
      select distinct on (vehicle_id) vehicle_id as id, stock_number as number from stock_episodes
       where dealer_id = any(${dealerIds}::uuid[]) and vehicle_id = any(${ids}::uuid[])
       order by vehicle_id, id desc`.execute(tx)
    return new Map(rows.map(({ id, number }) => [id, number]))
  },
}
