import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { forbids } from './consents.rules.ts'
import { findDecisions } from './consents.sql.ts'

/** Before anybody calls or writes to a customer. Other ways of meeting need no consent.
 *  @throws Problem consent.missing when the customer refused this, or took the consent back */
export async function requireConsent(
  tx: Tx,
  subject: { dealerId: string; customerId: string | null },
  channel: string,
): Promise<void> {
  if (subject.customerId === null || (channel !== 'call' && channel !== 'message')) return
  const decision = (await findDecisions(tx, subject.dealerId, subject.customerId)).get(channel)
  if (forbids(decision)) throw problem('consent.missing', { purpose: channel, decision })
}
