import { useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { ImportKindName } from '../../import/import.contract.ts'
import { listImportKinds } from '../../import/imports.contract.ts'
import { useAnswer } from '../answers/answers.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { Lines } from '../kit/Skeletons.tsx'
import { useMay } from '../session/session.ts'
import { Page } from '../shell/Page.tsx'
import { useWords } from '../words/words.ts'
import { ImportHistory } from './ImportHistory.tsx'
import { importWords } from './imports.words.ts'
import { UploadPanel } from './UploadPanel.tsx'
import './imports.css'

const Search = z.object({ kind: ImportKindName.optional().catch(undefined) })

/** Where a table comes in: what it holds, the file, and what was imported before. */
export function ImportsPage() {
  const t = useWords(importWords)
  const { kind } = Search.parse(useSearch({ from: '/shell/imports' }))
  const mayImport = useMay('imports', 'create')
  const { data, error } = useAnswer(listImportKinds, {}, { enabled: mayImport, staleTime: 300_000 })
  return (
    <Page title={t('title')}>
      <div className="stack">
        <ProblemAlert failure={error} />
        {mayImport && !data && !error && (
          <div className="panel panel-section">
            <Lines count={5} />
          </div>
        )}
        {data && data.items.length > 0 && <UploadPanel kinds={data.items} chosen={kind} />}
        {data?.items.length === 0 && <EmptyState icon="upload" why={t('none')} />}
        <ImportHistory />
      </div>
    </Page>
  )
}
