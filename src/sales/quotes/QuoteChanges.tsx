import { date, money } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord, nameWord } from '../sale-words.web.ts'
import type { QuotePaper } from '../sales/sale-papers.contract.ts'
import { type QuoteChange, quoteChanges } from './quote-changes.rules.ts'
import { quoteWords } from './quotes.words.ts'
import { RowName } from './SheetView.tsx'

const tones: Readonly<Record<QuoteChange['change'], Tone>> = {
  added: 'green',
  removed: 'red',
  changed: 'amber',
}

/** What the later of two versions says otherwise, line by line. */
export function QuoteChanges({ before, after }: { before: QuotePaper; after: QuotePaper }) {
  const t = useWords(quoteWords)
  const changes = quoteChanges(before, after)
  const terms = termChanges(before, after)
  return (
    <section className="panel quote-changes">
      <h2>{t('changes', { from: before.version, to: after.version })}</h2>
      {changes.length + terms.length === 0 && <p className="quiet">{t('changesNone')}</p>}
      <ul>
        {terms.map(text => (
          <li key={text}>
            <Mark tone={tones.changed}>{t('change.changed')}</Mark>
            <span>{text}</span>
          </li>
        ))}
        {changes.map(change => (
          <li key={`${change.change}:${change.row.key}`}>
            <Mark tone={tones[change.change]}>{t(`change.${change.change}`)}</Mark>
            <span>
              <RowName row={change.row} />
            </span>
            <span className="num">{amounts(change, after.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function amounts({ change, beforeMinor, afterMinor }: QuoteChange, currency: string): string {
  const show = (minor: number | null) => (minor === null ? '—' : money(minor, currency))
  if (change === 'added') return show(afterMinor)
  if (change === 'removed') return show(beforeMinor)
  return quoteWords('changedTo', { before: show(beforeMinor), after: show(afterMinor) })
}

function termChanges(before: QuotePaper, after: QuotePaper): string[] {
  const t = quoteWords
  const changes: string[] = []
  const subject = subjectOf(after)
  if (subject !== subjectOf(before)) changes.push(t('otherCar', { car: subject }))
  if (before.validUntil !== after.validUntil) {
    const days = { before: date(before.validUntil), after: date(after.validUntil) }
    changes.push(t('otherValidity', days))
  }
  return changes
}

function subjectOf({ car, trim }: QuotePaper): string {
  if (car) return `${carWord(car)} · ${car.stockNumber}`
  return trim ? nameWord(trim) : '—'
}
