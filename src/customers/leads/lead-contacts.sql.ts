import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ContactChannel, ContactResult, LeadContact } from './leads.contract.ts'

export interface NewLeadContact {
  readonly dealerId: string
  readonly id: string
  readonly leadId: string
  readonly channel: z.infer<typeof ContactChannel>
  readonly result: z.infer<typeof ContactResult>
  readonly automatic: boolean
  readonly note: string
  readonly by: string
  readonly at: Date
}

export async function insertLeadContact(tx: Tx, made: NewLeadContact): Promise<void> {
  await tx
    .insertInto('lead_contacts')
    .values({
      dealer_id: made.dealerId,
      id: made.id,
      lead_id: made.leadId,
      channel: made.channel,
      result: made.result,
      automatic: made.automatic,
      note: made.note,
      made_by: made.by,
      made_at: made.at.toISOString(),
    })
    .execute()
}

/** A person was in touch: the clock of the first response stops at the first time.
 *  @returns undefined when the lead is closed */
export async function markContacted(
  tx: Tx,
  { dealerId, id }: { dealerId: string; id: string },
  by: string,
  at: Date,
): Promise<{ version: number; respondedAt: string } | undefined> {
  const { rows } = await sql<{ version: number; respondedAt: string }>`
    update leads set contacted_at = ${at.toISOString()}, version = version + 1,
           responded_by = case when responded_at is null then ${by}::uuid else responded_by end,
           responded_at = coalesce(responded_at, ${at.toISOString()})
     where dealer_id = ${dealerId} and id = ${id} and state = 'open'
    returning version, responded_at as "respondedAt"`.execute(tx)
  return rows[0]
}

/** The newest first. */
export async function findLeadContacts(tx: Tx, dealerId: string, leadId: string): Promise<LeadContact[]> {
  const { rows } = await sql<LeadContact>`
    select made.id, made.channel, made.result, made.automatic, made.note,
           jsonb_build_object('id', person.id, 'name', person.name) as by, made.made_at as "at"
      from lead_contacts made join staff person on person.id = made.made_by
     where made.dealer_id = ${dealerId} and made.lead_id = ${leadId}
     order by made.made_at desc, made.id desc limit 100`.execute(tx)
  return rows
}
