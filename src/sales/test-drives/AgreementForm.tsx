import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { type Language, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { SignText } from '../attachments/SignText.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { type Agreement, readAgreement, signAgreement } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { isBooked, useDrive } from './use-drive.tsx'

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

function Signing({
  page,
  run,
  testDriveId,
  agreement,
}: StepProps & { testDriveId: string; agreement: Agreement }) {
  const t = useWords(driveWords)
  const act = useStepAct(signAgreement, page)
  const params = { id: page.id, testDriveId }
  return (
    <SignText
      text={agreement}
      signerName={agreement.driverName}
      paperSays={t('agreement.paperSays')}
      sign={body =>
        run(version => act({ params, body, ifMatch: version }), { kind: 'start-test-drive', of: testDriveId })
      }
    />
  )
}
