import { useState } from 'react'
import type { ImportCounts, PreviewRow } from '../../import/import.contract.ts'
import type { ImportDetail, ImportKindInfo } from '../../import/imports.contract.ts'
import { Segments } from '../kit/Segments.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { findingText } from './finding-text.ts'
import { importWords } from './imports.words.ts'

const outcomes = ['refused', 'new', 'updated', 'unchanged'] as const

interface PreviewRowsProps {
  detail: ImportDetail
  kind: ImportKindInfo
  rows: readonly PreviewRow[]
  counts: ImportCounts
}

/** The first rows of each outcome as they stand in the file; the cell that is wrong is marked. */
export function PreviewRows({ detail, kind, rows, counts }: PreviewRowsProps) {
  const t = useWords(importWords)
  const [chosen, choose] = useState<(typeof outcomes)[number]>()
  const outcome = chosen ?? outcomes.find(name => counts[name] > 0) ?? 'new'
  const shown = rows.filter(row => row.outcome === outcome)
  if (detail.rowsMasked) return <p className="quiet">{t('preview.masked')}</p>
  return (
    <section className="panel panel-section">
      <div className="panel-heading">
        <h2>{t('preview.rows')}</h2>
        <Segments
          label={t('preview.rows')}
          value={outcome}
          onChange={choose}
          options={outcomes.map(value => ({
            value,
            label: t(`outcome.${value}`),
            count: counts[value],
          }))}
        />
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{t('preview.noRows')}</p>
      ) : (
        <RowTable detail={detail} kind={kind} rows={shown} />
      )}
    </section>
  )
}

function RowTable({ detail, kind, rows }: Omit<PreviewRowsProps, 'counts'>) {
  const t = useWords(importWords)
  const language = useLanguage()
  const columns = detail.mapping.columns
  const said = rows.some(row => row.reasons.length + row.warnings.length > 0)
  const labelOf = (field: string) => kind.fields.find(({ name }) => name === field)?.label[language] ?? field
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard
    <section className="mapping-box" tabIndex={0} aria-label={t('preview.rows')}>
      <table className="mapping preview-rows">
        <thead>
          <tr>
            <th scope="col">{t('preview.row')}</th>
            {said && <th scope="col">{t('preview.why')}</th>}
            {columns.map(({ index, field }) => (
              <th key={index} scope="col">
                {labelOf(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.row}>
              <th scope="row" className="num">
                {row.row}
              </th>
              {said && (
                <td className="why">
                  {[...row.reasons, ...row.warnings].map(finding => (
                    <p
                      key={`${finding.code} ${finding.field ?? ''}`}
                      className={row.reasons.includes(finding) ? 'is-reason' : 'is-warning'}
                    >
                      {findingText(finding, kind, language)}
                    </p>
                  ))}
                </td>
              )}
              {columns.map(({ index, field }) => (
                <td key={index} className={faultOf(row, field)} title={row.cells[index]}>
                  {row.cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function faultOf({ reasons, warnings }: PreviewRow, field: string): string {
  if (reasons.some(reason => reason.field === field)) return 'is-refused'
  return warnings.some(warning => warning.field === field) ? 'is-warned' : ''
}
