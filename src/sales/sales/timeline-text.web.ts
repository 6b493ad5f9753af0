import { date, dateTime, dateTimeShort, money, percent, time } from '../../platform/web/kit/figures.ts'
import { approvalWords } from '../approvals/approvals.words.ts'
import { addendumWord } from '../contracts/contract.words.ts'
import { type HandOverList, handOverCode } from '../deliveries/hand-over.words.ts'
import { checkPoints } from '../process/hand-over.contract.ts'
import { type CodeList, carWord, codeWord, salesWords as t } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'
import type { SalePage, TimelineEntry } from './sale-page.contract.ts'

/** Names that the facts of events refer to. */
export interface Named {
  people: SalePage['people']
  cars: SalePage['cars']
  timeZone: string
  currency: string
}

/** What an event says beyond its name, in short pieces. */
export function timelineText(entry: TimelineEntry, named: Named): string[] {
  const pieces = piecesOf(entry, reading(entry, named))
  return [...pieces, entry.number].filter((piece): piece is string => Boolean(piece))
}

type Reading = ReturnType<typeof reading>

function piecesOf({ action, channel }: TimelineEntry, fact: Reading): (string | null)[] {
  switch (action) {
    case 'inquiry-opened':
      return [fact.code('source', 'source'), channel && t(`channel.${channel}`), fact.level()]
    case 'sale-imported':
      return [fact.code('source', 'source'), fact.code('lossReason', 'reason')]
    case 'follow-up-planned':
      return [fact.day('dueOn'), fact.level()]
    case 'follow-up-completed':
      return [fact.code('followUpResult', 'result'), channel && t(`channel.${channel}`), fact.level()]
    case 'contact-recorded':
      return [
        channel && t(`channel.${channel}`),
        fact.word('contactDirection', 'direction'),
        fact.word('contactResult', 'result'),
        fact.level(),
      ]
    case 'showing-recorded':
      return [fact.word('visit', 'visit')]
    case 'test-drive-booked':
    case 'test-drive-rescheduled':
      return [fact.slot(), fact.car('episodeId'), fact.person('escortId')]
    case 'licence-checked':
      return [fact.text('licenceClass'), fact.day('validUntil')]
    case 'agreement-signed':
      return [t(fact.text('signatureId') ? 'testDriveAgreement.signed' : 'testDriveAgreement.paper')]
    case 'feedback-recorded':
      return [fact.word('feedbackNext', 'next')]
    case 'test-drive-started':
      return [fact.km('mileageOutKm')]
    case 'test-drive-returned':
      return [fact.km('mileageInKm')]
    case 'test-drive-cancelled':
    case 'test-drive-missed':
      return [fact.code('testDriveCancellation', 'closedReason')]
    case 'quote-drafted':
    case 'quote-revised':
      return [fact.version(), fact.amount('totalMinor')]
    case 'quote-sent':
      return [fact.version()]
    case 'approval-requested':
      return [
        fact.of('reason', code => approvalWords(`reason.${code as 'other'}`)),
        fact.amount('concessionMinor'),
        fact.share('concessionMinor', 'listPriceMinor'),
      ]
    case 'approval-given':
      return [fact.behalf()]
    case 'approval-refused':
      return [decisionText(fact), fact.behalf()]
    case 'counter-offer-made':
      return [fact.amount('offerMinor'), fact.behalf()]
    case 'counter-offer-accepted':
      return [fact.amount('concessionMinor')]
    case 'refund-requested':
      return [
        fact.of('purpose', code => approvalWords(`purpose.${code as 'deposit'}`)),
        fact.amount('amountMinor'),
        fact.of('reason', code => approvalWords(`refundReason.${code as 'other'}`)),
      ]
    case 'refund-refused':
      return [decisionText(fact)]
    case 'refund-paid':
      return [fact.amount('amountMinor'), fact.code('paymentMethod', 'method')]
    case 'car-reserved':
      return [fact.car('episodeId'), fact.until()]
    case 'car-released':
    case 'reservation-expired':
    case 'car-unmatched':
    case 'waitlist-joined':
    case 'car-offered':
    case 'delivered':
      return [fact.car('episodeId')]
    case 'car-matched':
      return [[fact.car('replacedEpisodeId'), fact.car('episodeId')].filter(Boolean).join(' → ')]
    case 'addendum-agreed':
      return [
        fact.amount('priceMinor'),
        fact.day('deliveryOn'),
        addendumWord(fact.text('reason')),
        `#${fact.number('ordinal')}`,
      ]
    case 'contract-signed':
      return [fact.amount('priceMinor'), fact.deposit(), fact.car('episodeId')]
    case 'payment-recorded':
      return [
        fact.word('paymentPurpose', 'purpose'),
        fact.amount('amountMinor'),
        fact.code('paymentMethod', 'method'),
      ]
    case 'item-marked':
    case 'item-unmarked':
      return [fact.word('item', 'item')]
    case 'delivery-booked':
    case 'delivery-rescheduled':
      return [fact.hour(), fact.person('delivererId')]
    case 'appointment-cancelled':
      return [fact.handOver('appointmentReason', 'reason')]
    case 'delivery-prepared':
      return [fact.handOver('preparation', 'item'), fact.handOver('preparationState', 'state')]
    case 'car-inspected':
      return [fact.points()]
    case 'checklist-signed':
      return [t(fact.text('signatureId') ? 'testDriveAgreement.signed' : 'testDriveAgreement.paper')]
    case 'reminder-completed':
      return [fact.handOver('reminderResult', 'result')]
    case 'delivery-taken-back':
      return [fact.handOver('takeBackReason', 'reason'), fact.car('episodeId')]
    case 'handed-over':
      return [fact.person('adviserId'), fact.warranty()]
    case 'loss-proposed':
    case 'loss-confirmed':
      return [fact.code('lossReason', 'reason')]
    case 'sale-cancelled':
      return [
        fact.code('cancellationReason', 'reason'),
        fact.word('defaultingParty', 'defaultingParty'),
        fact.word('disposition', 'disposition'),
      ]
    case 'owner-assigned':
      return [[fact.person('previousOwnerId'), fact.person('ownerId')].filter(Boolean).join(' → ')]
    case 'process-moved':
      return [fact.number('version')]
    case 'note-written':
    case 'customer-linked':
    case 'approval-withdrawn':
    case 'approval-lapsed':
    case 'refund-approved':
    case 'refund-lapsed':
    case 'payment-reversed':
    case 'loss-declined':
    case 'waitlist-left':
      return []
    default:
      action satisfies never // and from a server newer than this page:
      return []
  }
}

