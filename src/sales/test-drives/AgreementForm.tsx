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
import { type Agreement, readAgreement, signAgreement } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { isBooked, useDrive } from './use-drive.tsx'
import './agreement.css'

/** The agreement to be read with the driver, and their signature under it. */
export function AgreementForm(props: StepProps) {
  const { page } = props
  const t = useWords(driveWords)
  const [language, setLanguage] = useState<Language>(useLanguage())
  const { drive, choice } = useDrive(props, isBooked)
  const testDriveId = drive?.id ?? ''
  const { data, error } = useAnswer(
    readAgreement,
    { params: { id: page.id, testDriveId }, query: { language } },
    { enabled: drive !== undefined, staleTime: 0 },
  )
  return (
    <div className="stack">
      {choice}
      <Segments
        label={t('agreement.language')}
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <Lines count={8} />}
      {data && (
        <Signing
          key={`${testDriveId} ${data.sha256}`}
          {...props}
          testDriveId={testDriveId}
          agreement={data}
        />
      )}
    </div>
  )
}

type How = 'screen' | 'paper'

function Signing({
  page,
  run,
  testDriveId,
  agreement,
}: StepProps & { testDriveId: string; agreement: Agreement }) {
  const t = useWords(driveWords)
  const act = useStepAct(signAgreement, page)
  const [how, setHow] = useState<How>('screen')
  const [strokes, setStrokes] = useState<Strokes | null>(null)
  const [saysSo, setSaysSo] = useState(false)
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const { language: textLanguage, sha256: textSha256 } = agreement
  const isReady = how === 'paper' ? saysSo : strokes !== null && isSignature(strokes)
  const sign = async () => {
    setState({ pending: true })
    const signature = how === 'screen' && strokes ? { strokes, textLanguage, textSha256 } : null
    const body = { signature, textLanguage }
    try {
      await run(version => act({ params: { id: page.id, testDriveId }, body, ifMatch: version }), {
        kind: 'start-test-drive',
        of: testDriveId,
      })
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  return (
    <>
      <article className="agreement" lang={textLanguage}>
        <h3>{agreement.title}</h3>
        {agreement.paragraphs.map(paragraph => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className="quiet">{t('agreement.version', { version: agreement.version })}</p>
      </article>
      <Segments
        label={t('agreement.how')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'screen', label: t('agreement.screen') },
          { value: 'paper', label: t('agreement.paper') },
        ]}
      />
      {how === 'screen' ? (
        <SignaturePad
          label={t('agreement.signature', { name: agreement.driverName })}
          value={strokes}
          onChange={setStrokes}
        />
      ) : (
        <Checkbox checked={saysSo} onChange={event => setSaysSo(event.target.checked)}>
          {t('agreement.paperSays')}
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
          {t('agreement.sign')}
        </Button>
        {!isReady && how === 'screen' && <span className="quiet">{t('agreement.signHere')}</span>}
      </div>
    </>
  )
}
