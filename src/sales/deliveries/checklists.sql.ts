import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { CheckEntry } from '../process/hand-over.contract.ts'
import type { KeptCheck } from './checklist-text.rules.ts'

export type CheckRow = CheckEntry & KeptCheck

/** The points of a checklist with the hashes of their photos. */
export async function findChecks(tx: Tx, dealerId: string, checklistId: string): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select k.point, k.result, k.resolution, k.value, k.note, to_jsonb(k.photo_ids) as "photoIds",
           coalesce((select jsonb_agg(encode(a.sha256, 'hex') order by given.place)
                       from unnest(k.photo_ids) with ordinality given (id, place)
                       join attachments a on a.dealer_id = k.dealer_id and a.id = given.id), '[]') as "photoHashes"
      from delivery_checks k
     where k.dealer_id = ${dealerId} and k.checklist_id = ${checklistId} order by k.point`.execute(tx)
  return rows
}

export interface ChecklistNames {
  readonly dealerNameZh: string
  readonly dealerNameEn: string
  readonly customerName: string | null
  readonly vin: string | null
  readonly make: string | null
  readonly modelName: string | null
  readonly trimName: string | null
}

export async function findChecklistNames(
  tx: Tx,
  key: { dealerId: string; saleId: string; episodeId: string },
): Promise<ChecklistNames | undefined> {
  const { rows } = await sql<ChecklistNames>`
    select d.name_zh as "dealerNameZh", d.name_en as "dealerNameEn", c.name as "customerName", v.vin, v.make,
           v.model_name as "modelName", v.trim_name as "trimName"
      from sales s
      join organisations d on d.id = s.dealer_id
      join stock_episodes e on e.dealer_id = s.dealer_id and e.id = ${key.episodeId}
      join vehicles v on v.dealer_id = e.dealer_id and v.id = e.vehicle_id
      left join customers c on c.dealer_id = s.dealer_id and c.id = s.customer_id
     where s.dealer_id = ${key.dealerId} and s.id = ${key.saleId}`.execute(tx)
  return rows[0]
}
