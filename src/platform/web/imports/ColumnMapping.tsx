import Button from 'antd/es/button'
import type { ImportMapping } from '../../import/import.contract.ts'
import {
  type ImportDetail,
  type ImportKindInfo,
  mapImport,
  startImportPreview,
} from '../../import/imports.contract.ts'
import { useAct } from '../answers/answers.ts'
import { count, date } from '../kit/figures.ts'
import { Icon } from '../kit/Icon.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { asksOrder, columnAt, isRemembered, missingFields, withField, withReading } from './column-mapping.ts'
import { FileOptions } from './FileOptions.tsx'
import { importWords } from './imports.words.ts'
import { MappedLine } from './MappedLine.tsx'

interface ColumnMappingProps {
  detail: ImportDetail
  kind: ImportKindInfo
  onPreview: () => void
}

/** What each column of the file holds: found by its heading, corrected here, kept for the next file. */
export function ColumnMapping({ detail, kind, onPreview }: ColumnMappingProps) {
  const t = useWords(importWords)
  const map = useAct(mapImport)
  const preview = useAct(startImportPreview)
  const { id, inspection, mapping, version, may, rowsMasked } = detail
  const change = (next: ImportMapping) =>
    void map.act({ params: { id }, body: { mapping: next }, ifMatch: version }).catch(shown)
  const begin = () => void preview.act({ params: { id } }).then(onPreview, shown)
  const asked = inspection.columns.some(guess => asksOrder(guess, columnAt(mapping, guess.index)))
  const ready = may.edit && !detail.question && !asked && missingFields(mapping, kind.fields).length === 0
  return (
    <section className="panel panel-section">
      <h2>{t('columns.title')}</h2>
      <p className="quiet">
        {t(rowsMasked ? 'columns.masked' : 'columns.hint', { rows: count(inspection.rows) })}{' '}
        {inspection.sheet && t('columns.sheet', { sheet: inspection.sheet })}
      </p>
      <Remarks detail={detail} kind={kind} />
      <div className="mapping-box">
        <table className="mapping">
          <thead>
            <tr>
              <th scope="col">{t('columns.heading')}</th>
              {!rowsMasked && <th scope="col">{t('columns.samples')}</th>}
              <th scope="col">{t('columns.field')}</th>
              <th scope="col">{t('columns.reading')}</th>
            </tr>
          </thead>
          <tbody>
            {inspection.columns.map(guess => (
              <MappedLine
                key={guess.index}
                guess={guess}
                column={columnAt(mapping, guess.index)}
                fields={kind.fields}
                masked={rowsMasked}
                disabled={!may.edit || map.pending}
                onField={field => change(withField(mapping, guess, field))}
                onReading={reading => change(withReading(mapping, guess.index, reading))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <FileOptions
        mapping={mapping}
        fields={kind.fields}
        disabled={!may.edit || map.pending}
        onChange={change}
      />
      <ProblemAlert failure={map.problem ?? preview.problem} />
      <div className="line mapping-foot">
        <Button type="primary" disabled={!ready} loading={preview.pending} onClick={begin}>
          {t('columns.preview')}
        </Button>
      </div>
    </section>
  )
}

/** What the file leaves to be said before it can be previewed, and what was taken over from the last one. */
function Remarks({ detail, kind }: { detail: ImportDetail; kind: ImportKindInfo }) {
  const t = useWords(importWords)
  const language = useLanguage()
  const { question, inspection, mapping, version } = detail
  const missing = missingFields(mapping, kind.fields).map(({ label }) => label[language])
  const twice = inspection.duplicateHeadings.map(({ heading }) => heading)
  return (
    <div className="stack remarks">
      {version === 1 && isRemembered(mapping, inspection) && (
        <p className="remark">
          <Icon name="info" /> {t('columns.remembered')}
        </p>
      )}
      {twice.length > 0 && (
        <p className="remark is-asking">
          <Icon name="warning" /> {t('columns.duplicate', { headings: twice.join(', ') })}
        </p>
      )}
      {missing.length > 0 && (
        <p className="remark is-asking">
          <Icon name="warning" /> {t('columns.missing', { fields: missing.join(', ') })}
        </p>
      )}
      {question && missing.length === 0 && (
        <p className="remark is-asking" role="status">
          <Icon name="warning" />
          <span>
            <strong>{question.title[language]}</strong> {orderWords(question.detail[language])}
          </span>
        </p>
      )}
    </div>
  )
}

/** `dmy → 2026-04-03` as `日-月-年 → 2026/04/03`: the codes of date orders are for programs. */
function orderWords(text: string): string {
  return text.replace(/\b(ymd|dmy|mdy) → (\d{4}-\d\d-\d\d)/g, (_, order: 'ymd' | 'dmy' | 'mdy', day) =>
    [importWords(`columns.order.${order}`), date(day)].join(' → '),
  )
}

function shown() {
  // The refusal stands above the button.
}
