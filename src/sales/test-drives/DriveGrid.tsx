import { Link } from '@tanstack/react-router'
import { type CSSProperties, useState } from 'react'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { dateSpoken, time } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord } from '../sale-words.web.ts'
import { type Day, placeOf, slotAt } from './calendar.rules.ts'
import { DriveCard } from './DriveCard.tsx'
import type { Wish } from './DrivesPage.tsx'
import { halfHours, type Slot } from './slots.rules.ts'
import type { DriveCar, TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import { type Ghost, useDriveDrag } from './use-drive-drag.web.ts'

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
  const drag = useDriveDrag({ day, cars, bufferMinutes, onWish, onOpen: setOpened })
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
      <p className="drives-hint">
        {t('moveHint')} {t('buffer', { count: bufferMinutes })}
      </p>
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
            />
          ))}
        </section>
      </div>
      <p className="drives-said" role="status">
        {drag.ghost && <GhostWord ghost={drag.ghost} day={day} cars={cars} />}
      </p>
      {drive && (
        <Modal title={t('title')} onClose={() => setOpened(null)}>
          <DriveCard drive={drive} timeZone={day.timeZone} onOpen={() => setOpened(null)} />
        </Modal>
      )}
    </>
  )
}

interface RowProps {
  car: DriveCar
  row: number
  day: Day
  drives: readonly TestDriveRow[]
  drag: ReturnType<typeof useDriveDrag>
  onWish: (wish: Wish) => void
}

function Row({ car, row, day, drives, drag, onWish }: RowProps) {
  const t = useWords(driveWords)
  const own = drives.filter(drive => drive.episodeId === car.episodeId && isShown(drive))
  const foreign = car.taken.filter(each => !own.some(drive => isSameSlot(drive, each)))
  const name = carWord(car)
  const next = nextSlot(day)
  return (
    <div className={`drives-row ${car.availability === 'available' ? '' : 'is-closed'}`}>
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
          disabled={car.availability !== 'available'}
          onClick={() => onWish({ episodeId: car.episodeId, startsAt: next })}
        >
          <Icon name="plus" />
        </button>
      </div>
      <div className="drives-line" data-row={row} {...drag.line(row)}>
        {car.offRoad.map(period => (
          <span
            key={period.id}
            className="drives-off"
            style={at(day, { ...period, endsAt: period.endsAt ?? day.endsAt })}
          >
            {t(`offRoad.${period.reason as 'repair'}`)}
          </span>
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
