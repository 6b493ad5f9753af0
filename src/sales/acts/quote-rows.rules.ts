import type { Json } from '../../platform/server/database/generated.ts'
import type { QuoteLine } from '../process/action.contract.ts'
import type { EventOf } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

/** A quote with its lines; the lines of a version that was sent stay as they are. */
export function quoteRows(
  event: EventOf<'quote-drafted' | 'quote-revised' | 'quote-sent'>,
  after: Sale,
  details: Details,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  if (event.action !== 'quote-sent') return draftRows(event, after, details, key, by, when)
  const set = { state: 'sent', sent_at: event.facts.sentAt, ...retaxed(event.facts) }
  return [{ update: 'quotes', set, where: { dealer_id: key.dealer_id, id: event.facts.quoteId } }]
}

/** Quotes that a later one superseded, or that a contract accepted. */
export function settledQuotes(before: Sale | null, after: Sale, key: Key): Write[] {
  const known = new Map(before?.quotes.map(quote => [quote.id, quote.state]))
  return after.quotes
    .filter(({ id, state }) => known.has(id) && known.get(id) !== state)
    .filter(({ state }) => state === 'superseded' || state === 'accepted')
    .map(({ id, state }) => ({ update: 'quotes', set: { state }, where: { dealer_id: key.dealer_id, id } }))
}

function draftRows(
  event: EventOf<'quote-drafted' | 'quote-revised'>,
  after: Sale,
  details: Details,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  const { facts } = event
  const terms = {
    trim_id: facts.trimId,
    episode_id: facts.episodeId,
    currency: facts.currency,
    list_price_minor: facts.listPriceMinor,
    discount_minor: facts.discountMinor,
    trade_in_minor: facts.tradeInMinor,
    total_minor: facts.totalMinor,
    purchase_tax: facts.tax as Json,
    valid_until: facts.validUntil,
  }
  const isNewVersion = details.quoteNumber !== undefined
  const quote: Write = isNewVersion
    ? {
        insert: 'quotes',
        row: {
          ...key,
          ...terms,
          id: facts.quoteId,
          number: details.quoteNumber ?? '',
          version: facts.version,
          state: after.quotes.find(each => each.id === facts.quoteId)?.state ?? 'draft',
          drafted_by: by,
          drafted_at: when,
        },
      }
    : { update: 'quotes', set: terms, where: { dealer_id: key.dealer_id, id: facts.quoteId } }
  const beyond: Write = {
    remove: 'quote_lines',
    where: { dealer_id: key.dealer_id, quote_id: facts.quoteId },
    from: facts.lines.length,
  }
  return [
    quote,
    ...(event.action === 'quote-revised' && !isNewVersion ? [beyond] : []),
    ...facts.lines.map((line, position) => quoteLine(line, position, facts.quoteId, key, details)),
  ]
}

/** The tax as it was computed again at sending. */
function retaxed({ tax, totalMinor }: EventOf<'quote-sent'>['facts']) {
  return tax && totalMinor !== null ? { purchase_tax: tax as Json, total_minor: totalMinor } : {}
}

function quoteLine(line: QuoteLine, position: number, quoteId: string, key: Key, details: Details): Write {
  return {
    insert: 'quote_lines',
    row: {
      dealer_id: key.dealer_id,
      quote_id: quoteId,
      position,
      kind: line.kind,
      label: details.lineLabels?.[position] ?? '',
      amount_minor: line.amountMinor,
      cost_minor: line.costMinor,
    },
    replaceOn: ['dealer_id', 'quote_id', 'position'],
  }
}
