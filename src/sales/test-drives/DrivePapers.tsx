import { date } from '../../platform/web/kit/figures.ts'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { AttachmentPhoto } from '../attachments/AttachmentPhoto.tsx'
import { SignatureDrawing } from '../attachments/SignatureDrawing.tsx'
import type { TestDrive } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { NamedDriver } from './NamedDriver.tsx'
import { driveWords } from './test-drives.words.ts'

/** What a drive left behind: the licence that was looked at, and the signature under its agreement. */
export function DrivePapers({ page, drive }: { page: SalePage; drive: TestDrive }) {
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const mayRead = useMay('attachments', 'read')
  const mayReveal = useMay('attachments', 'reveal')
  const { licence, agreement } = drive
  return (
    <>
      {drive.driver && <NamedDriver saleId={page.id} testDriveId={drive.id} />}
      {licence && (
        <small>
          {t('licence.class')} {licence.licenceClass} · {t('licence.validUntil')} {date(licence.validUntil)}
        </small>
      )}
      {licence?.photoId && mayReveal && (
        <AttachmentPhoto saleId={page.id} photo={{ id: licence.photoId, kind: 'licence' }} />
      )}
      {agreement && !agreement.signatureId && <small>{w('testDriveAgreement.paper')}</small>}
      {agreement?.signatureId && mayRead && (
        <SignatureDrawing
          saleId={page.id}
          attachmentId={agreement.signatureId}
          timeZone={page.dealer.timeZone}
        />
      )}
    </>
  )
}
