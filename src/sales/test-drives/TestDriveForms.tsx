import Checkbox from 'antd/es/checkbox'
import InputNumber from 'antd/es/input-number'
import { type ReactNode, useState } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { dateTimeShort, time } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import type { TestDrive } from '../process/sale.contract.ts'
import { carWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { salesZh } from '../sales.words.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { cancelTestDrive, missTestDrive, returnTestDrive, startTestDrive } from './test-drives.contract.ts'

const Start = bodyOf(startTestDrive)
const Return = bodyOf(returnTestDrive)
const Cancellation = bodyOf(cancelTestDrive)

export function StartTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(startTestDrive, page)
  const { drive, choice } = useDrive(props, 'booked')
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const labels = {
    licenceValidUntil: t('testDrive.licence'),
    agreementSigned: t('testDrive.agreement'),
    mileageOutKm: t('testDrive.out'),
  }
  return (
    <>
      {choice}
      <SchemaForm
        schema={Start}
        labels={labels}
        initial={{ agreementSigned: false }}
        submitLabel={w('action.start-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <>
            <Field {...field('licenceValidUntil')}>
              <DayInput from={today} />
            </Field>
            <Field {...field('mileageOutKm')}>
              <InputNumber min={0} precision={0} inputMode="numeric" className="day-input" />
            </Field>
            <Field {...field('agreementSigned')} label={undefined} valuePropName="checked">
              <Checkbox>{labels.agreementSigned}</Checkbox>
            </Field>
          </>
        )}
      </SchemaForm>
    </>
  )
}

export function ReturnTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(returnTestDrive, page)
  const { drive, choice } = useDrive(props, 'started')
  const km = drive?.mileageOutKm ?? 0
  return (
    <>
      {choice}
      <SchemaForm
        schema={Return}
        labels={{ mileageInKm: t('testDrive.in') }}
        submitLabel={w('action.return-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <Field {...field('mileageInKm')} extra={t('testDrive.outWas', { km })}>
            <InputNumber min={0} precision={0} inputMode="numeric" className="day-input" autoFocus />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}

const reasons = Object.keys(salesZh.testDriveCancellation) as (keyof typeof salesZh.testDriveCancellation)[]

export function CancelTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(cancelTestDrive, page)
  const { drive, choice } = useDrive(props, 'booked')
  return (
    <>
      {choice}
      <SchemaForm
        schema={Cancellation}
        labels={{ reason: t('testDrive.reason') }}
        submitLabel={w('action.cancel-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <Field {...field('reason')}>
            <Chips
              label={t('testDrive.reason')}
              options={reasons.map(value => ({ value, label: w(`testDriveCancellation.${value}`) }))}
            />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}

export function MissTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(missTestDrive, page)
  const { drive, choice } = useDrive(props, 'booked')
  return (
    <Confirm
      label={w('action.miss-test-drive')}
      disabled={!drive}
      submit={() =>
        run(version => act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, ifMatch: version }))
      }
    >
      {choice}
      <p>{t('testDrive.missed')}</p>
    </Confirm>
  )
}

/** The test drive that is meant: the named one, else the first at that state; with several, a choice. */
function useDrive({ page, of }: StepProps, state: TestDrive['state']) {
  const t = useWords(stepWords)
  const drives = page.state.testDrives.filter(drive => drive.state === state)
  const [chosen, choose] = useState(of)
  const drive = drives.find(({ id }) => id === chosen) ?? drives[0]
  const choice: ReactNode =
    drives.length > 1 ? (
      <div className="stack">
        <Chips
          label={t('testDrive.which')}
          value={drive?.id}
          onChange={choose}
          options={drives.map(each => ({ value: each.id, label: driveWord(page, each) }))}
        />
      </div>
    ) : (
      drive && <p className="step-hint">{driveWord(page, drive)}</p>
    )
  return { drive, choice: <div className="step-choice">{choice}</div> }
}

function driveWord({ cars, dealer }: SalePage, drive: TestDrive): string {
  const car = cars.find(({ episodeId }) => episodeId === drive.episodeId)
  const from = dateTimeShort(drive.startsAt, new Date(), dealer.timeZone)
  return `${from}–${time(drive.endsAt, dealer.timeZone)}${car ? ` · ${carWord(car)}` : ''}`
}
