import { getRouteApi } from '@tanstack/react-router'
import { businessDate } from '../../platform/business-date.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date, money } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type SheetRow, sheetRows } from '../quotes/present-sheet.ts'
import { quoteWords } from '../quotes/quotes.words.ts'
import { rowName, taxText } from '../quotes/SheetView.tsx'
import { carWord, trimWord } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { listSaleQuotes, type QuotePaper } from '../sales/sale-papers.contract.ts'
import { Paper, PaperFact, PaperFacts, Signatures } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import { NoPaper, Reading, SalePaper } from './SalePaper.tsx'

const routeApi = getRouteApi('/sheets/print/sales/$id/quote')

/** The quote on paper: the whole price, without anything that it costs the store. */
export function QuoteSheetPage() {
  const { id } = routeApi.useParams()
  const { of } = routeApi.useSearch()
  return (
    <SalePaper id={id} sheet="quote">
      {page => <Chosen page={page} of={of} />}
    </SalePaper>
  )
}

function Chosen({ page, of }: { page: SalePage; of: string | undefined }) {
  const t = useWords(paperWords)
  const { data, error } = useAnswer(listSaleQuotes, { params: { id: page.id } })
  if (!data) return <Reading failure={error} />
  const quote = of ? data.items.find(({ id }) => id === of) : data.items[0]
  return quote ? <QuoteSheet page={page} quote={quote} /> : <NoPaper why={t('quote.none')} />
}

export function QuoteSheet({ page, quote }: { page: SalePage; quote: QuotePaper }) {
  const t = useWords(paperWords)
  const { currency, tax, taxSources, trim, car } = quote
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  return (
    <Paper
      title={t('quote.title')}
      dealer={page.dealer}
      head={`${t('number', { number: quote.number })} · ${t('quote.version', { version: quote.version })}`}
    >
      <Standing quote={quote} today={today} />
      <PaperFacts>
        <PaperFact name={t('customer')}>{page.customer?.name}</PaperFact>
        <PaperFact name={t('consultant')}>{page.owner?.name ?? quote.draftedBy?.name}</PaperFact>
        <PaperFact name={t('vehicle.car')}>{trim ? trimWord(trim) : car ? carWord(car) : null}</PaperFact>
        <PaperFact name={t('quote.validUntil')}>{date(quote.validUntil)}</PaperFact>
        {car && <PaperFact name={t('vehicle.vin')}>{car.vin}</PaperFact>}
        {car && <PaperFact name={t('vehicle.stockNumber')}>{car.stockNumber}</PaperFact>}
      </PaperFacts>
      <h2>{quoteWords('row.total')}</h2>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col" className="is-amount">
              {t('amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheetRows(quote).map(row => (
            <tr key={row.key} className={rowClass(row)}>
              <td>{rowName(row)}</td>
              <td className="is-amount num">{rowAmount(row, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-small">{taxText(tax, currency, taxSources).join(' · ')}</p>
      <p className="paper-small">{quoteWords('passedOnHint')}</p>
      <p className="paper-small">{t('quote.notContract')}</p>
      <Signatures parties={[t('consultant'), t('quote.receiver')]} />
    </Paper>
  )
}

/** What a reader of the paper must know before they rely on it. */
function Standing({ quote, today }: { quote: QuotePaper; today: string }) {
  const t = useWords(paperWords)
  const { state, validUntil } = quote
  const why =
    state === 'draft' || state === 'superseded'
      ? state
      : state === 'sent' && validUntil < today
        ? 'expired'
        : null
  return why && <p className="paper-standing">{t(`quote.${why}`)}</p>
}

function rowClass({ what }: SheetRow): string {
  if (what === 'group') return 'is-group'
  if (what === 'total' || what === 'to-pay' || what === 'to-customer') return 'is-total'
  return what === 'passed-on' || what === 'trade-in' ? '' : 'is-inner'
}

function rowAmount(row: SheetRow, currency: string): string {
  if (row.amountMinor === null) return '—'
  const isGift = row.what === 'line' && row.group === 'gifts' && row.amountMinor === 0
  return isGift ? quoteWords('free') : money(row.amountMinor, currency)
}
