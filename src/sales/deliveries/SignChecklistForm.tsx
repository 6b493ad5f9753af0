import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { type Language, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { SignaturePad } from '../attachments/SignaturePad.tsx'
import { isSignature, type Strokes } from '../attachments/strokes.rules.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { type ReadChecklist, readChecklist, signChecklist } from './checklists.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import '../test-drives/agreement.css'

/** The checklist in words, to be read with the customer, and the signature under it. */
export function SignChecklistForm(props: StepProps) {
  const { page } = props
  const t = useWords(handOverWords)
  const [language, setLanguage] = useState<Language>(useLanguage())
  const { data, error } = useAnswer(
    readChecklist,
    { params: { id: page.id }, query: { language } },
    { staleTime: 0 },
  )
  return (
    <div className="stack">
      <Segments
        label={t('check.language')}
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <Lines count={8} />}
      {data && !data.text && <p className="step-hint">{t('check.none')}</p>}
      {data?.text && <Signing key={data.text.sha256} {...props} text={data.text} />}
    </div>
  )
}

type How = 'screen' | 'paper'

function Signing({ page, run, text }: StepProps & { text: NonNullable<ReadChecklist['text']> }) {
  const t = useWords(handOverWords)
  const act = useStepAct(signChecklist, page)
  const [how, setHow] = useState<How>('screen')
  const [strokes, setStrokes] = useState<Strokes | null>(null)
  const [saysSo, setSaysSo] = useState(false)
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const { language: textLanguage, sha256: textSha256 } = text
  const isReady = how === 'paper' ? saysSo : strokes !== null && isSignature(strokes)
  const sign = async () => {
    setState({ pending: true })
    const signature = how === 'screen' && strokes ? { strokes, textLanguage, textSha256 } : null
    try {
      await run(version =>
        act({ params: { id: page.id }, body: { signature, textLanguage }, ifMatch: version }),
      )
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  return (
    <>
      <p className="step-hint">{t('check.read')}</p>
      <article className="agreement" lang={textLanguage}>
        <h3>{text.title}</h3>
        {text.lines.map(line => (
          <p key={line}>{line}</p>
        ))}
        <p className="quiet">{t('check.version', { version: text.version })}</p>
      </article>
      <Segments
        label={t('check.how')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'screen', label: t('check.screen') },
          { value: 'paper', label: t('check.onPaper') },
        ]}
      />
      {how === 'screen' ? (
        <SignaturePad
          label={t('check.signature', { name: text.signerName })}
          value={strokes}
          onChange={setStrokes}
        />
      ) : (
        <Checkbox checked={saysSo} onChange={event => setSaysSo(event.target.checked)}>
          {t('check.paperSays')}
        </Checkbox>
      )}
      <ProblemAlert failure={state.failure} />
      <div className="line">
        <Button
          type="primary"
          size="large"
          disabled={!isReady}
          loading={state.pending}
          onClick={() => void sign()}
        >
          {t('check.sign')}
        </Button>
      </div>
    </>
  )
}
