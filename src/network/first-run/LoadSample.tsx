import Button from 'antd/es/button'
import AntForm from 'antd/es/form'
import { useAct } from '../../platform/web/answers/answers.ts'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { ProgressJob } from '../../platform/web/kit/ProgressJob.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { loadSampleData, type SampleState } from './first-run.contract.ts'

/** For whoever wants to look before opening a network of their own. Stands in the form that asks for the code. */
export function LoadSample({ sample, onBegun }: { sample: SampleState; onBegun: () => void }) {
  const t = useWords(sessionWords)
  const form = AntForm.useFormInstance<{ code: string }>()
  const { act, pending, problem } = useAct(loadSampleData)
  if (sample.state === 'refused') return null
  const begin = async () => {
    const values = await form.validateFields().catch(() => undefined) // the field says what is wrong
    if (!values) return
    const { code } = values
    await act({ body: { code } }).then(onBegun, () => undefined) // the alert says why
  }
  return (
    <div className="open-foot stack">
      <p>{t(sample.state === 'failed' ? 'sample.failed' : 'sample.offer')}</p>
      <ProblemAlert failure={problem} />
      <div>
        <Button onClick={begin} loading={pending}>
          {t('sample.load')}
        </Button>
      </div>
    </div>
  )
}

export function SampleProgress({ share }: { share: number }) {
  const t = useWords(sessionWords)
  return (
    <ProgressJob
      title={t('sample.loading')}
      done={Math.floor(share * 100)}
      total={100}
      state={t('sample.percent')}
    />
  )
}