function decisionText(fact: Reading): string | null {
  return fact.of('reason', code => approvalWords(`decision.${code as 'other'}`))
}

type WordList =
  | 'visit'
  | 'feedbackNext'
  | 'contactDirection'
  | 'contactResult'
  | 'paymentPurpose'
  | 'item'
  | 'defaultingParty'
  | 'disposition'
  | 'depositType'

function reading({ facts }: TimelineEntry, { people, cars, timeZone, currency }: Named) {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : null)
  const figure = (name: string) => (typeof facts[name] === 'number' ? facts[name] : null)
  const inCurrency = (minor: number) => money(minor, text('currency') ?? currency)
  const word = (list: WordList, name: string) => {
    const code = text(name)
    return code !== null && code in salesZh[list] ? t(`${list}.${code}` as Parameters<typeof t>[0]) : code
  }
  return {
    word,
    text,
    code: (list: CodeList, name: string) => {
      const code = text(name)
      return code === null ? null : codeWord(list, code)
    },
    level: () => (text('intentLevel') ? `${t('sale.level')} ${text('intentLevel')}` : null),
    day: (name: string) => (text(name) ? date(text(name) ?? '') : null),
    number: (name: string) => (figure(name) === null ? null : String(figure(name))),
    km: (name: string) => (figure(name) === null ? null : t('sale.km', { km: figure(name) ?? 0 })),
    amount: (name: string) => (figure(name) === null ? null : inCurrency(figure(name) ?? 0)),
    of: (name: string, worded: (code: string) => string) => {
      const code = text(name)
      return code === null ? null : worded(code)
    },
    share: (part: string, whole: string) => {
      const [one, all] = [figure(part), figure(whole)]
      return one !== null && all ? percent(one / all) : null
    },
    behalf: () => {
      const name = people.find(({ id }) => id === facts.onBehalfOf)?.name
      return name ? approvalWords('behalf', { name }) : null
    },
    version: () => t('sale.quoteVersion', { version: figure('version') ?? 1 }),
    person: (name: string) => people.find(({ id }) => id === facts[name])?.name ?? null,
    car: (name: string) => {
      const car = cars.find(({ episodeId }) => episodeId === facts[name])
      return car ? `${carWord(car)} ${car.stockNumber}` : null
    },
    slot: () => {
      const [from, to] = [text('startsAt'), text('endsAt')]
      return from && to ? `${dateTimeShort(from, new Date(), timeZone)}–${time(to, timeZone)}` : null
    },
    hour: () => {
      const at = text('startsAt')
      return at ? dateTimeShort(at, new Date(), timeZone) : null
    },
    handOver: (list: HandOverList, name: string) => handOverCode(list, text(name)),
    points: () => {
      const { entries } = facts
      return Array.isArray(entries) ? `${entries.length}/${checkPoints.length}` : null
    },
    until: () => {
      const at = text('expiresAt')
      return at ? t('sale.reservedUntil', { time: dateTime(at, timeZone) }) : null
    },
    deposit: () => {
      const minor = figure('depositMinor')
      return minor ? `${word('depositType', 'depositType')} ${inCurrency(minor)}` : null
    },
    warranty: () => {
      const to = text('warrantyTo')
      return to ? t('sale.warranty', { date: date(to), km: figure('warrantyKm') ?? 0 }) : null
    },
  }
}
