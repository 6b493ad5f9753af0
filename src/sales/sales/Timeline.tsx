import Button from 'antd/es/button'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Icon, type IconName } from '../../platform/web/kit/Icon.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { contactWords } from '../contacts/contacts.words.ts'
import type { EventName } from '../process/event.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { possibilitiesOf } from '../steps/step.web.ts'
import type { SalePage, TimelineEntry } from './sale-page.contract.ts'
import { useTimeline } from './timeline.web.ts'
import { timelineText } from './timeline-text.web.ts'
import type { Steps } from './use-steps.web.ts'
import './timeline.css'

interface TimelineProps {
  page: SalePage
  steps: Steps
}

/** Everything that happened, newest first, each with who and when. */
export function Timeline({ page, steps }: TimelineProps) {
  const t = useWords(salesWords)
  const { items, first, error, isPending, more } = useTimeline(page.id)
  const named = {
    people: [...page.people, ...(first?.people ?? [])],
    cars: [...page.cars, ...(first?.cars ?? [])],
    timeZone: page.dealer.timeZone,
    currency: page.amounts.currency ?? 'CNY',
  }
  return (
    <section className="panel timeline" aria-label={t('sale.timeline')}>
      <header className="timeline-head">
        <h2>{t('sale.timeline')}</h2>
        <Composer page={page} steps={steps} />
      </header>
      <FailedReading failure={items.length === 0 ? error : null} />
      {isPending && <Lines count={5} />}
      {!isPending && !error && items.length === 0 && <p className="quiet">{t('sale.timelineEmpty')}</p>}
      <ol>
        {items.map(entry => (
          <Entry key={entry.id} entry={entry} pieces={timelineText(entry, named)} timeZone={named.timeZone} />
        ))}
      </ol>
      {more.has && (
        <Button loading={more.loading} onClick={more.load}>
          {t('board.more', { count: 100 })}
        </Button>
      )}
    </section>
  )
}

/** The note that is made most often: how the last contact went. */
function Composer({ page, steps }: { page: SalePage; steps: Steps }) {
  const t = useWords(salesWords)
  const c = useWords(contactWords)
  const kind = page.state.followUp ? 'complete-follow-up' : 'plan-follow-up'
  const possible = possibilitiesOf(page).flatMap(each => (each.possible ? [each.kind] : []))
  const contacts = possible.includes('record-contact')
  return (
    <div className="timeline-compose">
      {possible.includes('write-note') && (
        <Button size="small" icon={<Icon name="edit" />} onClick={() => steps.open('write-note')}>
          {t('action.write-note')}
        </Button>
      )}
      {contacts && (
        <>
          <Button
            size="small"
            icon={<Icon name="phone" />}
            onClick={() => steps.open('record-contact', { of: 'call' })}
          >
            {c('call')}
          </Button>
          <Button size="small" onClick={() => steps.open('record-contact', { of: 'message' })}>
            {c('message')}
          </Button>
        </>
      )}
      {possible.includes(kind) && (
        <Button size="small" onClick={() => steps.open(kind)}>
          {t(`action.${kind}`)}
        </Button>
      )}
    </div>
  )
}

function Entry({ entry, pieces, timeZone }: { entry: TimelineEntry; pieces: string[]; timeZone: string }) {
  const t = useWords(salesWords)
  const { action, stageBefore, stageAfter, actor, note, occurredAt, recordedAt, origin } = entry
  const moved = stageBefore !== null && stageBefore !== stageAfter
  const { icon, tone } = looks(action)
  const who =
    actor.kind === 'system'
      ? t('sale.bySystem')
      : (actor.name ?? (actor.kind === 'staff' ? t('sale.somebody') : t(`actorKind.${actor.kind}`)))
  return (
    <li className={`entry tone-${tone}`}>
      <span className="entry-dot">
        <Icon name={icon} />
      </span>
      <div>
        <p className="entry-what">
          <strong>{t(`event.${action}`)}</strong>
          {moved && <span className="entry-stage">→ {t(`stage.${stageAfter}`)}</span>}
        </p>
        {pieces.length > 0 && <p className="entry-pieces">{pieces.join(' · ')}</p>}
        {note && <p className="entry-note">{note}</p>}
        <p className="entry-who">
          {who}
          {' · '}
          {occurredAt ? (
            <Dated at={occurredAt} timeZone={timeZone} />
          ) : (
            <>
              {t('sale.unknownTime')}（{t(`origin.${origin}`)} <Dated at={recordedAt} timeZone={timeZone} />）
            </>
          )}
        </p>
      </div>
    </li>
  )
}

type Look = { icon: IconName; tone: 'grey' | 'blue' | 'green' | 'amber' | 'red' }

function looks(action: EventName): Look {
  if (action.startsWith('loss') || action === 'sale-cancelled') return { icon: 'close', tone: 'red' }
  if (action === 'payment-reversed' || action === 'delivery-taken-back')
    return { icon: 'undo', tone: 'amber' }
  if (action === 'payment-recorded') return { icon: 'check', tone: 'green' }
  if (action === 'contract-signed' || action === 'delivered' || action === 'handed-over')
    return { icon: 'check', tone: 'green' }
  if (action === 'licence-checked' || action === 'agreement-signed') return { icon: 'shield', tone: 'blue' }
  if (action === 'feedback-recorded') return { icon: 'edit', tone: 'blue' }
  if (action.startsWith('test-drive') || action.startsWith('car-') || action === 'reservation-expired')
    return { icon: 'vehicle', tone: 'blue' }
  if (action.startsWith('addendum')) return { icon: 'edit', tone: 'green' }
  if (action.startsWith('waitlist')) return { icon: 'clock', tone: 'amber' }
  if (action === 'approval-given' || action === 'counter-offer-accepted' || action === 'refund-approved')
    return { icon: 'check', tone: 'green' }
  if (action === 'approval-refused' || action === 'refund-refused') return { icon: 'close', tone: 'red' }
  if (action === 'refund-paid') return { icon: 'undo', tone: 'amber' }
  if (action.startsWith('approval') || action.startsWith('counter') || action.startsWith('refund'))
    return { icon: 'shield', tone: 'amber' }
  if (action.startsWith('quote')) return { icon: 'edit', tone: 'blue' }
  if (action === 'note-written') return { icon: 'edit', tone: 'grey' }
  if (action.startsWith('follow-up') || action === 'contact-recorded') return { icon: 'phone', tone: 'grey' }
  if (action === 'showing-recorded') return { icon: 'building', tone: 'blue' }
  if (action.startsWith('item')) return { icon: 'check', tone: 'amber' }
  if (action === 'owner-assigned' || action === 'customer-linked') return { icon: 'me', tone: 'grey' }
  return { icon: 'plus', tone: 'grey' }
}
