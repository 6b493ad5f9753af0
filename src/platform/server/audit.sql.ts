import type { Tx } from './database/connect.ts'

/** One line of who did, saw or exported what. `facts` hold ids, codes and numbers; personal values never. */
export interface AuditLine {
  readonly dealerId: string
  readonly id: string
  readonly at: Date
  readonly staffId: string | null
  readonly apiKeyId?: string | null
  readonly verb: string
  readonly noun: string
  readonly subjectId?: string | null
  readonly requestId?: string | null
  readonly facts?: Record<string, unknown>
}

export async function insertAudit(tx: Tx, line: AuditLine): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      dealer_id: line.dealerId,
      recorded_at: line.at.toISOString(),
      id: line.id,
      staff_id: line.staffId,
      api_key_id: line.apiKeyId ?? null,
      verb: line.verb,
      noun: line.noun,
      subject_id: line.subjectId ?? null,
      request_id: line.requestId ?? null,
      facts: JSON.stringify(line.facts ?? {}),
    })
    .execute()
}
