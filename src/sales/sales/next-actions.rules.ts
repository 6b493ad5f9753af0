import type { ActionKind, Actor } from '../process/action.contract.ts'
import { possibleActions } from '../process/possible.rules.ts'
import type { Moment, ProcessDefinition } from '../process/process.contract.ts'
import type { Sale, StageCode } from '../process/sale.contract.ts'

/** What usually comes next at a stage, the likeliest first. */
const usual: Readonly<Record<StageCode, readonly ActionKind[]>> = {
  inquiry: ['confirm-loss', 'complete-follow-up', 'record-showing', 'book-test-drive', 'draft-quote'],
  showing: [
    'confirm-loss',
    'start-test-drive',
    'check-licence',
    'book-test-drive',
    'draft-quote',
    'complete-follow-up',
  ],
  'test-drive': [
    'confirm-loss',
    'return-test-drive',
    'record-feedback',
    'draft-quote',
    'complete-follow-up',
    'sign-contract',
  ],
  negotiation: [
    'confirm-loss',
    'accept-counter-offer',
    'give-approval',
    'request-approval',
    'send-quote',
    'sign-contract',
    'complete-follow-up',
    'reserve-car',
    'revise-quote',
  ],
  contract: [
    'approve-refund',
    'pay-refund',
    'match-car',
    'record-payment',
    'book-delivery',
    'mark-item',
    'deliver',
    'complete-follow-up',
  ],
  delivery: [
    'approve-refund',
    'pay-refund',
    'deliver',
    'hand-over',
    'sign-checklist',
    'book-delivery',
    'record-payment',
    'mark-item',
    'inspect-car',
    'complete-follow-up',
  ],
  'after-sales': ['approve-refund', 'pay-refund', 'complete-reminder'],
  lost: [],
  cancelled: ['approve-refund', 'pay-refund', 'request-refund'],
}

/** The next actions a person may take on a sale, at most `most`. */
export function nextActions(
  process: ProcessDefinition,
  sale: Sale,
  actor: Actor,
  now: Moment,
  most = 3,
): ActionKind[] {
  if (usual[sale.stage].length === 0) return []
  const possible = new Set(
    possibleActions(process, sale, actor, now)
      .filter(each => each.possible)
      .map(each => each.kind),
  )
  return usual[sale.stage]
    .filter(kind => possible.has(kind))
    .filter(kind => kind !== 'sign-contract' || !isUnderDiscussion(sale))
    .slice(0, most)
}

/** The newest offer has not gone out yet: nobody signs past it. */
function isUnderDiscussion({ quotes }: Sale): boolean {
  return quotes.findLast(({ state }) => state === 'draft' || state === 'sent')?.state === 'draft'
}

/** Longer in its stage than the process allows.
 *  @param now ISO instant */
export function isStuck(process: ProcessDefinition, sale: Sale, now: string): boolean {
  const limit = process.slaHours.find(each => each.stage === sale.stage)
  if (!limit || sale.stageSince === null) return false
  return Date.parse(now) - Date.parse(sale.stageSince) > limit.hours * 3_600_000
}
