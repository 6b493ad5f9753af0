import Button from 'antd/es/button'
import type { ImportPreview } from '../../import/import.contract.ts'
import { type ImportDetail, type ImportKindInfo, startImportRun } from '../../import/imports.contract.ts'
import { useAct } from '../answers/answers.ts'
import { count } from '../kit/figures.ts'
import { notice } from '../kit/Notices.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { useWords } from '../words/words.ts'
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
  const { result } = preview
  const writes = result.new + result.updated
  const run = async () => {
    try {
      await act({ params: { id: detail.id } })
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
