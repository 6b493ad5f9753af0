import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { PaperFact, PaperFacts, Signatures } from '../print/Paper.tsx'
import { blankAgreement } from '../test-drives/agreement.rules.ts'
import { continuityWords } from './continuity.words.ts'

/** Forms to write on by hand, each on a page of its own. */
export function BlankForms() {
  return (
    <>
      <InquiryForm />
      <DriveForm />
      <ReceiptForm />
    </>
  )
}

function InquiryForm() {
  const t = useWords(continuityWords)
  return (
    <section className="paper-part">
      <h2>{t('form.inquiry')}</h2>
      {[1, 2, 3].map(copy => (
        <div key={copy} className="paper-sum">
          <PaperFacts>
            <PaperFact name={t('time')} />
            <PaperFact name={t('form.kind')} />
            <PaperFact name={t('form.name')} />
            <PaperFact name={t('form.phone')} />
            <PaperFact name={t('form.model')} />
            <PaperFact name={t('form.level')} />
            <PaperFact name={t('form.source')} />
            <PaperFact name={t('form.next')} />
            <PaperFact name={t('form.consent')} wide />
            <PaperFact name={t('form.note')} wide />
          </PaperFacts>
        </div>
      ))}
    </section>
  )
}

function DriveForm() {
  const t = useWords(continuityWords)
  const language = useLanguage()
  const { paragraphs } = blankAgreement(language)
  return (
    <section className="paper-part">
      <h2>{t('form.drive')}</h2>
      {paragraphs.map(paragraph => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <PaperFacts>
        <PaperFact name={t('form.phone')} />
        <PaperFact name={t('form.licence')} />
        <PaperFact name={t('form.out')} />
        <PaperFact name={t('form.back')} />
      </PaperFacts>
      <Signatures parties={[t('form.escort'), t('form.driver')]} />
    </section>
  )
}

function ReceiptForm() {
  const t = useWords(continuityWords)
  return (
    <section className="paper-part">
      <h2>{t('form.receipt')}</h2>
      {[1, 2].map(copy => (
        <div key={copy} className="paper-sum">
          <PaperFacts>
            <PaperFact name={t('form.number')} wide />
            <PaperFact name={t('time')} />
            <PaperFact name={t('form.from')} />
            <PaperFact name={t('form.figures')} wide />
            <PaperFact name={t('form.capitals')} wide />
            <PaperFact name={t('form.purpose')} wide />
            <PaperFact name={t('form.method')} wide />
            <PaperFact name={t('car')} wide />
          </PaperFacts>
          <Signatures parties={[t('form.cashier'), t('form.payer')]} />
        </div>
      ))}
    </section>
  )
}
