import { Link } from '@tanstack/react-router'
import { businessDate } from '../../platform/business-date.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Money } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { PrintLink } from '../print/PrintLink.tsx'
import type { Quote } from '../process/sale.contract.ts'
import { ShareButton } from '../quote-links/ShareButton.tsx'
import { salesWords } from '../sale-words.web.ts'
import { PaperActions } from '../sales/SalePapers.tsx'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { listSaleQuotes, type QuotePaper } from '../sales/sale-papers.contract.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { saleTopics } from '../steps/step.web.ts'
import type { StepKind } from '../steps/step-kind.ts'
import { DaysLeft } from './DaysLeft.tsx'
import { quoteWords } from './quotes.words.ts'
import { RenewQuote } from './RenewQuote.tsx'

const quoteTones: Readonly<Record<Quote['state'], Tone>> = {
  draft: 'grey',
  sent: 'blue',
  superseded: 'grey',
  accepted: 'green',
}

/** The quotes of a sale beside it: what each comes to, how long it holds, and what can be done with it. */
export function SaleQuotesPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(salesWords)
  const q = useWords(quoteWords)
  const { data } = useAnswer(listSaleQuotes, { params: { id: page.id } }, { topics: saleTopics(page.id) })
  if (!data && page.state.quotes.length > 0) return <Lines count={3} />
  const items = data?.items ?? []
  return (
    <section className="panel side-panel">
      <h2>
        {t('sale.quotes')}
        {items.length > 0 && (
          <Link to="/sales/$id/quotes" params={{ id: page.id }} className="quotes-link">
            {q('compare')}
          </Link>
        )}
      </h2>
      {items.length === 0 && <p className="quiet">{t('sale.quotesEmpty')}</p>}
      <ul className="papers">
        {items.map(quote => (
          <QuoteEntry key={quote.id} page={page} quote={quote} steps={steps} />
        ))}
      </ul>
    </section>
  )
}

function QuoteEntry({ page, quote, steps }: { page: SalePage; quote: QuotePaper; steps: Steps }) {
  const t = useWords(salesWords)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const { open, expired } = standing(quote, today)
  const kinds: StepKind[] = quote.state === 'draft' ? ['send-quote', 'revise-quote'] : ['revise-quote']
  return (
    <li className={quote.state === 'superseded' ? 'is-old' : undefined}>
      <span className="paper-top">
        <strong>
          <Money minor={quote.totalMinor} currency={quote.currency} />
        </strong>
        <QuoteState quote={quote} today={today} />
      </span>
      <small>
        {t('sale.quoteVersion', { version: quote.version })} · {quote.number} ·{' '}
        {open && (
          <>
            {t('sale.validUntil', { date: date(quote.validUntil) })} ·{' '}
            <DaysLeft validUntil={quote.validUntil} today={today} /> ·{' '}
          </>
        )}
        <PrintLink saleId={page.id} sheet="quote" of={quote.id} name={quote.number} />
      </small>
      {quote.lines.length > 0 && (
        <small>{quote.lines.map(line => line.label || t(`quoteLine.${line.kind}`)).join(' · ')}</small>
      )}
      {open && (
        <span className="paper-actions">
          <PaperActions page={page} steps={steps} of={quote.id} kinds={kinds} />
          <ShareButton saleId={page.id} quote={quote} />
        </span>
      )}
      {expired && (
        <span className="paper-actions">
          <RenewQuote page={page} quoteId={quote.id} />
        </span>
      )}
    </li>
  )
}

/** Draft, sent … or, where it has run out, that. */
export function QuoteState({ quote, today }: { quote: QuotePaper; today: string }) {
  const t = useWords(salesWords)
  const { expired } = standing(quote, today)
  return (
    <Mark tone={expired ? 'red' : quoteTones[quote.state]}>
      {expired ? t('sale.expired') : t(`quoteState.${quote.state}`)}
    </Mark>
  )
}

export function standing({ state, validUntil }: QuotePaper, today: string) {
  const open = state === 'draft' || state === 'sent'
  return { open, expired: open && validUntil < today }
}
