import { date, money } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import { type NamedLine, type SheetRow, sheetRows } from './present-sheet.ts'
import type { SheetTerms } from './quote-sheet.rules.ts'
import type { QuoteTax } from './quote-tax.contract.ts'
import { quoteWords } from './quotes.words.ts'
import './quote-sheet.css'

interface SheetViewProps {
  terms: SheetTerms<NamedLine>
  currency: string
  /** the laws that the tax rests on */
  sources: readonly string[]
}

/** The sheet of one quote (落地价), group by group, as the customer may read it. */
export function SheetView({ terms, currency, sources }: SheetViewProps) {
  const t = useWords(quoteWords)
  return (
    <div className="sheet" aria-live="polite">
      <dl>
        {sheetRows(terms).map(row => (
          <div key={row.key} className={`sheet-row is-${row.what}`}>
            <dt>
              <RowName row={row} />
            </dt>
            <dd>
              <RowAmount row={row} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <TaxTrace tax={terms.tax} currency={currency} sources={sources} />
      <p className="sheet-note">{t('passedOnHint')}</p>
    </div>
  )
}

export function RowName({ row }: { row: SheetRow }) {
  const t = useWords(quoteWords)
  return (
    <>
      {rowName(row)}
      {row.what === 'line' && row.kind === 'purchase-tax' && <Mark tone="amber">{t('manual')}</Mark>}
    </>
  )
}

/** What a row of the sheet is called in the reader's language. */
export function rowName(row: SheetRow): string {
  if (row.what === 'group') return quoteWords(`group.${row.group}`)
  if (row.what === 'line') return row.label || salesWords(`quoteLine.${row.kind}`)
  return quoteWords(`row.${row.what}`)
}

export function RowAmount({ row, currency }: { row: SheetRow; currency: string }) {
  const t = useWords(quoteWords)
  if (row.amountMinor === null) return <Unknown />
  const isGift = row.what === 'line' && row.group === 'gifts' && row.amountMinor === 0
  return <span className="num">{isGift ? t('free') : money(row.amountMinor, currency)}</span>
}

/** How the purchase tax was come by, by which rates and which law, or why there is none. */
export function TaxTrace({
  tax,
  currency,
  sources,
  of,
}: {
  /** of which version, where several are shown */
  of?: string
  tax: QuoteTax | null
  currency: string
  sources: readonly string[]
}) {
  useWords(quoteWords)
  const text = taxText(tax, currency, sources)
  return text.length === 0 ? null : (
    <p className={`sheet-note ${tax?.state === 'unknown' ? 'is-unknown' : ''}`}>
      {of && `${of}: `}
      {text.join(' · ')}
    </p>
  )
}

/** The same as pieces of text, for a print sheet. */
export function taxText(tax: QuoteTax | null, currency: string, sources: readonly string[]): string[] {
  const t = quoteWords
  if (tax === null) return [t('tax.before')]
  if (tax.state === 'left-out') return [t('tax.leftOut')]
  if (tax.state === 'manual') return []
  if (tax.state === 'unknown') {
    const name = tax.tax ? t(`tax.${tax.tax}`) : ''
    return [t('tax.unknown', { reason: t(`tax.${tax.reason}`, { tax: name }) }), t('tax.cure')]
  }
  const { rate, vat, reductionMinor } = tax
  const show = (minor: number) => money(minor, currency)
  const base = t('tax.base', {
    base: show(tax.baseMinor),
    vat: String((10_000 + vat.rateBasisPoints) / 10_000),
    rate: `${rate.rateBasisPoints / 100}%`,
    full: show(tax.fullTaxMinor),
  })
  const reduction = show(reductionMinor)
  const max = rate.reductionMinorMax
  const reduced =
    max === null ? t('tax.reduced', { reduction }) : t('tax.reducedMax', { reduction, max: show(max) })
  const from = date(rate.validFrom)
  return [
    base,
    ...(reductionMinor > 0 ? [reduced] : []),
    t('tax.on', { date: date(tax.on) }),
    rate.validTo === null
      ? t('tax.validity', { from })
      : t('tax.validityTo', { from, to: date(rate.validTo) }),
    ...(sources.length > 0 ? [t('tax.source', { source: sources.join('；') })] : []),
  ]
}
