import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { bodyOf, Field, Optional, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import {
  cancellationReasons,
  cancelTestDrive,
  missReasons,
  missTestDrive,
  returnTestDrive,
  startTestDrive,
} from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { isBooked, isOut, useDrive } from './use-drive.tsx'

const Start = bodyOf(startTestDrive)
const Return = bodyOf(returnTestDrive)
const Cancellation = bodyOf(cancelTestDrive)
const NoShow = bodyOf(missTestDrive)

export function StartTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const act = useStepAct(startTestDrive, page)
  const { drive, choice } = useDrive(
    props,
    each => isBooked(each) && each.licence !== null && each.agreement !== null,
  )
  return (
    <>
      {choice}
      <SchemaForm
        schema={Start}
        labels={{ mileageOutKm: t('start.km') }}
        submitLabel={w('action.start-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <Field {...field('mileageOutKm')}>
            <InputNumber min={0} precision={0} inputMode="numeric" className="day-input" autoFocus />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}

export function ReturnTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const s = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(returnTestDrive, page)
  const { drive, choice } = useDrive(props, isOut)
  const testDriveId = drive?.id ?? ''
  const labels = {
    mileageInKm: t('back.km'),
    energyPercent: t('back.energy'),
    isDamaged: t('back.damaged'),
    note: t('back.note'),
  }
  return (
    <>
      {choice}
      <SchemaForm
        schema={Return}
        labels={labels}
        initial={{ isDamaged: false }}
        submitLabel={w('action.return-test-drive')}
        submit={body =>
          run(version => act({ params: { id: page.id, testDriveId }, body, ifMatch: version }), {
            kind: 'record-feedback',
            of: testDriveId,
          })
        }
      >
        {field => (
          <>
            <div className="step-two">
              <Field
                {...field('mileageInKm')}
                extra={s('testDrive.outWas', { km: drive?.mileageOutKm ?? 0 })}
              >
                <InputNumber min={0} precision={0} inputMode="numeric" className="day-input" autoFocus />
              </Field>
              <Field {...field('energyPercent')} label={<Optional>{labels.energyPercent}</Optional>}>
                <InputNumber min={0} max={100} precision={0} inputMode="numeric" className="day-input" />
              </Field>
            </div>
            <Field {...field('isDamaged')} label={undefined} valuePropName="checked">
              <Checkbox>{labels.isDamaged}</Checkbox>
            </Field>
            <Field {...field('note')} label={<Optional>{labels.note}</Optional>}>
              <Input.TextArea rows={2} maxLength={2000} placeholder={t('back.noteHint')} />
            </Field>
          </>
        )}
      </SchemaForm>
    </>
  )
}

export function CancelTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const w = useWords(salesWords)
  const act = useStepAct(cancelTestDrive, page)
  const { drive, choice } = useDrive(props, isBooked)
  return (
    <>
      {choice}
      <SchemaForm
        schema={Cancellation}
        labels={{ reason: t('reason.cancel') }}
        submitLabel={w('action.cancel-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <Field {...field('reason')}>
            <Chips label={t('reason.cancel')} options={reasonOptions(cancellationReasons)} />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}

export function MissTestDriveForm(props: StepProps) {
  const { page, run } = props
  const t = useWords(driveWords)
  const s = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(missTestDrive, page)
  const { drive, choice } = useDrive(props, isBooked)
  return (
    <>
      {choice}
      <p className="step-hint">{s('testDrive.missed')}</p>
      <SchemaForm
        schema={NoShow}
        labels={{ reason: t('reason.miss') }}
        submitLabel={w('action.miss-test-drive')}
        submit={body =>
          run(version =>
            act({ params: { id: page.id, testDriveId: drive?.id ?? '' }, body, ifMatch: version }),
          )
        }
      >
        {field => (
          <Field {...field('reason')}>
            <Chips label={t('reason.miss')} options={reasonOptions(missReasons)} />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}

function reasonOptions<Reason extends string>(reasons: readonly Reason[]) {
  return reasons.map(value => ({ value, label: codeWord('testDriveCancellation', value) }))
}
