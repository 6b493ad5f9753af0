import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense } from 'react'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { date, dateSpoken, time } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord, salesWords } from '../sale-words.web.ts'
import { type Steps, useSteps } from '../sales/use-steps.web.ts'
import { slotOf } from '../test-drives/slots.rules.ts'
import { type DeliveryLine, listDeliveries } from './appointments.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import { readinessParts, tally } from './readiness.rules.ts'
import './readiness.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const routeApi = getRouteApi('/shell/deliveries')

/** The week's deliveries by the hour with how ready each is, and the cars that wait for a day. */
export function DeliveriesPage() {
  const t = useWords(handOverWords)
  const { day } = routeApi.useSearch()
  const patch = usePatchSearch<{ day?: string }>()
  const { dealer, dealers } = useDealer()
  const timeZone = (dealer ?? dealers[0])?.timeZone ?? 'UTC'
  const steps = useSteps()
  const today = businessDate(new Date().toISOString(), timeZone)
  const monday = mondayOf(day ?? today)
  const days = [0, 1, 2, 3, 4, 5, 6].map(each => addDays(monday, each))
  const query = {
    dealerId: dealer?.id,
    from: slotOf(monday, '00:00', 0, timeZone).startsAt,
    to: slotOf(addDays(monday, 7), '00:00', 0, timeZone).startsAt,
  }
  const { data, error } = useAnswer(listDeliveries, { query }, { topics: ['sales'] })
  const shown = days.filter(
    each => each === today || data?.items.some(item => dayOf(item, timeZone) === each),
  )
  return (
    <Page title={t('page.title')}>
      <div className="delivery-bar">
        <button
          type="button"
          className="icon-button"
          aria-label={t('page.previous')}
          onClick={() => patch({ day: addDays(monday, -7) })}
        >
          <Icon name="left" />
        </button>
        <strong className="num">
          {t('page.week', { from: date(monday), to: date(addDays(monday, 6)) })}
        </strong>
        <button
          type="button"
          className="icon-button"
          aria-label={t('page.next')}
          onClick={() => patch({ day: addDays(monday, 7) })}
        >
          <Icon name="right" />
        </button>
        {monday !== mondayOf(today) && (
          <Button onClick={() => patch({ day: undefined })}>{t('page.thisWeek')}</Button>
        )}
      </div>
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && (
        <div className="delivery-week">
          {shown.map(each => (
            <section key={each} className="panel delivery-day">
              <h2>{dateSpoken(each)}</h2>
              <Rows
                items={data.items.filter(item => dayOf(item, timeZone) === each)}
                empty={t('page.none')}
                steps={steps}
                timeZone={timeZone}
              />
            </section>
          ))}
          <section className="panel delivery-day">
            <h2>{t('page.waiting')}</h2>
            <Rows items={data.waiting} empty={t('page.waitingEmpty')} steps={steps} timeZone={timeZone} />
          </section>
        </div>
      )}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

interface RowsProps {
  items: readonly DeliveryLine[]
  empty: string
  steps: Steps
  timeZone: string
}

function Rows({ items, empty, ...more }: RowsProps) {
  if (items.length === 0) return <p className="quiet">{empty}</p>
  return (
    <ul className="delivery-rows">
      {items.map(item => (
        <Row key={item.saleId} item={item} {...more} />
      ))}
    </ul>
  )
}

function Row({ item, steps, timeZone }: { item: DeliveryLine; steps: Steps; timeZone: string }) {
  const t = useWords(handOverWords)
  const w = useWords(salesWords)
  const mayDeliver = useMay('deliveries', 'create')
  const { appointment, customer, car, owner, saleId, deliveredAt } = item
  const more = [car && carWord(car), car?.stockNumber, owner?.name]
  const by = appointment?.deliverer?.name
  return (
    <li className="delivery-row">
      <b className="num">{appointment ? time(appointment.startsAt, timeZone) : '—'}</b>
      <div>
        <p>
          <Link to="/sales/$id" params={{ id: saleId }}>
            {customer?.name ?? w('sale.noCustomer')}
          </Link>{' '}
          <span className="quiet">{more.filter(Boolean).join(' · ')}</span>
        </p>
        <p className="delivery-marks">
          {deliveredAt ? <Mark tone="green">{t('page.delivered')}</Mark> : <Standing item={item} />}
          {by && <small className="quiet">{t('page.by', { name: by })}</small>}
        </p>
      </div>
      {mayDeliver && !deliveredAt && (
        <Button
          aria-label={`${w(`action.${appointment ? 'inspect-car' : 'book-delivery'}`)} · ${customer?.name ?? item.number}`}
          onClick={() => steps.open(appointment ? 'inspect-car' : 'book-delivery', { sale: saleId })}
        >
          {w(`action.${appointment ? 'inspect-car' : 'book-delivery'}`)}
        </Button>
      )}
    </li>
  )
}

function Standing({ item }: { item: DeliveryLine }) {
  const t = useWords(handOverWords)
  const { appointment, readiness } = item
  const all = tally(readiness)
  return (
    <>
      {appointment && (
        <Mark tone={appointment.isAgreed ? 'green' : 'amber'}>
          {t(appointment.isAgreed ? 'page.agreed' : 'page.notAgreed')}
        </Mark>
      )}
      {readinessParts.map(part => {
        const { done, open } = tally(readiness.filter(each => each.part === part))
        return (
          <Mark key={part} tone={open === 0 ? 'green' : 'grey'}>
            {t(`part.${part}`)} {t('panel.count', { done, total: done + open })}
          </Mark>
        )
      })}
      {all.overdue > 0 && <Mark tone="red">{t('page.overdue', { count: all.overdue })}</Mark>}
    </>
  )
}

function dayOf({ appointment }: DeliveryLine, timeZone: string): string | null {
  return appointment && businessDate(appointment.startsAt, timeZone)
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}
