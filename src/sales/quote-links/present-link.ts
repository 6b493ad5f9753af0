import { Letterhead } from '../../network/store-rules/store-rules.contract.ts'
import { presentCar, presentTrim } from '../sales/present-sale.ts'
import type { QuoteLink, SharedQuote } from './quote-links.contract.ts'
import type { QuoteLinkRow } from './quote-links.sql.ts'
import type { SharedQuoteRow } from './shared-quotes.sql.ts'

export function stateOf(link: QuoteLinkRow, now: Date): QuoteLink['state'] {
  if (link.revokedAt !== null) return 'revoked'
  return Date.parse(link.expiresAt) <= now.getTime() ? 'expired' : 'open'
}

export function presentLink(link: QuoteLinkRow, now: Date): QuoteLink {
  const { id, quoteId, quoteNumber, madeById, madeByName, madeAt, expiresAt, openedCount, lastOpenedAt } =
    link
  return {
    id,
    quoteId,
    quoteNumber,
    madeBy: { id: madeById, name: madeByName },
    madeAt,
    expiresAt,
    state: stateOf(link, now),
    openedCount,
    lastOpenedAt,
  }
}

/** Without costs, and without the VIN: a link may be passed on. */
export function presentShared(
  row: SharedQuoteRow,
  link: QuoteLinkRow,
  letterhead: Letterhead,
  today: string,
): SharedQuote {
  const { number, version, currency, listPriceMinor, discountMinor, tradeInMinor } = row
  const { lines, tax, taxSources, validUntil, sentAt } = row
  const car = presentCar(row)
  const { vin: _vin, ...seen } = car ?? { vin: null }
  return {
    store: { nameZh: row.storeNameZh, nameEn: row.storeNameEn },
    letterhead: Letterhead.parse(letterhead),
    consultant: row.consultant,
    number,
    version,
    state: standing(row, today),
    trim: presentTrim(row),
    car: car && (seen as SharedQuote['car']),
    currency,
    listPriceMinor,
    discountMinor,
    tradeInMinor,
    lines: lines.map(({ kind, label, amountMinor }) => ({ kind, label, amountMinor })),
    tax,
    taxSources: [...taxSources],
    validUntil,
    sentAt,
    expiresAt: link.expiresAt,
  }
}

function standing({ state, validUntil }: SharedQuoteRow, today: string): SharedQuote['state'] {
  if (state === 'accepted') return 'accepted'
  if (state === 'superseded') return 'replaced'
  return validUntil < today ? 'expired' : 'valid'
}
