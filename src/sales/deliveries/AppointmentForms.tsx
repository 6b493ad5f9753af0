import Checkbox from 'antd/es/checkbox'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { z } from 'zod'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { appointmentReasons, reminderResults } from '../process/hand-over.contract.ts'
import { BusinessDate, Id } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { clockOf, halfHours, slotOf } from '../test-drives/slots.rules.ts'
import {
  bookDelivery,
  cancelAppointment,
  completeReminder,
  rescheduleDelivery,
} from './appointments.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import { Preparations } from './Readiness.tsx'

/** As people say it: a day and an hour of the store. */
const Slot = z.object({
  day: BusinessDate,
  start: z.string().min(1),
  delivererId: Id,
  isAgreed: z.boolean().default(false),
  note: z.string().max(2000).default(''),
})

export function BookDeliveryForm({ page, run }: StepProps) {
  const w = useWords(salesWords)
  const act = useStepAct(bookDelivery, page)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const promised = page.state.contract?.deliveryOn
  return (
    <SlotForm
      page={page}
      initial={{
        day: promised && promised > today ? promised : addDays(today, 1),
        start: '10:00',
        delivererId: page.owner?.id ?? undefined,
      }}
      submitLabel={w('action.book-delivery')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    />
  )
}

export function RescheduleDeliveryForm({ page, run }: StepProps) {
  const w = useWords(salesWords)
  const act = useStepAct(rescheduleDelivery, page)
  const { appointment } = page.state
  if (!appointment) return null
  const { timeZone } = page.dealer
  const { startsAt, delivererId, isAgreed } = appointment
  return (
    <SlotForm
      page={page}
      initial={{
        day: businessDate(startsAt, timeZone),
        start: clockOf(startsAt, timeZone),
        delivererId,
        isAgreed,
      }}
      submitLabel={w('action.reschedule-delivery')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    />
  )
}

interface SlotFormProps {
  page: SalePage
  initial: Partial<z.input<typeof Slot>>
  submitLabel: string
  submit: (body: { startsAt: string; delivererId: string; isAgreed: boolean; note: string }) => Promise<void>
}

function SlotForm({ page, initial, submitLabel, submit }: SlotFormProps) {
  const t = useWords(handOverWords)
  const { timeZone } = page.dealer
  const today = businessDate(new Date().toISOString(), timeZone)
  const labels = {
    day: t('form.day'),
    start: t('form.start'),
    delivererId: t('form.deliverer'),
    isAgreed: t('form.agreed'),
    note: t('form.note'),
    startsAt: t('form.start'),
  }
  return (
    <SchemaForm
      schema={Slot}
      labels={labels}
      initial={initial}
      submitLabel={submitLabel}
      submit={({ day, start, ...rest }) =>
        submit({ startsAt: slotOf(day, start, 60, timeZone).startsAt, ...rest })
      }
    >
      {field => (
        <>
          <div className="step-two">
            <Field {...field('day')}>
              <DayInput from={today} />
            </Field>
            <Field {...field('start')}>
              <Select options={halfHours.map(value => ({ value, label: value }))} />
            </Field>
          </div>
          <Field {...field('delivererId')}>
            <StaffSelect
              dealerId={page.dealerId}
              known={delivererOf(page)}
              placeholder={t('form.deliverer')}
            />
          </Field>
          <AntForm.Item name="isAgreed" valuePropName="checked">
            <Checkbox>{t('form.agreed')}</Checkbox>
          </AntForm.Item>
          <Field {...field('note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function delivererOf({ state, people, owner }: SalePage) {
  return people.find(({ id }) => id === state.appointment?.delivererId) ?? owner
}

const Cancellation = bodyOf(cancelAppointment)

export function CancelAppointmentForm({ page, run }: StepProps) {
  const t = useWords(handOverWords)
  const w = useWords(salesWords)
  const act = useStepAct(cancelAppointment, page)
  return (
    <SchemaForm
      schema={Cancellation}
      labels={{ reason: t('form.reason') }}
      initial={{ reason: 'customer-asked' }}
      submitLabel={w('action.cancel-appointment')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <p className="step-hint">{t('form.cancelText')}</p>
          <Field {...field('reason')}>
            <Chips
              label={t('form.reason')}
              options={appointmentReasons.map(value => ({ value, label: t(`appointmentReason.${value}`) }))}
            />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

/** The preparations one by one, each with its own button. */
export function PrepareDeliveryForm({ page }: StepProps) {
  return <Preparations page={page} />
}

const Answer = bodyOf(completeReminder)

export function CompleteReminderForm({ page, run }: StepProps) {
  const t = useWords(handOverWords)
  const w = useWords(salesWords)
  const act = useStepAct(completeReminder, page)
  const { reminder } = page.state
  return (
    <SchemaForm
      schema={Answer}
      labels={{ result: t('form.result'), note: t('form.note') }}
      submitLabel={w('action.complete-reminder')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          {reminder && (
            <p className="step-hint">
              {t('form.reminderText', { date: date(reminder.dueOn), km: reminder.dueKm })}
            </p>
          )}
          <Field {...field('result')}>
            <Chips
              label={t('form.result')}
              options={reminderResults.map(value => ({ value, label: t(`reminderResult.${value}`) }))}
            />
          </Field>
          <Field {...field('note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}
