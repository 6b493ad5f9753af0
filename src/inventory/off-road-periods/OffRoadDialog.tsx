import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import Select from 'antd/es/select'
import { useState } from 'react'
import { z } from 'zod'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { BusinessDate } from '../../platform/scalars.contract.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import { ApiProblem } from '../../platform/web/answers/api-problem.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { time } from '../../platform/web/kit/figures.ts'
import { Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import {
  cancelOffRoadPeriod,
  changeOffRoadPeriod,
  type OffRoadPeriod,
  OffRoadReason,
  planOffRoadPeriod,
} from './off-road-periods.contract.ts'
import { clockAt, instantAt } from './off-road-periods.rules.ts'
import { offRoadWords } from './off-road-words.web.ts'
import './off-road.css'

/** A period as people say it: a day and an hour of the store; no day: from now on, or until further notice. */
const Asked = z.object({
  reason: OffRoadReason,
  startDay: BusinessDate.optional(),
  startClock: z.string(),
  endDay: BusinessDate.optional(),
  endClock: z.string(),
})
type Asked = z.infer<typeof Asked>

interface OffRoadDialogProps {
  vehicleId: string
  timeZone: string
  /** which car, where the page is not about it alone */
  car?: string
  /** the period that is changed; none: one is planned */
  period?: OffRoadPeriod
  /** what was drawn on a calendar, or 'now' */
  wished?: { startsAt: string; endsAt: string } | 'now'
  onClose: () => void
}

export function OffRoadDialog({ vehicleId, timeZone, car, period, wished, onClose }: OffRoadDialogProps) {
  const t = useWords(offRoadWords)
  const { act: plan } = useAct(planOffRoadPeriod)
  const { act: change } = useAct(changeOffRoadPeriod)
  const [inTheWay, setInTheWay] = useState<readonly DriveInTheWay[]>([])
  const today = businessDate(new Date().toISOString(), timeZone)
  const submit = async (asked: Asked) => {
    const { reason } = asked
    const endsAt = asked.endDay ? instantAt(asked.endDay, asked.endClock, timeZone) : null
    const chosen = asked.startDay ? instantAt(asked.startDay, asked.startClock, timeZone) : null
    try {
      if (period) {
        const startsAt = period.state === 'planned' && chosen ? chosen : period.startsAt
        await change({ params: { id: vehicleId, periodId: period.id }, body: { reason, startsAt, endsAt } })
        notice({ text: t('changed') })
      } else {
        await plan({ params: { id: vehicleId }, body: { reason, startsAt: chosen, endsAt } })
        notice({ text: chosen ? t('planned') : t('taken') })
      }
    } catch (failure) {
      setInTheWay(drivesOf(failure))
      throw failure
    }
    onClose()
  }
  const labels = {
    reason: t('reasonLabel'),
    startDay: t('startDay'),
    startClock: t('startClock'),
    endDay: t('endDay'),
    endClock: t('endClock'),
  }
  const begun = period?.state === 'running'
  const title = period ? t('change') : wished === 'now' ? t('take') : t('plan')
  return (
    <Modal title={title} onClose={onClose}>
      {car && <p className="off-road-car">{car}</p>}
      <SchemaForm
        schema={Asked}
        labels={labels}
        initial={initialOf(period, wished, today, timeZone)}
        submitLabel={period ? t('save') : wished === 'now' ? t('take') : t('plan')}
        submit={submit}
        beside={
          period?.state === 'planned' && (
            <CancelPeriod vehicleId={vehicleId} periodId={period.id} onDone={onClose} />
          )
        }
        below={<Drives drives={inTheWay} timeZone={timeZone} />}
      >
        {field => (
          <>
            <p className="quiet form-note">{t('explain')}</p>
            <Field {...field('reason')}>
              <Radio.Group
                className="radio-rows off-road-reasons"
                options={OffRoadReason.options.map(value => ({ value, label: t(`reason.${value}`) }))}
              />
            </Field>
            {!begun && (
              <div className="off-road-moment">
                <Field {...field('startDay')}>
                  <DayInput from={today} placeholder={t('now')} />
                </Field>
                <Field {...field('startClock')}>
                  <Select options={clocks} />
                </Field>
              </div>
            )}
            <div className="off-road-moment">
              <Field {...field('endDay')}>
                <DayInput from={today} placeholder={t('open')} />
              </Field>
              <Field {...field('endClock')}>
                <Select options={clocks} />
              </Field>
            </div>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}

function CancelPeriod(props: { vehicleId: string; periodId: string; onDone: () => void }) {
  const t = useWords(offRoadWords)
  const { act, pending } = useAct(cancelOffRoadPeriod)
  const { vehicleId, periodId, onDone } = props
  const cancel = async () => {
    try {
      await act({ params: { id: vehicleId, periodId } })
    } catch (failure) {
      return problemNotice(failure)
    }
    notice({ text: t('cancelled') })
    onDone()
  }
  return (
    <Button danger loading={pending} onClick={() => void cancel()}>
      {t('cancel')}
    </Button>
  )
}

interface DriveInTheWay {
  testDriveId: string
  saleId: string | null
  startsAt: string
}

/** The drives that have to be moved first, each a way to its sale. */
function Drives({ drives, timeZone }: { drives: readonly DriveInTheWay[]; timeZone: string }) {
  const t = useWords(offRoadWords)
  return (
    <ul className="off-road-drives">
      {drives.map(
        ({ testDriveId, saleId, startsAt }) =>
          saleId && (
            <li key={testDriveId}>
              <Link to={`/sales/${saleId}` as string}>
                {t('drive', { time: `${businessDate(startsAt, timeZone)} ${time(startsAt, timeZone)}` })}
              </Link>
            </li>
          ),
      )}
    </ul>
  )
}

function drivesOf(failure: unknown): readonly DriveInTheWay[] {
  if (!(failure instanceof ApiProblem) || !Array.isArray(failure.extensions.drives)) return []
  return failure.extensions.drives as DriveInTheWay[]
}

/** Tomorrow's working day, unless something is known. */
function initialOf(
  period: OffRoadPeriod | undefined,
  wished: OffRoadDialogProps['wished'],
  today: string,
  timeZone: string,
): Partial<Asked> {
  const hours = { startClock: '09:00', endClock: '18:00' }
  if (wished === 'now') return hours
  const known = period ?? wished
  if (!known) return { ...hours, startDay: addDays(today, 1), endDay: addDays(today, 1) }
  return {
    reason: period?.reason,
    startDay: businessDate(known.startsAt, timeZone),
    startClock: clockAt(known.startsAt, timeZone),
    endDay: known.endsAt === null ? undefined : businessDate(known.endsAt, timeZone),
    endClock: known.endsAt === null ? hours.endClock : clockAt(known.endsAt, timeZone),
  }
}

const clocks = Array.from({ length: 48 }, (_, half) => {
  const clock = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
  return { value: clock, label: clock }
})
