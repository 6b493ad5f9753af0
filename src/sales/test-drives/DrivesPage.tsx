import { getRouteApi } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { dateSpoken } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay, useMe } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { useSteps } from '../sales/use-steps.web.ts'
import { wishWord } from './BookingForm.tsx'
import { ChooseSale } from './ChooseSale.tsx'
import { type Day, dayOf } from './calendar.rules.ts'
import { DriveAgenda } from './DriveAgenda.tsx'
import { DriveGrid } from './DriveGrid.tsx'
import { clockOf } from './slots.rules.ts'
import { listDriveCars, listTestDrives, type TestDriveRow } from './test-drives.contract.ts'
import { driveWords } from './test-drives.words.ts'
import './drives.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const routeApi = getRouteApi('/shell/test-drives')

/** What is to be booked, once the customer is chosen. */
export interface Wish {
  episodeId: string
  startsAt: string
}

/** The cars of the store over the half-hours of a day; on the phone the day's drives one below the other. */
export function DrivesPage() {
  const t = useWords(driveWords)
  const search = routeApi.useSearch()
  const { dealer, dealers } = useDealer()
  const store = dealer ?? dealers[0]
  const timeZone = store?.timeZone ?? 'UTC'
  const day = dayOf(search.day ?? businessDate(new Date().toISOString(), timeZone), timeZone)
  const steps = useSteps()
  const [wish, setWish] = useState<Wish | null>(null)
  const mayBook = useMay('test-drives', 'create')
  const choose = (saleId: string) => {
    if (!wish) return
    setWish(null)
    const of = wishWord(
      wish.episodeId,
      businessDate(wish.startsAt, timeZone),
      clockOf(wish.startsAt, timeZone),
    )
    steps.open('book-test-drive', { sale: saleId, of })
  }
  return (
    <Page
      title={t('title')}
      mark={<time dateTime={day.date}>{dateSpoken(day.date)}</time>}
      actions={<Choices day={day} />}
    >
      <DayOf day={day} dealerId={store?.id} mayBook={mayBook} onWish={setWish} />
      {wish && store && <ChooseSale dealerId={store.id} onChoose={choose} onClose={() => setWish(null)} />}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

interface DrivesSearch {
  day?: string
  whose?: 'mine' | 'team'
  all?: boolean
}

function Choices({ day }: { day: Day }) {
  const t = useWords(driveWords)
  const patch = usePatchSearch<DrivesSearch>()
  const phone = usePhone()
  const { whose = 'team', all = false } = routeApi.useSearch()
  const isTeam = useSeesTeam()
  const today = businessDate(new Date().toISOString(), day.timeZone)
  return (
    <>
      <div className="day-switch">
        <Button aria-label={t('before')} onClick={() => patch({ day: addDays(day.date, -1) })}>
          <Icon name="left" />
        </Button>
        <DayInput label={t('day')} value={day.date} onChange={date => patch({ day: date })} />
        <Button aria-label={t('after')} onClick={() => patch({ day: addDays(day.date, 1) })}>
          <Icon name="right" />
        </Button>
        <Button disabled={day.date === today} onClick={() => patch({ day: undefined })}>
          {t('today')}
        </Button>
      </div>
      {isTeam && (
        <Segments
          label={t('whose.label')}
          value={whose}
          onChange={next => patch({ whose: next })}
          options={[
            { value: 'team', label: t('whose.team') },
            { value: 'mine', label: t('whose.mine') },
          ]}
        />
      )}
      {!phone && (
        <Segments
          label={t('cars')}
          value={all ? 'all' : 'demo'}
          onChange={next => patch({ all: next === 'all' || undefined })}
          options={[
            { value: 'demo', label: t('which.demo') },
            { value: 'all', label: t('which.all') },
          ]}
        />
      )}
    </>
  )
}

interface DayOfProps {
  day: Day
  dealerId: string | undefined
  mayBook: boolean
  onWish: (wish: Wish) => void
}

function DayOf({ day, dealerId, mayBook, onWish }: DayOfProps) {
  const phone = usePhone()
  const { all = false, whose = 'team' } = routeApi.useSearch()
  const me = useMe()
  const span = { from: day.startsAt, to: day.endsAt, dealerId }
  const drives = useAnswer(listTestDrives, { query: span }, { topics: ['sales', 'test-drives'] })
  const cars = useAnswer(
    listDriveCars,
    { query: { ...span, all } },
    { topics: ['sales', 'vehicles'], enabled: mayBook && dealerId !== undefined },
  )
  const failure = drives.error ?? cars.error
  if (failure && !drives.data) return <FailedReading failure={failure} />
  if (!drives.data || (mayBook && !phone && !cars.data)) return <RowsSkeleton />
  const isMine = (drive: TestDriveRow) => drive.ownerId === me.staff.id || drive.escortId === me.staff.id
  const shown = whose === 'mine' ? drives.data.items.filter(isMine) : drives.data.items
  if (phone || !cars.data)
    return (
      <DriveAgenda day={day} drives={shown} cars={cars.data?.items ?? []} onWish={mayBook ? onWish : null} />
    )
  return (
    <DriveGrid
      day={day}
      drives={shown}
      cars={cars.data.items}
      bufferMinutes={cars.data.bufferMinutes}
      onWish={onWish}
    />
  )
}

/** A consultant's own drives are all that there is to see. */
function useSeesTeam(): boolean {
  return useMay('assignments', 'create')
}
