import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { type Language, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { SignText } from '../attachments/SignText.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { type ReadChecklist, readChecklist, signChecklist } from './checklists.contract.ts'
import { handOverWords } from './hand-over.words.ts'

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

function Signing({ page, run, text }: StepProps & { text: NonNullable<ReadChecklist['text']> }) {
  const t = useWords(handOverWords)
  const act = useStepAct(signChecklist, page)
  return (
    <>
      <p className="step-hint">{t('check.read')}</p>
      <SignText
        text={{ ...text, paragraphs: text.lines }}
        signerName={text.signerName}
        paperSays={t('check.paperSays')}
        sign={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
      />
    </>
  )
}
