import AntForm from 'antd/es/form'
import Select from 'antd/es/select'
import { z } from 'zod'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { businessDate } from '../../platform/business-date.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { time } from '../../platform/web/kit/figures.ts'
import { Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { EpisodeSelect } from '../inputs/EpisodeSelect.tsx'
import { BusinessDate, Id } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { clockOf, halfHours, overlaps, slotOf } from './slots.rules.ts'
import { bookTestDrive, listTestDrives, rescheduleTestDrive } from './test-drives.contract.ts'
import { isBooked, useDrive } from './use-drive.tsx'

/** A booking as people say it: a day, an hour of the store and a length; sent as two instants. */
const Booking = z.object({
  episodeId: Id,
  escortId: Id,
  day: BusinessDate,
  start: z.string().min(1),
  length: z.enum(['30', '45', '60', '90']),
})

export function BookingForm(props: StepProps) {
  const { page, run, of } = props
  const w = useWords(salesWords)
  const act = useStepAct(bookTestDrive, page)
  const now = new Date().toISOString()
  const { timeZone } = page.dealer
  const wished = readWish(of)
  const initial = {
    episodeId: wished?.episodeId,
    escortId: page.owner?.id,
    day: wished?.day ?? businessDate(now, timeZone),
    start: wished?.start ?? nextHalfHour(now, timeZone),
    length: '30' as const,
  }
  return (
    <SlotForm
      page={page}
      initial={initial}
      submitLabel={w('action.book-test-drive')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    />
  )
}

/** Another time, car or escort for a booking. */
export function RescheduleForm(props: StepProps) {
  const { page, run } = props
  const w = useWords(salesWords)
  const act = useStepAct(rescheduleTestDrive, page)
  const { drive, choice } = useDrive(props, isBooked)
  if (!drive) return null
  const { timeZone } = page.dealer
  const minutes = (Date.parse(drive.endsAt) - Date.parse(drive.startsAt)) / 60_000
  const length = Booking.shape.length.options.find(each => Number(each) === minutes) ?? '30'
  const initial = {
    episodeId: drive.episodeId,
    escortId: drive.escortId,
    day: businessDate(drive.startsAt, timeZone),
    start: clockOf(drive.startsAt, timeZone),
    length,
  }
  return (
    <>
      {choice}
      <SlotForm
        key={drive.id}
        page={page}
        moves={drive.id}
        initial={initial}
        submitLabel={w('action.reschedule-test-drive')}
        submit={body =>
          run(version => act({ params: { id: page.id, testDriveId: drive.id }, body, ifMatch: version }))
        }
      />
    </>
  )
}

interface SlotFormProps {
  page: SalePage
  initial: Partial<z.input<typeof Booking>>
  submitLabel: string
  submit: (body: { episodeId: string; escortId: string; startsAt: string; endsAt: string }) => Promise<void>
  /** the booking that is moved: it is not in its own way */
  moves?: string
}

function SlotForm({ page, initial, submitLabel, submit, moves }: SlotFormProps) {
  const t = useWords(stepWords)
  const { timeZone } = page.dealer
  const today = businessDate(new Date().toISOString(), timeZone)
  const labels = {
    episodeId: t('testDrive.car'),
    escortId: t('testDrive.escort'),
    day: t('testDrive.day'),
    start: t('testDrive.start'),
    length: t('testDrive.length'),
  }
  return (
    <SchemaForm
      schema={Booking}
      labels={labels}
      initial={initial}
      submitLabel={submitLabel}
      submit={({ episodeId, escortId, day, start, length }) =>
        submit({ episodeId, escortId, ...slotOf(day, start, Number(length), timeZone) })
      }
    >
      {field => (
        <>
          <Field {...field('episodeId')}>
            <EpisodeSelect dealerId={page.dealerId} prefer={{ condition: 'demo' }} inStock />
          </Field>
          <Field {...field('escortId')}>
            <StaffSelect dealerId={page.dealerId} known={page.owner} placeholder={t('choosePerson')} />
          </Field>
          <div className="step-two">
            <Field {...field('day')}>
              <DayInput from={today} />
            </Field>
            <Field {...field('start')}>
              <Select options={halfHours.map(value => ({ value, label: value }))} />
            </Field>
          </div>
          <Field {...field('length')}>
            <Chips
              label={labels.length}
              options={Booking.shape.length.options.map(value => ({
                value,
                label: t('testDrive.minutes', { count: value }),
              }))}
            />
          </Field>
          <Taken page={page} moves={moves} />
        </>
      )}
    </SchemaForm>
  )
}

/** What was dropped on the calendar: `episode|day|start`. */
export function wishWord(episodeId: string, day: string, start: string): string {
  return [episodeId, day, start].join('|')
}

function readWish(of: string | undefined): { episodeId: string; day: string; start: string } | null {
  const [episodeId, day, start] = of?.split('|') ?? []
  return episodeId && day && start ? { episodeId, day, start } : null
}

/** What the chosen car and escort have in the chosen slot already; the server decides again. */
function Taken({ page, moves }: { page: SalePage; moves: string | undefined }) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const { episodeId, escortId, day, start, length } = (AntForm.useWatch([], form) ?? {}) as Partial<
    z.input<typeof Booking>
  >
  const { timeZone } = page.dealer
  const buffer = page.process.testDriveBufferMinutes
  const slot = day && start && length ? slotOf(day, start, Number(length), timeZone) : null
  const whole = day ? slotOf(day, '00:00', 24 * 60, timeZone) : null
  const { data } = useAnswer(
    listTestDrives,
    { query: { from: whole?.startsAt ?? '', to: whole?.endsAt ?? '', dealerId: page.dealerId } },
    { enabled: whole !== null, topics: ['sales', 'test-drives'] },
  )
  if (!slot) return null
  if (Date.parse(slot.endsAt) <= Date.now()) return <p className="step-note">{t('testDrive.slotPast')}</p>
  const busy = (data?.items ?? [])
    .filter(drive => drive.state === 'booked' || drive.state === 'started')
    .filter(drive => drive.id !== moves && overlaps(slot, drive, buffer))
    .filter(drive => drive.episodeId === episodeId || drive.escortId === escortId)
  if (busy.length === 0)
    return (
      <p className="step-hint" role="status">
        {episodeId && escortId ? `${t('testDrive.free')} ` : ''}
        {t('testDrive.buffer', { count: buffer })}
      </p>
    )
  return (
    <div className="step-note" role="status">
      <strong>{t('testDrive.taken')}</strong>
      {busy.map(drive => (
        <p key={drive.id}>
          {t(drive.episodeId === episodeId ? 'testDrive.takenCar' : 'testDrive.takenEscort', {
            from: time(drive.startsAt, timeZone),
            to: time(drive.endsAt, timeZone),
            who: drive.episodeId === episodeId ? drive.modelName : drive.escortName,
          })}
        </p>
      ))}
    </div>
  )
}

/** The next half-hour of the store's clock, or the first of the day. */
function nextHalfHour(now: string, timeZone: string): string {
  const clock = clockOf(now, timeZone)
  return halfHours.find(each => each > clock) ?? halfHours[0]!
}
