import { Link } from '@tanstack/react-router'
import { type ImportSummary, listImports } from '../../import/imports.contract.ts'
import { useAnswerPages } from '../answers/answers.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { FailedReading } from '../kit/FailedReading.tsx'
import { count } from '../kit/figures.ts'
import { Mark, type Tone } from '../kit/Mark.tsx'
import { Lines } from '../kit/Skeletons.tsx'
import { Dated } from '../kit/Values.tsx'
import { useDealer } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

const tones: Record<ImportSummary['state'], Tone> = {
  uploaded: 'amber',
  previewing: 'blue',
  previewed: 'amber',
  running: 'blue',
  done: 'green',
  cancelled: 'grey',
  failed: 'red',
}

export function ImportStateMark({ state }: { state: ImportSummary['state'] }) {
  const t = useWords(importWords)
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}

/** What was imported before, and what still waits to be confirmed. */
export function ImportHistory() {
  const t = useWords(importWords)
  const { dealer } = useDealer()
  const { first, items, more, error } = useAnswerPages(listImports, {
    query: { dealerId: dealer?.id, limit: 20 },
  })
  return (
    <section className="panel panel-section">
      <h2>{t('history')}</h2>
      <FailedReading failure={error} />
      {!first && !error && <Lines count={4} />}
      {first && items.length === 0 && <EmptyState icon="upload" why={t('noHistory')} />}
      <ul className="import-list">
        {items.map(item => (
          <ImportLine key={item.id} item={item} />
        ))}
      </ul>
      {more.has && (
        <button type="button" className="tool-button" disabled={more.loading} onClick={more.load}>
          {t('more')}
        </button>
      )}
    </section>
  )
}

function ImportLine({ item }: { item: ImportSummary }) {
  const t = useWords(importWords)
  const { id, fileName, kind, state, counts, rowsTotal, createdBy, createdAt } = item
  const outcomes = (['new', 'updated', 'unchanged', 'refused'] as const).filter(name => counts[name] > 0)
  return (
    <li>
      <Link to="/imports/$id" params={{ id }}>
        <span className="import-name clip">{fileName}</span>
        <span>{t(`kind.${kind}`)}</span>
        <ImportStateMark state={state} />
        <span className="quiet num">
          {outcomes.map(name => `${t(`outcome.${name}`)} ${count(counts[name])}`).join(' · ') ||
            (rowsTotal === null ? '' : t('findings.rows', { count: rowsTotal }))}
        </span>
        <span className="quiet">{createdBy.name}</span>
        <span className="quiet">
          <Dated at={createdAt} short />
        </span>
      </Link>
    </li>
  )
}
