import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { money } from '../../platform/web/kit/figures.ts'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { salesWords } from '../sale-words.web.ts'
import { listSaleQuotes } from '../sales/sale-papers.contract.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, saleTopics, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { QuoteEditor } from './QuoteEditor.tsx'
import { draftQuote, reviseQuote, sendQuote } from './quotes.contract.ts'
import { quoteWords } from './quotes.words.ts'
import { SheetView } from './SheetView.tsx'

export function DraftQuoteForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const act = useStepAct(draftQuote, page)
  return (
    <QuoteEditor
      page={page}
      submitLabel={t('quote.saveDraft')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    />
  )
}

export function ReviseQuoteForm({ page, of, run }: StepProps) {
  const t = useWords(stepWords)
  const act = useStepAct(reviseQuote, page)
  const { data } = useAnswer(listSaleQuotes, { params: { id: page.id } }, { topics: saleTopics(page.id) })
  const open = page.state.quotes.filter(({ state }) => state === 'draft' || state === 'sent')
  const quote = open.find(({ id }) => id === of) ?? open.at(-1)
  const paper = data?.items.find(({ id }) => id === quote?.id)
  if (!quote || !paper) return <Lines count={6} />
  return (
    <QuoteEditor
      key={quote.id}
      page={page}
      paper={paper}
      submitLabel={t(quote.state === 'sent' ? 'quote.newVersion' : 'quote.saveDraft')}
      submit={body =>
        run(version => act({ params: { id: page.id, quoteId: quote.id }, body, ifMatch: version }))
      }
    />
  )
}

export function SendQuoteForm({ page, of, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const q = useWords(quoteWords)
  const act = useStepAct(sendQuote, page)
  const { data } = useAnswer(listSaleQuotes, { params: { id: page.id } }, { topics: saleTopics(page.id) })
  const drafts = page.state.quotes.filter(({ state }) => state === 'draft')
  const [chosen, choose] = useState(of)
  const quote = drafts.find(({ id }) => id === chosen) ?? drafts.at(-1)
  const paper = data?.items.find(({ id }) => id === quote?.id)
  return (
    <Confirm
      label={w('action.send-quote')}
      disabled={!quote}
      submit={() =>
        run(version => act({ params: { id: page.id, quoteId: quote?.id ?? '' }, ifMatch: version }))
      }
    >
      {drafts.length > 1 && (
        <Chips
          label={t('quote.which')}
          value={quote?.id}
          onChange={choose}
          options={drafts.map(({ id, version, totalMinor, currency }) => ({
            value: id,
            label: `${w('sale.quoteVersion', { version })} · ${money(totalMinor, currency)}`,
          }))}
        />
      )}
      {paper && <SheetView terms={paper} currency={paper.currency} sources={paper.taxSources} />}
      <p className="step-hint">
        {t('quote.sendText')} {q('sentTax')}
      </p>
    </Confirm>
  )
}
