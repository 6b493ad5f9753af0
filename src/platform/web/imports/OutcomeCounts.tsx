import type { ImportCounts } from '../../import/import.contract.ts'
import { count } from '../kit/figures.ts'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

const outcomes = ['new', 'updated', 'unchanged', 'refused', 'warnings'] as const

/** How many rows come to what. */
export function OutcomeCounts({ counts }: { counts: ImportCounts }) {
  const t = useWords(importWords)
  return (
    <dl className="outcomes">
      {outcomes.map(name => (
        <div key={name} className={counts[name] > 0 ? `outcome-${name}` : ''}>
          <dt>{t(`outcome.${name}`)}</dt>
          <dd className="num">{count(counts[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
