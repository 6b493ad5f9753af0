import type { FindingCount } from '../../import/import.contract.ts'
import type { ImportKindInfo } from '../../import/imports.contract.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { findingText } from './finding-text.ts'
import { importWords } from './imports.words.ts'

const rowsNamed = 6

/** Every reason with how many rows have it and the first of them. */
export function Findings({ findings, kind }: { findings: readonly FindingCount[]; kind: ImportKindInfo }) {
  const t = useWords(importWords)
  if (findings.length === 0) return null
  return (
    <section className="panel panel-section">
      {(['refusal', 'warning'] as const).map(severity => (
        <FindingList
          key={severity}
          title={t(severity === 'refusal' ? 'findings.refusals' : 'findings.warnings')}
          findings={findings.filter(finding => finding.severity === severity)}
          kind={kind}
        />
      ))}
    </section>
  )
}

interface FindingListProps {
  title: string
  findings: readonly FindingCount[]
  kind: ImportKindInfo
}

function FindingList({ title, findings, kind }: FindingListProps) {
  const t = useWords(importWords)
  const language = useLanguage()
  if (findings.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul className="findings">
        {findings.map(finding => (
          <li key={`${finding.code} ${finding.field ?? ''}`}>
            <span>{findingText(finding, kind, language)}</span>
            <strong className="num">{t('findings.rows', { count: finding.count })}</strong>
            <span className="quiet num">
              {t('findings.at', {
                rows: finding.rows.slice(0, rowsNamed).join(', ') + (finding.count > rowsNamed ? ' …' : ''),
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
