import { problem } from '../../platform/problem.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { invalid } from '../../platform/server/page.ts'
import type { ConsentChannel, ConsentPurpose, ConsentText, NewConsent } from './consents.contract.ts'
import { mayWithdraw, textInForce } from './consents.rules.ts'
import { findConsentTexts, findDecisions, insertConsents } from './consents.sql.ts'

interface Recording {
  readonly tx: Tx
  readonly dealerId: string
  readonly customerId: string
  readonly staffId: string
  readonly channel: ConsentChannel
  /** the store's business date */
  readonly today: string
  readonly now: Date
  readonly newId: () => string
}

/** Keeps what a customer decided, each with the wording that was shown.
 *  @param path of the list in the request, for a problem */
export async function keepConsents(
  recording: Recording,
  decisions: readonly NewConsent[],
  path: string,
): Promise<void> {
  if (decisions.length === 0) return
  requireOnce(decisions, path)
  const { tx, dealerId, customerId, staffId, channel, today, now, newId } = recording
  const texts = await findConsentTexts(tx)
  if (decisions.some(({ decision }) => decision === 'withdrawn'))
    requireGiven(await findDecisions(tx, dealerId, customerId), decisions)
  await insertConsents(
    tx,
    decisions.map((asked, index) => ({
      dealerId,
      id: newId(),
      customerId,
      purpose: asked.purpose,
      decision: asked.decision,
      textVersion: versionShown(texts, asked, today, `${path}.${index}.textVersion`),
      channel,
      recordedBy: staffId,
      now,
    })),
  )
}

function requireOnce(decisions: readonly NewConsent[], path: string): void {
  const purposes = decisions.map(({ purpose }) => purpose)
  const twice = purposes.findIndex((purpose, index) => purposes.indexOf(purpose) < index)
  if (twice >= 0) throw invalid(`${path}.${twice}.purpose`, 'twice')
}

function requireGiven(
  known: ReadonlyMap<ConsentPurpose, Parameters<typeof mayWithdraw>[0]>,
  decisions: readonly NewConsent[],
): void {
  const wrong = decisions.find(
    ({ purpose, decision }) => decision === 'withdrawn' && !mayWithdraw(known.get(purpose)),
  )
  if (wrong) throw problem('consent.not-given', { purpose: wrong.purpose })
}

/** A version that is not in force yet, or of no wording, was never shown to anybody. */
function versionShown(
  texts: readonly ConsentText[],
  { purpose, textVersion }: NewConsent,
  today: string,
  path: string,
): number {
  const shown =
    textVersion === undefined
      ? textInForce(texts, purpose, today)
      : texts.find(text => text.purpose === purpose && text.version === textVersion)
  if (!shown || shown.validFrom > today) throw invalid(path, 'unknown')
  return shown.version
}
