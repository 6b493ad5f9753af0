import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import { useState } from 'react'
import type { ImportPreview } from '../../import/import.contract.ts'
import { type ImportDetail, type ImportKindInfo, startImportRun } from '../../import/imports.contract.ts'
import { useAct } from '../answers/answers.ts'
import { count } from '../kit/figures.ts'
import { notice } from '../kit/Notices.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Findings } from './Findings.tsx'
import { importWords } from './imports.words.ts'
import { OutcomeCounts } from './OutcomeCounts.tsx'
import { PreviewRows } from './PreviewRows.tsx'

interface PreviewProps {
  detail: ImportDetail
  kind: ImportKindInfo
  preview: ImportPreview
  onCorrect: () => void
}

/** What the import would do, without having done it; the run does the same. */
export function Preview({ detail, kind, preview, onCorrect }: PreviewProps) {
  const t = useWords(importWords)
  const { act, pending, problem } = useAct(startImportRun)
  const [choices, setChoices] = useState<string[]>([])
  const { result } = preview
  const writes = result.new + result.updated
  const run = async () => {
    try {
      await act({ params: { id: detail.id }, body: { choices } })
    } catch {
      return // stands beside the button
    }
    notice({ text: t('run.started') })
  }
  return (
    <div className="stack">
      <section className="panel panel-section">
        <h2>{t('preview.title')}</h2>
        <p className="quiet">{t('preview.hint')}</p>
        <OutcomeCounts counts={result} />
        {detail.may.run && writes > 0 && <Choices kind={kind} chosen={choices} onChange={setChoices} />}
        <ProblemAlert failure={problem} />
        <div className="line mapping-foot">
          {detail.may.run && (
            <Button type="primary" disabled={writes === 0} loading={pending} onClick={() => void run()}>
              {t('preview.run', { count: writes, rows: count(writes) })}
            </Button>
          )}
          {detail.may.edit && <Button onClick={onCorrect}>{t('columns.back')}</Button>}
          {writes === 0 && <span className="quiet">{t('preview.nothing')}</span>}
        </div>
      </section>
      <Findings findings={result.findings} kind={kind} />
      <PreviewRows detail={detail} kind={kind} rows={preview.rows} counts={result} />
    </div>
  )
}

interface ChoicesProps {
  kind: ImportKindInfo
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** What the run does beyond its rows; each is asked for, for this file alone. */
function Choices({ kind, chosen, onChange }: ChoicesProps) {
  const language = useLanguage()
  return kind.choices.map(({ name, label, hint }) => (
    <div key={name} className="import-choice">
      <Checkbox
        checked={chosen.includes(name)}
        onChange={event =>
          onChange(event.target.checked ? [...chosen, name] : chosen.filter(other => other !== name))
        }
      >
        {label[language]}
      </Checkbox>
      <p className="quiet">{hint[language]}</p>
    </div>
  ))
}
