import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { TimelineEntry } from './sale-page.contract.ts'

export interface TimelineRow extends Omit<TimelineEntry, 'actor' | 'note' | 'number'> {
  readonly actorKind: TimelineEntry['actor']['kind']
  readonly actorId: string | null
}

/** Events of a sale before a sequence, newest first. */
export async function findTimeline(
  tx: Tx,
  {
    dealerId,
    saleId,
    before,
    limit,
  }: { dealerId: string; saleId: string; before: number | null; limit: number },
): Promise<TimelineRow[]> {
  const { rows } = await sql<TimelineRow>`
    select id, sequence, action, stage_before as "stageBefore", stage_after as "stageAfter",
           actor_kind as "actorKind", actor_id as "actorId", occurred_at as "occurredAt",
           recorded_at as "recordedAt", channel, duration_seconds as "durationSeconds", origin, facts
      from events
     where dealer_id = ${dealerId} and sale_id = ${saleId} and subject_kind = 'sale'
       and sequence < ${before ?? 2_147_483_647}
     order by sequence desc limit ${limit}`.execute(tx)
  return rows
}

/** What a noun's row adds to its event. */
export interface NounText {
  /** of the noun; null for the sale's own inquiry */
  readonly id: string | null
  readonly note: string | null
  readonly number: string | null
  readonly code: string | null
  /** said with the decision rather than with the request; absent from nouns that have one text */
  readonly decided?: boolean | null
}

/** Notes, human numbers and closing codes of a sale's nouns. */
export async function findNounTexts(tx: Tx, dealerId: string, saleId: string): Promise<NounText[]> {
  const of = sql`where dealer_id = ${dealerId} and sale_id = ${saleId}`
  const { rows } = await sql<NounText>`
    select null::uuid as id, note, null::text as number, null::text as code, false as decided from inquiries ${of} and note <> ''
    union all select id, note, null, null, false from follow_ups ${of} and note <> ''
    union all select id, text, null, null, false from notes ${of}
    union all select id, note, null, null, false from contacts ${of} and note <> ''
    union all select id, note, null, null, false from showings ${of} and note <> ''
    union all select id, note, null, null, false from losses ${of} and note <> ''
    union all select id, decision_note, null, null, true from losses ${of} and decision_note <> ''
    union all select id, note, null, null, false from delivery_appointments ${of} and note <> ''
    union all select l.id, string_agg(k.note, ' · ' order by k.point), null, null, false
      from delivery_checklists l join delivery_checks k on k.dealer_id = l.dealer_id and k.checklist_id = l.id
     where l.dealer_id = ${dealerId} and l.sale_id = ${saleId} and k.note <> '' group by l.id
    union all select id, taken_back_note, null, null, false from deliveries ${of} and taken_back_note <> ''
    union all select id, note, null, null, false from service_reminders ${of} and note <> ''
    union all select id, note, null, null, false from cancellations ${of} and note <> ''
    union all select id, note, null, null, false from approvals ${of} and note <> ''
    union all select id, note, null, null, false from refunds ${of} and note <> ''
    union all select id, note, null, null, false from waitlist_places ${of} and note <> ''
    union all select id, terms, null, null, false from addenda ${of} and terms <> ''
    union all select id, decision_note, null, null, true from approvals ${of} and decision_note <> ''
    union all select id, decision_note, null, null, true from refunds ${of} and decision_note <> ''
    union all select id, null, null, closed_reason, false from test_drives ${of} and closed_reason is not null
    union all select id, return_note, null, null, false from test_drives ${of} and return_note <> ''
    union all select id, concat_ws(' · ', nullif(likes, ''), nullif(dislikes, '')), null, null, false
      from test_drive_feedback ${of} and (likes <> '' or dislikes <> '')
    union all select id, null, number, null, false from quotes ${of}
    union all select id, null, number, null, false from contracts ${of}
    union all select id, null, number, null, false from payments ${of}`.execute(tx)
  return rows
}
