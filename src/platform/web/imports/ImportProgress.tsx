import { useNavigate } from '@tanstack/react-router'
import { cancelImport, type ImportDetail } from '../../import/imports.contract.ts'
import { useAct } from '../answers/answers.ts'
import { count } from '../kit/figures.ts'
import { notice } from '../kit/Notices.tsx'
import { ProgressJob } from '../kit/ProgressJob.tsx'
import { problemNotice } from '../kit/problem-notice.ts'
import { useMay } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

/** A preview or a run under way: it goes on without this page, and stops when asked to. */
export function ImportProgress({ detail }: { detail: ImportDetail }) {
  const t = useWords(importWords)
  const navigate = useNavigate()
  const { act } = useAct(cancelImport)
  const mayCancel = useMay('imports', 'edit')
  const { id, state, fileName, rowsDone, rowsTotal, counts, cancelRequested } = detail
  const running = state === 'running'
  const leave = () => {
    notice({ tone: 'note', text: t('run.background') })
    void navigate({ to: '/imports' })
  }
  const said = (['new', 'updated', 'unchanged', 'refused'] as const)
    .filter(name => counts[name] > 0)
    .map(name => `${t(`outcome.${name}`)} ${count(counts[name])}`)
    .join(' · ')
  return (
    <section className="panel panel-section">
      <ProgressJob
        title={t(running ? 'run.working' : 'preview.working', { name: fileName })}
        done={rowsDone}
        total={rowsTotal}
        state={cancelRequested ? t('run.stopping') : running ? said : undefined}
        onBackground={leave}
        onCancel={
          mayCancel && !cancelRequested ? () => void act({ params: { id } }).catch(problemNotice) : undefined
        }
      />
    </section>
  )
}
