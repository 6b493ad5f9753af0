import type { Colleague } from '../../network/staff/colleagues.sql.ts'
import type { TimelineEntry } from './sale-page.contract.ts'
import type { NounText, TimelineRow } from './timeline.sql.ts'

export interface TimelineReading {
  readonly colleagues: ReadonlyMap<string, Colleague>
  readonly texts: readonly NounText[]
  /** free text may hold names */
  readonly seesNames: boolean
  readonly seesCost: boolean
}

export function presentEntry(row: TimelineRow, reading: TimelineReading): TimelineEntry {
  const { actorKind, actorId, facts, ...entry } = row
  const text = textOf(row, reading.texts)
  const shown = reading.seesCost ? facts : withoutCosts(facts)
  return {
    ...entry,
    actor: { kind: actorKind, id: actorId, name: (actorId && reading.colleagues.get(actorId)?.name) || null },
    facts: text?.code ? { ...shown, closedReason: text.code } : shown,
    note: reading.seesNames ? (text?.note ?? null) : null,
    number: text?.number ?? null,
  }
}

/** The noun whose row adds to an event: the key of its id among the facts; null where no row does. */
const nounKeys: Readonly<Record<TimelineEntry['action'], string | null>> = {
  'inquiry-opened': null, // its event does not name its row: there is one
  'sale-imported': null,
  'customer-linked': null,
  'follow-up-planned': null,
  'follow-up-completed': 'followUpId',
  'note-written': 'noteId',
  'contact-recorded': 'contactId',
  'showing-recorded': 'showingId',
  'test-drive-booked': null,
  'test-drive-rescheduled': null,
  'licence-checked': null,
  'agreement-signed': null,
  'test-drive-started': null,
  'test-drive-returned': 'testDriveId',
  'feedback-recorded': 'feedbackId',
  'test-drive-cancelled': 'testDriveId',
  'test-drive-missed': 'testDriveId',
  'quote-drafted': 'quoteId',
  'quote-revised': 'quoteId',
  'quote-sent': 'quoteId',
  'approval-requested': 'approvalId',
  'approval-given': 'approvalId',
  'approval-refused': 'approvalId',
  'counter-offer-made': 'approvalId',
  'counter-offer-accepted': null,
  'approval-withdrawn': null,
  'approval-lapsed': null,
  'refund-requested': 'refundId',
  'refund-approved': 'refundId',
  'refund-refused': 'refundId',
  'refund-lapsed': null,
  'refund-paid': 'paymentId',
  'car-reserved': null,
  'car-released': null,
  'reservation-expired': null,
  'contract-signed': 'contractId',
  'car-matched': null,
  'car-unmatched': null,
  'addendum-agreed': 'addendumId',
  'waitlist-joined': 'waitId',
  'waitlist-left': null,
  'car-offered': null,
  'payment-recorded': 'paymentId',
  'payment-reversed': 'reversalId',
  'item-marked': null,
  'item-unmarked': null,
  'delivery-booked': 'appointmentId',
  'delivery-rescheduled': null,
  'appointment-cancelled': null,
  'delivery-prepared': null,
  'car-inspected': 'checklistId',
  'checklist-signed': null,
  'reminder-completed': 'reminderId',
  delivered: null,
  'delivery-taken-back': 'deliveryId',
  'handed-over': null,
  'loss-proposed': 'lossId',
  'loss-confirmed': null,
  'loss-declined': 'lossId',
  'sale-cancelled': 'cancellationId',
  'owner-assigned': null,
  'process-moved': null,
}

/** What was said with them stands beside what was said with the request. */
const decisions: readonly TimelineEntry['action'][] = [
  'loss-declined',
  'approval-given',
  'approval-refused',
  'counter-offer-made',
  'refund-approved',
  'refund-refused',
]

function textOf({ action, facts }: TimelineRow, texts: readonly NounText[]): NounText | undefined {
  if (action === 'inquiry-opened') return texts.find(text => text.id === null)
  const key = nounKeys[action]
  const isDecision = decisions.includes(action)
  return key === null
    ? undefined
    : texts.find(text => text.id !== null && text.id === facts[key] && Boolean(text.decided) === isDecision)
}

/** Gifts and accessories as the customer sees them: what they cost the dealer stays out. */
function withoutCosts(facts: TimelineRow['facts']): TimelineRow['facts'] {
  const { lines } = facts
  if (!Array.isArray(lines)) return facts
  return { ...facts, lines: lines.map((line: object) => ({ ...line, costMinor: null })) }
}

/** People and cars that the facts of events name. */
export function namedIn(rows: readonly TimelineRow[]): { people: string[]; episodes: string[] } {
  const pick = (keys: readonly string[]) =>
    rows.flatMap(({ facts }) =>
      keys.map(key => facts[key]).filter((value): value is string => typeof value === 'string'),
    )
  return {
    people: [
      ...pick(['ownerId', 'previousOwnerId', 'escortId', 'adviserId', 'delivererId', 'onBehalfOf']),
      ...rows.flatMap(row => (row.actorId ? [row.actorId] : [])),
    ],
    episodes: pick(['episodeId', 'replacedEpisodeId']),
  }
}
