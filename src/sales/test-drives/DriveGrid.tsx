import { Link } from '@tanstack/react-router'
import { type CSSProperties, lazy, Suspense, useState } from 'react'
import type { OffRoadPeriod } from '../../inventory/off-road-periods/off-road-periods.contract.ts'
import { offRoadWords } from '../../inventory/off-road-periods/off-road-words.web.ts'
import { spanOf } from '../../inventory/off-road-periods/span-word.web.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { dateSpoken, time } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord } from '../sale-words.web.ts'
import { type Day, mayBeBooked, placeOf, slotAt } from './calendar.rules.ts'
import { DriveCard } from './DriveCard.tsx'
import type { Wish } from './DrivesPage.tsx'
import { halfHours, type Slot } from './slots.rules.ts'
import type { DriveCar, TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { type Ghost, useDriveDrag } from './use-drive-drag.web.ts'

const OffRoadDialog = lazy(() =>
  import('../../inventory/off-road-periods/OffRoadDialog.tsx').then(({ OffRoadDialog }) => ({
    default: OffRoadDialog,
  })),
)

interface DriveGridProps {
  day: Day
  drives: readonly TestDriveRow[]
  cars: readonly DriveCar[]
  bufferMinutes: number
  onWish: (wish: Wish) => void
}

/** Rows are cars, the line of each is the day: a press or a drag books, a booking is dragged to move it. */
export function DriveGrid({ day, drives, cars, bufferMinutes, onWish }: DriveGridProps) {
  const t = useWords(driveWords)
  const [opened, setOpened] = useState<string | null>(null)
  const keepsCars = useMay('vehicles', 'edit')
  const [draws, setDraws] = useState<'drive' | 'off-road'>('drive')
  const [away, setAway] = useState<Away | null>(null)
  const onSpan = (car: DriveCar, wished: Slot) => setAway({ car, wished })
  const drag = useDriveDrag({ day, cars, bufferMinutes, draws, onWish, onSpan, onOpen: setOpened })
  const drive = drives.find(({ id }) => id === opened)
  if (cars.length === 0)
    return (
      <EmptyState
        why={t('none')}
        action={
          <Link to="/vehicles" className="tool-button">
            {t('openStock')}
          </Link>
        }
      />
    )
  return (
    <>
      <div className="drives-hint">
        {keepsCars && (
          <Segments
            label={t('draws.label')}
            value={draws}
            onChange={setDraws}
            options={[
              { value: 'drive', label: t('draws.drive') },
              { value: 'off-road', label: t('draws.offRoad') },
            ]}
          />
        )}
        <p>
          {draws === 'drive' ? `${t('moveHint')} ${t('buffer', { count: bufferMinutes })}` : t('drawHint')}
        </p>
      </div>
      <div className="drives-scroll">
        <section className="drives-grid" aria-label={t('calendar', { day: dateSpoken(day.date) })}>
          <div className="drives-head" aria-hidden="true">
            <span>{t('cars')}</span>
            <div className="drives-hours">
              {halfHours.map(hour => (
                <span key={hour}>{hour.endsWith('00') ? hour.slice(0, 2) : ''}</span>
              ))}
            </div>
          </div>
          {cars.map((car, row) => (
            <Row
              key={car.episodeId}
              car={car}
              row={row}
              day={day}
              drives={drives}
              drag={drag}
              onWish={onWish}
              onAway={keepsCars ? period => setAway({ car, period }) : null}
            />
          ))}
        </section>
      </div>
      <p className="drives-said" role="status">
        {drag.ghost && <GhostWord ghost={drag.ghost} day={day} cars={cars} />}
      </p>
      {away && (
        <Suspense fallback={null}>
          <OffRoadDialog
            vehicleId={away.car.vehicleId}
            timeZone={day.timeZone}
            car={`${carWord(away.car)} · ${away.car.plate ?? away.car.stockNumber}`}
            period={away.period}
            wished={away.wished}
            onClose={() => setAway(null)}
          />
        </Suspense>
      )}
      {drive && (
        <Modal title={t('title')} onClose={() => setOpened(null)}>
          <DriveCard drive={drive} timeZone={day.timeZone} onOpen={() => setOpened(null)} />
        </Modal>
      )}
    </>
  )
}

/** A car and what is asked of its time off the road. */
interface Away {
  car: DriveCar
  period?: OffRoadPeriod
  wished?: Slot
}

interface RowProps {
  car: DriveCar
  row: number
  day: Day
  drives: readonly TestDriveRow[]
  drag: ReturnType<typeof useDriveDrag>
  onWish: (wish: Wish) => void
  /** null: this person does not keep cars */
  onAway: ((period: OffRoadPeriod) => void) | null
}

function Row({ car, row, day, drives, drag, onWish, onAway }: RowProps) {
  const t = useWords(driveWords)
  const own = drives.filter(drive => drive.episodeId === car.episodeId && isShown(drive))
  const foreign = car.taken.filter(each => !own.some(drive => isSameSlot(drive, each)))
  const name = carWord(car)
  const next = nextSlot(day)
  return (
    <div className={`drives-row ${mayBeBooked(car) ? '' : 'is-closed'}`}>
      <div className="drives-car">
        <span>
          <strong>{name}</strong>
          <small>
            {car.plate ?? t('plateless')} · {car.stockNumber}
            {car.mileageKm !== null && ` · ${t('km', { km: car.mileageKm })}`}
          </small>
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('bookAt', { car: name, time: time(next, day.timeZone) })}
          disabled={!mayBeBooked(car)}
          onClick={() => onWish({ episodeId: car.episodeId, startsAt: next })}
        >
          <Icon name="plus" />
        </button>
      </div>
      <div className="drives-line" data-row={row} {...drag.line(row)}>
        {car.offRoad.map(period => (
          <OffRoad key={period.id} period={period} day={day} car={name} onAway={onAway} />
        ))}
        {foreign.map(each => (
          <span key={each.startsAt} className="drives-block is-foreign" style={at(day, each)}>
            {each.escortName}
          </span>
        ))}
        {own.map(drive => (
          <button
            key={drive.id}
            type="button"
            className={`drives-block is-${drive.state}`}
            style={at(day, drive)}
            aria-label={`${time(drive.startsAt, day.timeZone)}–${time(drive.endsAt, day.timeZone)} ${drive.customerName ?? ''} ${name}`}
            {...drag.block(drive, row)}
          >
            <b>{drive.customerName}</b>
            <small>{drive.escortName}</small>
          </button>
        ))}
        {drag.ghost?.row === row && (
          <span
            className={`drives-ghost ${drag.ghost.refusal ? 'is-refused' : ''}`}
            style={at(day, drag.ghost)}
          />
        )}
      </div>
    </div>
  )
}

