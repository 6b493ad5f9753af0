import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import type { OffRoadPeriod } from '../../inventory/off-road-periods/off-road-periods.contract.ts'
import { offRoadWords } from '../../inventory/off-road-periods/off-road-words.web.ts'
import { spanOf } from '../../inventory/off-road-periods/span-word.web.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord } from '../sale-words.web.ts'
import { type Day, dropRefusal, slotAt } from './calendar.rules.ts'
import { DriveCard } from './DriveCard.tsx'
import type { Wish } from './DrivesPage.tsx'
import { halfHours } from './slots.rules.ts'
import type { DriveCar, TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'

const OffRoadDialog = lazy(() =>
  import('../../inventory/off-road-periods/OffRoadDialog.tsx').then(({ OffRoadDialog }) => ({
    default: OffRoadDialog,
  })),
)

interface DriveAgendaProps {
  day: Day
  drives: readonly TestDriveRow[]
  cars: readonly DriveCar[]
  onWish: ((wish: Wish) => void) | null
}

/** The day's drives in the order of the clock, each with its next step. */
export function DriveAgenda({ day, drives, cars, onWish }: DriveAgendaProps) {
  const t = useWords(driveWords)
  const first = firstFree(day, cars)
  const book = onWish && first && (
    <Button size="large" block onClick={() => onWish(first)}>
      {t('book')}
    </Button>
  )
  return (
    <section className="drive-agenda" aria-label={t('agenda')}>
      {drives.length === 0 && <EmptyState why={t('noneToday')} />}
      {drives.map(drive => (
        <DriveCard key={drive.id} drive={drive} timeZone={day.timeZone} />
      ))}
      <OffToday day={day} cars={cars} />
      {book}
    </section>
  )
}

/** Which cars are off the road on the day; whoever keeps the stock changes a period, or plans one. */
function OffToday({ day, cars }: Pick<DriveAgendaProps, 'day' | 'cars'>) {
  const t = useWords(driveWords)
  const w = useWords(offRoadWords)
  const keepsCars = useMay('vehicles', 'edit')
  const [away, setAway] = useState<{ car: DriveCar; period?: OffRoadPeriod } | 'choose' | null>(null)
  const off = cars.flatMap(car => car.offRoad.map(period => ({ car, period }))).filter(isOn(day))
  return (
    <>
      {off.length > 0 && <h2 className="drive-off-title">{t('offToday')}</h2>}
      {off.map(each => (
        <div key={each.period.id} className="drive-off">
          <span>
            {carWord(each.car)} · {each.car.plate ?? each.car.stockNumber}
            <small>
              {w(`reason.${each.period.reason}`)} · {spanOf(each.period, day.timeZone, w)}
            </small>
          </span>
          {keepsCars && <Button onClick={() => setAway(each)}>{w('change')}</Button>}
        </div>
      ))}
      {keepsCars && cars.length > 0 && (
        <Button size="large" block onClick={() => setAway('choose')}>
          {w('plan')}
        </Button>
      )}
      {away === 'choose' && (
        <Modal title={w('plan')} onClose={() => setAway(null)}>
          <div className="drive-off-cars">
            {cars.map(car => (
              <Button key={car.episodeId} size="large" block onClick={() => setAway({ car })}>
                {carWord(car)} · {car.plate ?? car.stockNumber}
              </Button>
            ))}
          </div>
        </Modal>
      )}
      {away && away !== 'choose' && (
        <Suspense fallback={null}>
          <OffRoadDialog
            vehicleId={away.car.vehicleId}
            timeZone={day.timeZone}
            car={`${carWord(away.car)} · ${away.car.plate ?? away.car.stockNumber}`}
            period={away.period}
            wished={away.period ? undefined : slotAt(day, 2, 18)}
            onClose={() => setAway(null)}
          />
        </Suspense>
      )}
    </>
  )
}

function isOn(day: Day) {
  return ({ period: { startsAt, endsAt } }: { period: OffRoadPeriod }) =>
    Date.parse(startsAt) < Date.parse(day.endsAt) &&
    (endsAt === null || Date.parse(endsAt) > Date.parse(day.startsAt))
}

/** The next half-hour at which a car is free, to begin with. */
function firstFree(day: Day, cars: readonly DriveCar[]): Wish | null {
  const now = Date.now()
  for (let index = 0; index < halfHours.length; index += 1) {
    const slot = slotAt(day, index, 1)
    if (Date.parse(slot.startsAt) < now) continue
    const car = cars.find(
      each => dropRefusal({ ...slot, car: each, escortId: null, moves: null }, cars, 0, now) === null,
    )
    if (car) return { episodeId: car.episodeId, startsAt: slot.startsAt }
  }
  return null
}
