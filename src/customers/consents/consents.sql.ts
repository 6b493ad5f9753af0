import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Consent, ConsentDecision, ConsentPurpose, ConsentText } from './consents.contract.ts'

/** Every wording there was, the newest of each purpose first. */
export async function findConsentTexts(tx: Tx): Promise<ConsentText[]> {
  return tx
    .selectFrom('consent_texts')
    .select(['purpose', 'version', 'valid_from as validFrom', 'text_zh as zh', 'text_en as en'])
    .$narrowType<{ purpose: ConsentPurpose }>()
    .orderBy('purpose')
    .orderBy('version', 'desc')
    .limit(1000)
    .execute()
}

/** The newest decision of each purpose that the customer was ever asked for. */
export async function findDecisions(
  tx: Tx,
  dealerId: string,
  customerId: string,
): Promise<Map<ConsentPurpose, ConsentDecision>> {
  const { rows } = await sql<{ purpose: ConsentPurpose; decision: ConsentDecision }>`
    select distinct on (purpose) purpose, decision from consents
     where dealer_id = ${dealerId} and customer_id = ${customerId}
     order by purpose, id desc`.execute(tx)
  return new Map(rows.map(({ purpose, decision }) => [purpose, decision]))
}

export interface ConsentRow extends Omit<Consent, 'recordedBy'> {
  readonly recordedBy: string | null
}

export async function findConsents(tx: Tx, dealerId: string, customerId: string): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select id, purpose, decision, text_version as "textVersion", channel, decided_at as "decidedAt",
           recorded_by as "recordedBy"
      from consents where dealer_id = ${dealerId} and customer_id = ${customerId}
     order by id desc limit 200`.execute(tx)
  return rows
}

export interface ConsentInsert extends Omit<Consent, 'recordedBy' | 'decidedAt'> {
  readonly dealerId: string
  readonly customerId: string
  readonly recordedBy: string
  readonly now: Date
}

export async function insertConsents(tx: Tx, consents: readonly ConsentInsert[]): Promise<void> {
  if (consents.length === 0) return
  await tx
    .insertInto('consents')
    .values(
      consents.map(consent => ({
        dealer_id: consent.dealerId,
        id: consent.id,
        customer_id: consent.customerId,
        purpose: consent.purpose,
        decision: consent.decision,
        text_version: consent.textVersion,
        channel: consent.channel,
        recorded_by: consent.recordedBy,
        decided_at: consent.now.toISOString(),
      })),
    )
    .execute()
}
