import Button from 'antd/es/button'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { type Day, dropRefusal, slotAt } from './calendar.rules.ts'
import { DriveCard } from './DriveCard.tsx'
import type { Wish } from './DrivesPage.tsx'
import { halfHours } from './slots.rules.ts'
import type { DriveCar, TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'

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
      {book}
    </section>
  )
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
