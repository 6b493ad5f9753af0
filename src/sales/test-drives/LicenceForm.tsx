import Button from 'antd/es/button'
import AntForm from 'antd/es/form'
import { businessDate } from '../../platform/business-date.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { PhotoInput } from '../attachments/PhotoInput.tsx'
import { Chips } from '../inputs/Chips.tsx'
import { LicenceClass } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { useSteps } from '../sales/use-steps.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { checkLicence } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { isBooked, useDrive } from './use-drive.tsx'

const Body = bodyOf(checkLicence)

/** The licence in somebody's hand: photographed, its class and its last day noted. */
export function LicenceForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const act = useStepAct(checkLicence, page)
  const { drive, choice } = useDrive(props, isBooked)
  const steps = useSteps()
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const labels = {
    photoId: t('licence.photo'),
    licenceClass: t('licence.class'),
    validUntil: t('licence.validUntil'),
  }
  const testDriveId = drive?.id ?? ''
  return (
    <>
      {choice}
      {drive && (
        <p className="step-hint">
          {t(drive.driver ? 'driver.licenceOfOther' : 'driver.licenceOfCustomer')}{' '}
          <Button type="link" onClick={() => steps.turn('name-driver', { sale: steps.sale, of: drive.id })}>
            {t(drive.driver ? 'driver.change' : 'driver.other')}
          </Button>
        </p>
      )}
      <SchemaForm
        schema={Body}
        labels={labels}
        initial={{
          licenceClass: drive?.licence?.licenceClass ?? 'C1',
          validUntil: drive?.licence?.validUntil,
          photoId: drive?.licence?.photoId ?? null,
        }}
        submitLabel={w('action.check-licence')}
        submit={body =>
          run(version => act({ params: { id: page.id, testDriveId }, body, ifMatch: version }), {
            kind: 'sign-agreement',
            of: testDriveId,
          })
        }
      >
        {field => (
          <>
            <Field {...field('photoId')} extra={t('licence.noPhoto')}>
              <PhotoInput saleId={page.id} kind="licence" subjectId={drive?.id} label={t('licence.photo')} />
            </Field>
            <Field {...field('licenceClass')}>
              <Chips
                label={labels.licenceClass}
                options={LicenceClass.options.map(value => ({
                  value,
                  label: value === 'foreign' ? t('licence.automatic.foreign') : value,
                }))}
              />
            </Field>
            <ClassNote />
            <Field {...field('validUntil')}>
              <DayInput from={today} />
            </Field>
          </>
        )}
      </SchemaForm>
    </>
  )
}

function ClassNote() {
  const t = useWords(driveWords)
  const licenceClass: unknown = AntForm.useWatch('licenceClass', AntForm.useFormInstance())
  if (licenceClass !== 'C2' && licenceClass !== 'foreign') return null
  return <p className="step-note">{t(licenceClass === 'C2' ? 'licence.automaticOnly' : 'licence.foreign')}</p>
}