interface OffRoadProps {
  period: OffRoadPeriod
  day: Day
  car: string
  onAway: RowProps['onAway']
}

/** A stretch in which the car is not driven; whoever keeps the stock opens it to change it. */
function OffRoad({ period, day, car, onAway }: OffRoadProps) {
  const t = useWords(offRoadWords)
  const style = at(day, { ...period, endsAt: period.endsAt ?? day.endsAt })
  const reason = t(`reason.${period.reason}`)
  if (style.width === '0%') return null
  if (!onAway)
    return (
      <span className="drives-off" style={style}>
        {reason}
      </span>
    )
  return (
    <button
      type="button"
      className="drives-off"
      style={style}
      aria-label={t('more', { reason: `${car} ${reason}`, span: spanOf(period, day.timeZone, t) })}
      onPointerDown={event => event.stopPropagation()}
      onPointerUp={event => event.stopPropagation()}
      onClick={() => onAway(period)}
    >
      {reason}
    </button>
  )
}

function GhostWord({ ghost, day, cars }: { ghost: Ghost; day: Day; cars: readonly DriveCar[] }) {
  const t = useWords(driveWords)
  const car = cars[ghost.row]
  const when = `${time(ghost.startsAt, day.timeZone)}–${time(ghost.endsAt, day.timeZone)}`
  return (
    <>
      {when} · {car && carWord(car)} · {ghost.refusal ? t(`refused.${ghost.refusal}`) : t('free')}
    </>
  )
}

function at(day: Day, slot: Slot): CSSProperties {
  const { from, to } = placeOf(day, slot)
  return { insetInlineStart: `${from * 100}%`, width: `${(to - from) * 100}%` }
}

function isShown({ state }: TestDriveRow): boolean {
  return state === 'booked' || state === 'started' || state === 'returned'
}

function isSameSlot(one: Slot & { escortId: string }, other: Slot & { escortId: string }): boolean {
  return Date.parse(one.startsAt) === Date.parse(other.startsAt) && one.escortId === other.escortId
}

/** The first half-hour of the day that is not over. */
function nextSlot(day: Day): string {
  const now = Date.now()
  const index = halfHours.findIndex((_, each) => Date.parse(slotAt(day, each, 1).startsAt) >= now)
  return slotAt(day, Math.max(0, index), 1).startsAt
}
