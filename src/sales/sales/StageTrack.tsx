import { dateTimeShort, money } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords, sinceWord } from '../sale-words.web.ts'
import { isStuck } from './next-actions.rules.ts'
import type { SalePage } from './sale-page.contract.ts'
import { stageTrack, type TrackStage, visitsOf } from './stage-track.rules.ts'
import { useTimeline } from './timeline.web.ts'
import './stage-track.css'

/** The way from inquiry to after-sales: when each stage was entered, and what the next one asks for. */
export function StageTrack({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const phone = usePhone()
  const { state, process } = page
  const visits = visitsOf(useTimeline(page.id).items)
  const track = stageTrack(process, state, visits)
  const now = track.findIndex(each => each.state === 'now')
  const next = track.find((each, index) => index > now && each.by !== null)
  const enteredAt = (stage: TrackStage) => visits.find(visit => visit.stage === stage.stage)?.enteredAt
  return (
    <section className="track panel" aria-label={t('sale.stages')}>
      <ol tabIndex={phone ? 0 : undefined}>
        {track.map((each, index) => (
          <li
            key={each.stage}
            className={`is-${each.state}`}
            aria-current={each.state === 'now' ? 'step' : undefined}
            ref={each.state === 'now' ? intoSight : undefined}
          >
            <span className="track-dot">
              {each.state === 'past' ? <Icon name="check" /> : <span aria-hidden="true">{index + 1}</span>}
            </span>
            <span className="track-name">{t(`stage.${each.stage}`)}</span>
            <small className="track-when">
              {each.state === 'now' ? (
                <Stay page={page} />
              ) : (
                <Entered at={enteredAt(each)} timeZone={page.dealer.timeZone} />
              )}
            </small>
          </li>
        ))}
      </ol>
      <Foot page={page} next={now >= 0 ? next : undefined} />
    </section>
  )
}

/** On the phone the way is wider than the screen: it opens at the present stage. With the next frame, which measures
 *  the page anyway. */
function intoSight(element: HTMLElement | null) {
  requestAnimationFrame(() =>
    element?.parentElement?.scrollTo({ left: element.offsetLeft - element.offsetWidth }),
  )
}

function Entered({ at, timeZone }: { at: string | null | undefined; timeZone: string }) {
  if (!at) return null
  return <time dateTime={at}>{dateTimeShort(at, new Date(), timeZone)}</time>
}

function Stay({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const { stageSince } = page.state
  if (!stageSince) return null
  const stuck = isStuck(page.process, page.state, new Date().toISOString())
  return (
    <span className={stuck ? 'is-late' : undefined} title={stuck ? t('sale.stuck') : undefined}>
      {t('sale.inStage', { time: sinceWord(stageSince) })}
    </span>
  )
}

function Foot({ page, next }: { page: SalePage; next: TrackStage | undefined }) {
  const t = useWords(salesWords)
  const { stage, loss, cancellation } = page.state
  if (stage === 'after-sales') return <p className="track-foot">{t('sale.endedWell')}</p>
  if (stage === 'lost')
    return (
      <p className="track-foot is-bad">
        {t('stage.lost')} · {t('sale.endedLost', { reason: reasonWord('lossReason', loss?.reason) })}
      </p>
    )
  if (stage === 'cancelled')
    return (
      <p className="track-foot is-bad">
        {t('stage.cancelled')} ·{' '}
        {t('sale.endedCancelled', {
          reason: reasonWord('cancellationReason', cancellation?.reason),
          disposition: t(`disposition.${cancellation?.disposition ?? 'none'}`),
        })}
        {cancellation &&
          cancellation.refundMinor > 0 &&
          ` · ${t('sale.endedRefund', { amount: money(cancellation.refundMinor, page.amounts.currency ?? 'CNY') })}`}
      </p>
    )
  return (
    <div className="track-foot">
      {loss?.state === 'proposed' && (
        <p className="is-late">{t('sale.lossProposed', { reason: reasonWord('lossReason', loss.reason) })}</p>
      )}
      {next && <Gate stage={next} />}
    </div>
  )
}

/** What the process asks for before a stage, and the action that leads there. */
function Gate({ stage }: { stage: TrackStage }) {
  const t = useWords(salesWords)
  return (
    <p className="gate">
      <span className="quiet">{t('sale.gate', { stage: t(`stage.${stage.stage}`) })}</span>
      {stage.checks.map(({ check, met }) => (
        <span key={check} className={met ? 'gate-item is-met' : 'gate-item'}>
          <Icon name={met ? 'check' : 'clock'} />
          {t(`check.${check}`)}
          <span className="sr">{t(met ? 'sale.gateMet' : 'sale.gateUnmet')}</span>
        </span>
      ))}
      {stage.by && <span>{t('sale.gateOpen', { action: t(`action.${stage.by}`) })}</span>}
    </p>
  )
}

function reasonWord(list: 'lossReason' | 'cancellationReason', reason: string | null | undefined): string {
  return reason ? codeWord(list, reason) : '—'
}
