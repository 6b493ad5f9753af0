import { getRouteApi, Link } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { date, money, percent } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { NotFoundPage, PendingPage } from '../../platform/web/shell/Failure.tsx'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { Quote } from '../process/sale.contract.ts'
import { carWord, nameWord } from '../sale-words.web.ts'
import { readSale, type SalePage } from '../sales/sale-page.contract.ts'
import { listSaleQuotes, type QuotePaper } from '../sales/sale-papers.contract.ts'
import { saleTopics } from '../steps/step.web.ts'
import { DaysLeft } from './DaysLeft.tsx'
import { type SheetRow, sheetRows } from './present-sheet.ts'
import { QuoteChanges } from './QuoteChanges.tsx'
import { QuoteState, standing } from './QuotesPanel.tsx'
import { quoteWords } from './quotes.words.ts'
import { RenewQuote } from './RenewQuote.tsx'
import { RowAmount, RowName, TaxTrace } from './SheetView.tsx'
import '../inputs/chips.css'
import './quote-sheet.css'

const routeApi = getRouteApi('/shell/sales/$id/quotes')
/** More do not stand side by side, on a desk or on a phone. */
const atOnce = 3

/** Up to three quotes of a sale side by side, and what changed from one to the next. */
export function QuotesPage() {
  const { id } = routeApi.useParams()
  const t = useWords(quoteWords)
  const sale = useAnswer(readSale, { params: { id } })
  const quotes = useAnswer(listSaleQuotes, { params: { id } }, { topics: saleTopics(id) })
  const error = sale.error ?? quotes.error
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  if (!sale.data && !error) return <PendingPage />
  return (
    <Page
      title={t('title')}
      mark={sale.data && <span className="num">{sale.data.number}</span>}
      above={
        <Link to="/sales/$id" params={{ id }} className="back">
          <Icon name="left" />
          {sale.data?.customer?.name ?? t('back')}
        </Link>
      }
    >
      <FailedReading failure={error} />
      {!quotes.data && !error && <RowsSkeleton rows={6} />}
      {quotes.data?.items.length === 0 && <EmptyState icon="list" why={t('none')} />}
      {sale.data && quotes.data && quotes.data.items.length > 0 && (
        <Compared page={sale.data} items={quotes.data.items} />
      )}
    </Page>
  )
}

function Compared({ page, items }: { page: SalePage; items: readonly QuotePaper[] }) {
  const search = routeApi.useSearch()
  const asked = items.filter(({ id }) => search.show?.includes(id))
  const shown = (asked.length > 0 ? asked : items.slice(0, atOnce))
    .slice(0, atOnce)
    .toSorted((one, other) => one.version - other.version)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  return (
    <div className="quotes-page">
      <Choice items={items} shown={shown} />
      <SideBySide page={page} shown={shown} today={today} />
      {shown.slice(1).map((paper, index) => (
        <QuoteChanges key={paper.id} before={shown[index] ?? paper} after={paper} />
      ))}
    </div>
  )
}

function Choice({ items, shown }: { items: readonly QuotePaper[]; shown: readonly QuotePaper[] }) {
  const t = useWords(quoteWords)
  const patch = usePatchSearch<ReturnType<typeof routeApi.useSearch>>()
  if (items.length < 2) return null
  const chosen = shown.map(({ id }) => id)
  const toggle = (id: string) =>
    patch({ show: chosen.includes(id) ? chosen.filter(each => each !== id) : [...chosen, id] })
  return (
    <fieldset className="chips quote-choice">
      <legend>{t('choose')}</legend>
      {items.map(({ id, version, totalMinor, currency }) => {
        const isChosen = chosen.includes(id)
        const isLast = isChosen && chosen.length === 1
        return (
          <label key={id} className={isChosen ? 'chip is-chosen' : 'chip'}>
            <input
              type="checkbox"
              className="sr"
              checked={isChosen}
              disabled={isLast || (!isChosen && chosen.length >= atOnce)}
              onChange={() => toggle(id)}
            />
            {t('version', { version })}
            <small>{money(totalMinor, currency)}</small>
          </label>
        )
      })}
    </fieldset>
  )
}

