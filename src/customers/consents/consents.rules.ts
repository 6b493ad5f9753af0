import type { ConsentDecision, ConsentPurpose, ConsentText } from './consents.contract.ts'

/** The wording in force on a day; undefined before the first.
 *  @param day a business date */
export function textInForce(
  texts: readonly ConsentText[],
  purpose: ConsentPurpose,
  day: string,
): ConsentText | undefined {
  return texts
    .filter(text => text.purpose === purpose && text.validFrom <= day)
    .reduce<ConsentText | undefined>(
      (newest, text) => (newest && newest.version > text.version ? newest : text),
      undefined,
    )
}

/** What is said no to stays undone until it is given again; who was never asked may still be answered. */
export function forbids(decision: ConsentDecision | undefined): boolean {
  return decision === 'refused' || decision === 'withdrawn'
}

/** Only what was given can be taken back: a withdrawal of anything else is a refusal that was mistyped. */
export function mayWithdraw(decision: ConsentDecision | undefined): boolean {
  return decision === 'given'
}
