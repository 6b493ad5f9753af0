import { sql } from 'kysely'
import type { AuditSubjects } from '../network/audit/audit-subjects.ts'

/** Customers and leads by their numbers, for the audit log. */
export const auditedCustomers: AuditSubjects = numbered('customers')
export const auditedLeads: AuditSubjects = numbered('leads')

function numbered(table: 'customers' | 'leads'): AuditSubjects {
  return {
    find: async (tx, dealerIds, number) => {
      const { rows } = await sql<{ id: string }>`
        select id from ${sql.table(table)}
         where dealer_id = any(${dealerIds}::uuid[]) and number = ${number.toUpperCase()}`.execute(tx)
      return rows.map(({ id }) => id)
    },
    name: async (tx, dealerIds, ids) => {
      const { rows } = await sql<{ id: string; number: string }>`
        select id, number from ${sql.table(table)}
         where dealer_id = any(${dealerIds}::uuid[]) and id = any(${ids}::uuid[])`.execute(tx)
      return new Map(rows.map(({ id, number }) => [id, number]))
    },
  }
}
