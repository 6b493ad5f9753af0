import { sql } from 'kysely'
import type { AuditSubjects } from '../../network/audit/audit-subjects.ts'
import { salesEn, salesZh } from '../sales.words.ts'

/** Sales by their numbers, for the audit log. */
export const auditedSales: AuditSubjects = {
  find: async (tx, dealerIds, number) => {
    const { rows } = await sql<{ id: string }>`
      select id from sales
       where dealer_id = any(${dealerIds}::uuid[]) and number = ${number.toUpperCase()}`.execute(tx)
    return rows.map(({ id }) => id)
  },
  name: async (tx, dealerIds, ids) => {
    const { rows } = await sql<{ id: string; number: string }>`
      select id, number from sales
       where dealer_id = any(${dealerIds}::uuid[]) and id = any(${ids}::uuid[])`.execute(tx)
    return new Map(rows.map(({ id, number }) => [id, number]))
  },
  did: { zh: salesZh.event, en: salesEn.event },
}
