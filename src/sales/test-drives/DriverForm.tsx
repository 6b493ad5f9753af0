import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { z } from 'zod'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { DriverRelation } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { DriverInput, nameDriver, readDriver } from './drivers.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { isBooked, useDrive } from './use-drive.tsx'

const Body = z.object({ driver: DriverInput })

/** Somebody came along and wants to drive: who they are to the customer, and their licence. */
export function DriverForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const act = useStepAct(nameDriver, page)
  const { drive, choice } = useDrive(props, isBooked)
  const testDriveId = drive?.id ?? ''
  const params = { id: page.id, testDriveId }
  const { data: named } = useAnswer(readDriver, { params }, { enabled: drive?.driver != null })
  const name = (driver: DriverInput | null) =>
    run(version => act({ params, body: { driver }, ifMatch: version }), {
      kind: 'check-licence',
      of: testDriveId,
    })
  return (
    <>
      {choice}
      {drive?.driver && (
        <div className="step-note">
          {named && (
            <p>
              {t('driver.now', { name: named.name, relation: t(`driver.is.${named.relation}`) })} ·{' '}
              <span className="num">{named.licenceMasked}</span>
            </p>
          )}
          <Button onClick={() => void name(null).catch(problemNotice)}>{t('driver.customer')}</Button>
        </div>
      )}
      <p className="step-hint">{t('driver.hint')}</p>
      <SchemaForm
        schema={Body}
        labels={driverLabels(t)}
        submitLabel={w('action.name-driver')}
        submit={({ driver }) => name(driver)}
      >
        {field => <DriverFields field={field} />}
      </SchemaForm>
    </>
  )
}

/** Name, relation and licence of a driver, in whichever form they are asked. */
export function DriverFields({ field }: { field: FieldOf }) {
  const t = useWords(driveWords)
  return (
    <>
      <Field {...field('driver.name')}>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Field {...field('driver.relation')}>
        <Chips
          label={t('driver.relation')}
          options={DriverRelation.options.map(value => ({ value, label: t(`driver.is.${value}`) }))}
        />
      </Field>
      <Field {...field('driver.licenceNumber')} extra={t('driver.sealed')}>
        <Input maxLength={40} autoComplete="off" />
      </Field>
    </>
  )
}

export function driverLabels(t: typeof driveWords) {
  return {
    'driver.name': t('driver.name'),
    'driver.relation': t('driver.relation'),
    'driver.licenceNumber': t('driver.licenceNumber'),
  }
}
