import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type ImportDetail,
  type ImportKindInfo,
  listImportKinds,
  readImport,
} from '../../import/imports.contract.ts'
import { useAnswer } from '../answers/answers.ts'
import { FailedReading } from '../kit/FailedReading.tsx'
import { PageSkeleton } from '../kit/Skeletons.tsx'
import { Page } from '../shell/Page.tsx'
import { useWords } from '../words/words.ts'
import { ColumnMapping } from './ColumnMapping.tsx'
import { ImportStateMark } from './ImportHistory.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportResultPanel } from './ImportResultPanel.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { importWords } from './imports.words.ts'
import { Preview } from './Preview.tsx'
import './imports.css'

const busyStates: readonly string[] = ['previewing', 'running']
const rereadMs = 1_500

/** One import on its way: columns, preview, run, result. */
export function ImportPage() {
  const t = useWords(importWords)
  const { id } = useParams({ from: '/shell/imports/$id' })
  const kinds = useAnswer(listImportKinds, {}, { staleTime: 300_000 })
  const [busy, setBusy] = useState(false)
  const { data, error } = useAnswer(
    readImport,
    { params: { id } },
    { refetchInterval: busy ? rereadMs : undefined },
  )
  const isBusy = data !== undefined && busyStates.includes(data.state)
  if (isBusy !== busy) setBusy(isBusy)
  const kind = kinds.data?.items.find(one => one.kind === data?.kind)
  if (data && data.id === id && (kind || !kinds.isPending))
    return <Stage detail={data} kind={kind ?? nothingKnown(data)} />
  if (!error) return <PageSkeleton />
  return (
    <Page title={t('title')} above={<Back />}>
      <FailedReading failure={error} />
    </Page>
  )
}

/** Who may read an import but not make one of its kind sees it without the words of its fields. */
function nothingKnown({ kind }: ImportDetail): ImportKindInfo {
  return { kind, fields: [], findings: {}, choices: [] }
}

function Stage({ detail, kind }: { detail: ImportDetail; kind: ImportKindInfo }) {
  const t = useWords(importWords)
  const [correcting, setCorrecting] = useState(false)
  const { state, preview } = detail
  const busy = busyStates.includes(state)
  const columns = state === 'uploaded' || (!busy && correcting) || (state === 'previewed' && !preview)
  const step = columns ? 'columns' : state === 'previewing' || state === 'previewed' ? 'preview' : 'run'
  const ended = state === 'done' || state === 'cancelled' || state === 'failed'
  return (
    <Page
      title={detail.fileName}
      mark={
        <span className="import-mark">
          {t(`kind.${detail.kind}`)} <ImportStateMark state={state} />
        </span>
      }
      above={<Back />}
    >
      <ImportSteps at={step} finished={state === 'done'} />
      {busy && <ImportProgress detail={detail} />}
      {columns && <ColumnMapping detail={detail} kind={kind} onPreview={() => setCorrecting(false)} />}
      {state === 'previewed' && preview && !columns && (
        <Preview detail={detail} kind={kind} preview={preview} onCorrect={() => setCorrecting(true)} />
      )}
      {ended && !columns && (
        <ImportResultPanel detail={detail} kind={kind} onCorrect={() => setCorrecting(true)} />
      )}
    </Page>
  )
}

function Back() {
  const t = useWords(importWords)
  return <Link to="/imports">{t('title')}</Link>
}
