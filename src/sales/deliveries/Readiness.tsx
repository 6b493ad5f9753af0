import Button from 'antd/es/button'
import { useState } from 'react'
import type { z } from 'zod'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { date, dateTimeShort } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { PreparationItem, PreparationState } from '../process/hand-over.contract.ts'
import { inWords, roleWord } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { Steps } from '../sales/use-steps.web.ts'
import { possibilitiesOf, saleTopics, useStepAct } from '../steps/step.web.ts'
import { prepareDelivery, type ReadinessItem, readReadiness } from './appointments.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import { isPreparation, readinessParts, tally } from './readiness.rules.ts'
import './readiness.css'

/** What a delivery still wants, in three parts; the gate itself stays where it is ticked. */
export function ReadinessPanel({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(handOverWords)
  if (!page.state.contract || page.state.delivery || page.state.cancellation) return null
  return (
    <section className="panel side-panel">
      <h2>{t('panel.title')}</h2>
      <Appointment page={page} steps={steps} />
      <Readiness page={page} />
    </section>
  )
}

function Appointment({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(handOverWords)
  const w = useWords(salesWords)
  const { appointment } = page.state
  const can = (kind: string) => possibilitiesOf(page).some(each => each.kind === kind && each.possible)
  const deliverer = page.people.find(({ id }) => id === appointment?.delivererId)?.name
  const kinds = [
    'book-delivery',
    'reschedule-delivery',
    'cancel-appointment',
    'inspect-car',
    'sign-checklist',
  ] as const
  return (
    <div className="appointment">
      {appointment ? (
        <p>
          <strong className="num">
            {dateTimeShort(appointment.startsAt, new Date(), page.dealer.timeZone)}
          </strong>{' '}
          <Mark tone={appointment.isAgreed ? 'green' : 'amber'}>
            {t(appointment.isAgreed ? 'page.agreed' : 'page.notAgreed')}
          </Mark>
          {deliverer && <small>{t('page.by', { name: deliverer })}</small>}
        </p>
      ) : (
        <p className="quiet">{t('panel.noAppointment')}</p>
      )}
      <div className="line">
        {kinds.filter(can).map(kind => (
          <Button key={kind} size="small" onClick={() => steps.open(kind)}>
            {w(`action.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

function Readiness({ page }: { page: SalePage }) {
  const t = useWords(handOverWords)
  const { data, error } = useAnswer(
    readReadiness,
    { params: { id: page.id } },
    { topics: saleTopics(page.id) },
  )
  if (error && !data) return <FailedReading failure={error} />
  if (!data) return <Lines count={6} />
  return readinessParts.map(part => {
    const items = data.items.filter(item => item.part === part)
    const { done } = tally(items)
    return (
      <div key={part}>
        <h3 className="readiness-part">
          {t(`part.${part}`)} <small>{t('panel.count', { done, total: items.length })}</small>
        </h3>
        <ul className="checklist">
          {items.map(item => (
            <Item key={item.item} page={page} item={item} />
          ))}
        </ul>
      </div>
    )
  })
}

/** The preparations alone: what the step's form shows. */
export function Preparations({ page }: { page: SalePage }) {
  const { data } = useAnswer(readReadiness, { params: { id: page.id } }, { topics: saleTopics(page.id) })
  if (!data) return <Lines count={5} />
  return (
    <ul className="checklist">
      {data.items
        .filter(({ item }) => isPreparation(item))
        .map(item => (
          <Item key={item.item} page={page} item={item} />
        ))}
    </ul>
  )
}

function Item({ page, item }: { page: SalePage; item: ReadinessItem }) {
  const t = useWords(handOverWords)
  const { dueOn, overdue, done } = item
  const due = dueOn && t(overdue ? 'panel.overdueSince' : 'panel.due', { date: date(dueOn) })
  const who = [roleWord(item.role), item.person?.name].filter(Boolean).join(' ')
  return (
    <li className={done ? 'is-done' : ''}>
      <Icon name={done ? 'check' : 'clock'} />
      <span>
        <span className="checklist-name">
          {t(`readiness.${item.item}`)}
          {item.blocks && !done && <Mark>{t('panel.gate')}</Mark>}
        </span>
        {!done && (
          <small className={overdue ? 'is-late' : undefined}>{[who, due].filter(Boolean).join(' · ')}</small>
        )}
      </span>
      {isPreparation(item.item) && <Prepare page={page} item={item.item} done={done} />}
    </li>
  )
}

function Prepare({ page, item, done }: { page: SalePage; item: PreparationItem; done: boolean }) {
  const t = useWords(handOverWords)
  const act = useStepAct(prepareDelivery, page)
  const [pending, setPending] = useState(false)
  if (!possibilitiesOf(page).some(each => each.kind === 'prepare-delivery' && each.possible)) return null
  const say = async (state: z.infer<typeof PreparationState>) => {
    setPending(true)
    try {
      await act({ params: { id: page.id }, body: { item, state }, ifMatch: page.version })
    } catch (failure) {
      problemNotice(inWords(failure))
    } finally {
      setPending(false)
    }
  }
  const label = (word: string) => `${t(`readiness.${item}`)} · ${word}`
  if (done)
    return (
      <Button
        size="small"
        type="text"
        loading={pending}
        aria-label={label(t('panel.takeBack'))}
        onClick={() => void say('open')}
      >
        {t('panel.takeBack')}
      </Button>
    )
  return (
    <span className="prepare">
      <Button
        size="small"
        type="text"
        disabled={pending}
        aria-label={label(t('panel.notNeeded'))}
        onClick={() => void say('not-needed')}
      >
        {t('panel.notNeeded')}
      </Button>
      <Button
        size="small"
        loading={pending}
        aria-label={label(t('panel.done'))}
        onClick={() => void say('done')}
      >
        {t('panel.done')}
      </Button>
    </span>
  )
}
