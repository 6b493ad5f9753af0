import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { count, date, dateTime, time } from '../../platform/web/kit/figures.ts'
import { useMay } from '../../platform/web/session/session.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { readSignature } from '../attachments/attachments.contract.ts'
import { padHeight, padWidth, pathOf } from '../attachments/strokes.rules.ts'
import type { TestDrive } from '../process/sale.contract.ts'
import { carWord } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { readAgreement } from '../test-drives/test-drives.contract.ts'
import { driveWords } from '../test-drives/test-drives.words.ts'
import { Paper, PaperFact, PaperFacts, Signatures } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import { NoPaper, Reading, SalePaper } from './SalePaper.tsx'

const routeApi = getRouteApi('/sheets/print/sales/$id/test-drive')

/** The agreement of a test drive: as it was signed, with the signature drawn again; or to be signed on paper. */
export function TestDriveSheetPage() {
  const { id } = routeApi.useParams()
  const { of } = routeApi.useSearch()
  return (
    <SalePaper id={id} sheet="test-drive">
      {page => <Chosen page={page} of={of} />}
    </SalePaper>
  )
}

function Chosen({ page, of }: { page: SalePage; of: string | undefined }) {
  const t = useWords(paperWords)
  const mayReadSigned = useMay('attachments', 'read')
  const mayReadText = useMay('test-drives', 'edit')
  const { testDrives } = page.state
  const drive = of ? testDrives.find(({ id }) => id === of) : testDrives.at(-1)
  if (!drive) return <NoPaper why={t('drive.none')} />
  const signatureId = drive.agreement?.signatureId
  if (signatureId && mayReadSigned) return <Signed page={page} drive={drive} signatureId={signatureId} />
  if (signatureId || !mayReadText) return <NoPaper why={t('drive.unreadable')} />
  return <ToSign page={page} drive={drive} />
}

interface DriveProps {
  page: SalePage
  drive: TestDrive
}

function Signed({ page, drive, signatureId }: DriveProps & { signatureId: string }) {
  const t = useWords(paperWords)
  const { data, error } = useAnswer(readSignature, {
    params: { id: page.id, attachmentId: signatureId },
  })
  if (!data) return <Reading failure={error} />
  const { strokes, wording, text, signedAt, witness } = data
  const when = dateTime(signedAt, page.dealer.timeZone)
  const [title = '', , ...paragraphs] = wording.split('\n')
  return (
    <DriveSheet page={page} drive={drive} title={title} paragraphs={paragraphs} signedText={text.language}>
      <svg
        className="paper-drawing"
        viewBox={`0 0 ${padWidth} ${padHeight}`}
        role="img"
        aria-label={t('drive.driver')}
      >
        <path d={pathOf(strokes)} />
      </svg>
      <p>{t('drive.signed', { when, witness: witness?.name ?? '—' })}</p>
      <p className="paper-small">
        {t('drive.fingerprint', { version: text.version, hash: text.sha256.slice(0, 16) })}
      </p>
    </DriveSheet>
  )
}

function ToSign({ page, drive }: DriveProps) {
  const t = useWords(paperWords)
  const language = useLanguage()
  const { data, error } = useAnswer(readAgreement, {
    params: { id: page.id, testDriveId: drive.id },
    query: { language },
  })
  if (!data) return <Reading failure={error} />
  const { agreement } = drive
  return (
    <DriveSheet page={page} drive={drive} title={data.title} paragraphs={data.paragraphs}>
      <p>
        {agreement
          ? t('drive.onPaper', { when: dateTime(agreement.signedAt, page.dealer.timeZone) })
          : t('drive.unsigned')}
      </p>
      <Signatures parties={[t('store'), t('drive.driver')]} />
    </DriveSheet>
  )
}

interface DriveSheetProps extends DriveProps {
  title: string
  paragraphs: readonly string[]
  /** the language of a text that was signed: it is printed as it was, whatever the sheet speaks */
  signedText?: 'zh' | 'en'
  children: ReactNode
}

export function DriveSheet({ page, drive, title, paragraphs, signedText, children }: DriveSheetProps) {
  const t = useWords(paperWords)
  const language = useLanguage()
  const lang = signedText === 'zh' ? 'zh-CN' : signedText
  return (
    <Paper title={title} dealer={page.dealer} head={t('sale', { number: page.number })}>
      <DriveFacts page={page} drive={drive} />
      {signedText && signedText !== language && <p className="paper-standing">{t('drive.asSigned')}</p>}
      <section lang={lang}>
        <h2>{title}</h2>
        {paragraphs.map(paragraph => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      {children}
    </Paper>
  )
}

function DriveFacts({ page, drive }: DriveProps) {
  const t = useWords(paperWords)
  const { timeZone } = page.dealer
  const { licence, mileageOutKm, mileageInKm } = drive
  const car = page.cars.find(({ episodeId }) => episodeId === drive.episodeId)
  const km = (value: number | null) => value !== null && t('drive.km', { km: count(value) })
  return (
    <>
      <h2>{t('drive.facts')}</h2>
      <PaperFacts>
        <PaperFact name={t('vehicle.car')}>{car && `${carWord(car)} · ${car.stockNumber}`}</PaperFact>
        <PaperFact name={t('date')}>
          {dateTime(drive.startsAt, timeZone)}–{time(drive.endsAt, timeZone)}
        </PaperFact>
        <PaperFact name={t('drive.licence')}>
          {licence
            ? t('drive.licenceWord', {
                class: `${driveWords('licence.class')} ${licence.licenceClass}`,
                date: date(licence.validUntil),
              })
            : t('drive.licenceUnchecked')}
        </PaperFact>
        <PaperFact name={t('drive.escort')}>
          {page.people.find(({ id }) => id === drive.escortId)?.name}
        </PaperFact>
        <PaperFact name={t('drive.out')}>{km(mileageOutKm) || undefined}</PaperFact>
        <PaperFact name={t('drive.back')}>{km(mileageInKm) || undefined}</PaperFact>
      </PaperFacts>
    </>
  )
}