interface SideBySideProps {
  page: SalePage
  shown: readonly QuotePaper[]
  today: string
}

function SideBySide({ page, shown, today }: SideBySideProps) {
  const t = useWords(quoteWords)
  const sheets = shown.map(paper => new Map(sheetRows(paper).map(row => [row.key, row])))
  return (
    <section className="panel quote-table" style={{ '--quotes': shown.length } as CSSProperties}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t('car')}</span>
            </th>
            {shown.map(paper => (
              <th key={paper.id} scope="col">
                <Head page={page} paper={paper} today={today} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Fact name={t('car')} cells={shown.map(paper => ({ key: paper.id, value: subjectOf(paper) }))} />
          {rowsOf(shown).map(row => {
            const found = sheets.map(sheet => sheet.get(row.key))
            const differs = new Set(found.map(each => each?.amountMinor ?? null)).size > 1
            return (
              <tr key={row.key} className={`is-${row.what} ${differs ? 'is-other' : ''}`}>
                <th scope="row">
                  <RowName row={row} />
                </th>
                {shown.map((paper, index) => {
                  const own = found[index]
                  return (
                    <td key={paper.id}>{own ? <RowAmount row={own} currency={paper.currency} /> : '–'}</td>
                  )
                })}
              </tr>
            )
          })}
          <Fact
            name={t('revenue')}
            cells={shown.map(paper => ({ key: paper.id, value: ofState(page, paper, revenueText) }))}
          />
          <Fact
            name={t('concession')}
            cells={shown.map(paper => ({ key: paper.id, value: ofState(page, paper, concessionText) }))}
          />
        </tbody>
      </table>
      {shown.map(({ id, version, tax, currency, taxSources }) => (
        <TaxTrace
          key={id}
          of={shown.length > 1 ? t('version', { version }) : undefined}
          tax={tax}
          currency={currency}
          sources={taxSources}
        />
      ))}
    </section>
  )
}

function Fact({ name, cells }: { name: string; cells: readonly { key: string; value: ReactNode }[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map(({ key, value }) => (
        <td key={key}>{value}</td>
      ))}
    </tr>
  )
}

function Head({ page, paper, today }: { page: SalePage; paper: QuotePaper; today: string }) {
  const t = useWords(quoteWords)
  const { open, expired } = standing(paper, today)
  return (
    <span className="quote-head">
      <strong>{t('version', { version: paper.version })}</strong>
      <QuoteState quote={paper} today={today} />
      <span className="num">{paper.number}</span>
      <span>
        {t('validUntil')} {date(paper.validUntil)}
      </span>
      {open && <DaysLeft validUntil={paper.validUntil} today={today} />}
      {expired && <RenewQuote page={page} quoteId={paper.id} />}
    </span>
  )
}

/** What the fold says of a quote: costs are in it as their sum, which everyone who sells it may know. */
function ofState(page: SalePage, { id }: QuotePaper, text: (quote: Quote) => string): string {
  const quote = page.state.quotes.find(each => each.id === id)
  return quote ? text(quote) : '–'
}

function revenueText({ totalMinor, passedOnMinor, currency }: Quote): string {
  return money(totalMinor - passedOnMinor, currency)
}

function concessionText({ concessionMinor, listPriceMinor, currency }: Quote): string {
  const share = listPriceMinor > 0 ? ` · ${percent(concessionMinor / listPriceMinor, 1)}` : ''
  return money(concessionMinor, currency) + share
}

/** The rows of all sheets, each once, in the order of the first sheet that has them. */
function rowsOf(shown: readonly QuotePaper[]): SheetRow[] {
  const merged: SheetRow[] = []
  for (const paper of shown) {
    let at = 0
    for (const row of sheetRows(paper)) {
      const known = merged.findIndex(each => each.key === row.key)
      if (known >= 0) at = known + 1
      else merged.splice(at++, 0, row)
    }
  }
  return merged
}

function subjectOf({ car, trim }: QuotePaper): string {
  if (car) return `${carWord(car)} · ${car.stockNumber}`
  return trim ? nameWord(trim) : '–'
}
