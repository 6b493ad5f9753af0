import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useOnline } from '../../platform/web/answers/online.ts'
import { AsOf } from '../../platform/web/kit/AsOf.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { count, dateSpoken } from '../../platform/web/kit/figures.ts'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMe } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { dayPanelsFor } from '../../platform/web/shell/slice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { NewInquiryButton } from '../inquiries/NewInquiryButton.tsx'
import { ReceptionButton } from '../receptions/ReceptionButton.tsx'
import { salesWords } from '../sale-words.web.ts'
import { type Steps, useSteps } from '../sales/use-steps.web.ts'
import { Deliveries, Losses, Owners, Reminders, Reservations, TestDrives } from './Appointments.tsx'
import { AtTheDoor, useDoor } from './AtTheDoor.tsx'
import { FollowUps, NewInquiries } from './FollowUps.tsx'
import { NewLeads, useUnanswered } from './NewLeads.tsx'
import { useSalesAtHand } from './sales-at-hand.web.ts'
import { readToday, type Today } from './today.contract.ts'
import '../levels.css'
import './today.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
/** Below the work of the day, and read after it. */
const OwnRequests = lazy(() =>
  import('./OwnRequests.tsx').then(({ OwnRequests }) => ({ default: OwnRequests })),
)
const routeApi = getRouteApi('/shell/today')

/** What wants doing: the overdue first, each with the one button that does it. */
export function TodayPage() {
  const t = useWords(salesWords)
  const { whose } = routeApi.useSearch()
  const patch = usePatchSearch<{ whose?: 'mine' | 'team' }>()
  const { dealer } = useDealer()
  const steps = useSteps()
  const phone = usePhone()
  const { data, error, dataUpdatedAt } = useAnswer(
    readToday,
    { query: { dealerId: dealer?.id, whose } },
    { topics: ['sales'], refetchInterval: 300_000 },
  )
  useSalesAtHand(data, phone)
  // Asked beside the day, not after it: a seller's own; a manager's team is known with the answer.
  useDoor()
  useUnanswered(data?.whose ?? whose ?? 'mine')
  const date = data?.date ?? businessDate(new Date().toISOString(), dealer?.timeZone ?? 'UTC')
  return (
    <Page
      title={t('today.title')}
      mark={<time dateTime={date}>{dateSpoken(date)}</time>}
      actions={
        <>
          <ReceptionButton />
          {!phone && <NewInquiryButton />}
          {data?.mayTeam && (
            <Segments
              label={t('today.whose')}
              value={data.whose}
              onChange={next => patch({ whose: next })}
              options={[
                { value: 'team', label: t('today.team') },
                { value: 'mine', label: t('today.mine') },
              ]}
            />
          )}
        </>
      }
    >
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      <AsOf at={dataUpdatedAt} timeZone={dealer?.timeZone} />
      {data && <Day today={data} steps={steps} />}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

function Day({ today, steps }: { today: Today; steps: Steps }) {
  const t = useWords(salesWords)
  const { dealer, dealers } = useDealer()
  const timeZone = (dealer ?? dealers[0])?.timeZone
  const { counts } = today
  const waiting =
    counts.overdue +
    counts.today +
    counts.newInquiries +
    counts.testDrives +
    counts.deliveries +
    counts.losses +
    today.reminders.length
  const section = { today, steps, timeZone }
  // The work of others comes first in the column: what is below it waits, and does not jump.
  const online = useOnline()
  const above = [useDoor(), useUnanswered(today.whose)]
  return (
    <div className="day">
      <Figures today={today} />
      {waiting + counts.upcoming + counts.reservations === 0 && (
        <EmptyState why={t('today.emptyAll')} action={<NewInquiryButton />} />
      )}
      {online && above.some(({ isLoading }) => isLoading) ? (
        <RowsSkeleton />
      ) : (
        <div className="day-columns">
          <div className="stack">
            <AtTheDoor timeZone={timeZone} />
            <Losses {...section} />
            <NewLeads whose={today.whose} timeZone={timeZone} />
            <NewInquiries {...section} />
            <FollowUps {...section} />
            <Suspense fallback={null}>
              <OwnRequests steps={steps} />
            </Suspense>
          </div>
          <div className="stack">
            <TestDrives {...section} />
            <Deliveries {...section} />
            <Reminders {...section} />
            <Reservations {...section} />
            <Owners today={today} />
            <DayPanels />
          </div>
        </div>
      )}
    </div>
  )
}

/** What higher slices show here. */
function DayPanels() {
  const panels = dayPanelsFor(useMe())
  return panels.map(({ name, Component }) => (
    <Suspense key={name} fallback={null}>
      <Component />
    </Suspense>
  ))
}

/** What each section is given. */
export interface SectionProps {
  today: Today
  steps: Steps
  timeZone: string | undefined
}

const figures = [
  ['overdue', 'follow-ups'],
  ['today', 'follow-ups'],
  ['newInquiries', 'new-inquiries'],
  ['testDrives', 'test-drives'],
  ['deliveries', 'deliveries'],
  ['losses', 'losses'],
  ['deliveredThisMonth', null],
] as const

function Figures({ today }: { today: Today }) {
  const t = useWords(salesWords)
  const shown = figures.filter(([name]) => name !== 'losses' || today.counts.losses > 0)
  return (
    <ul className="day-figures">
      {shown.map(([name, section]) => {
        const value = today.counts[name]
        const content = (
          <>
            <b className={name === 'overdue' && value > 0 ? 'is-late' : undefined}>{count(value)}</b>
            <span>{t(`today.${name}`)}</span>
          </>
        )
        return <li key={name}>{section ? <a href={`#${section}`}>{content}</a> : <div>{content}</div>}</li>
      })}
    </ul>
  )
}
