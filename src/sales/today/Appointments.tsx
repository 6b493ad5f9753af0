import { Link } from '@tanstack/react-router'
import { date, dateTimeShort, time } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { handOverWords } from '../deliveries/hand-over.words.ts'
import { roleWord } from '../refusal-words.web.ts'
import { carWord, codeWord, salesWords } from '../sale-words.web.ts'
import type { SectionProps } from './TodayPage.tsx'
import type { Today } from './today.contract.ts'
import { Do, Section, Work } from './Work.tsx'

/** The day's test drives in the order of the clock. */
export function TestDrives({ today, steps, timeZone }: SectionProps) {
  const t = useWords(salesWords)
  const { testDrives, counts } = today
  return (
    <Section
      id="test-drives"
      title={t('today.testDrives')}
      count={counts.testDrives}
      shown={testDrives.length}
      empty={t('today.emptyTestDrives')}
    >
      {testDrives.map(drive => (
        <Work
          key={drive.testDriveId}
          about={drive}
          car={drive.car}
          owner={false}
          why={
            <>
              <span className="num">
                {time(drive.startsAt, timeZone)}–{time(drive.endsAt, timeZone)}
              </span>{' '}
              {drive.state !== 'booked' && <Mark>{t(`testDriveState.${drive.state}`)}</Mark>}
            </>
          }
          more={t('today.escort', { name: drive.escort.name })}
          actions={drive.next && <DriveButton drive={drive} steps={steps} />}
        />
      ))}
    </Section>
  )
}

function DriveButton({ drive, steps }: { drive: Today['testDrives'][number]; steps: SectionProps['steps'] }) {
  const t = useWords(salesWords)
  const { next } = drive
  if (!next) return null
  return (
    <Do
      main
      label={t(`action.${next}`)}
      about={drive.customer?.name}
      onClick={() => steps.open(next, { sale: drive.saleId, of: drive.testDriveId })}
    />
  )
}

/** Cars that wait for their buyers, with who owes what. */
export function Deliveries({ today, steps, timeZone }: SectionProps) {
  const h = useWords(handOverWords)
  const t = useWords(salesWords)
  const { deliveries, counts } = today
  return (
    <Section
      id="deliveries"
      title={t('today.deliveries')}
      count={counts.deliveries}
      shown={deliveries.length}
      empty={t('today.emptyDeliveries')}
    >
      {deliveries.map(each => (
        <Work
          key={each.saleId}
          about={each}
          car={each.car}
          owner={today.whose === 'team'}
          why={
            <>
              {each.startsAt && (
                <span className="num">{dateTimeShort(each.startsAt, new Date(), timeZone)} </span>
              )}
              {each.startsAt && !each.isAgreed && <Mark tone="amber">{h('page.notAgreed')}</Mark>}
              {each.ready ? (
                <Mark tone="green">{t('today.ready')}</Mark>
              ) : (
                <Mark tone="amber">{t('today.owes', { count: each.owed.length })}</Mark>
              )}
            </>
          }
          more={owedByRole(each.owed)}
          actions={
            <Do
              main={each.ready}
              label={each.ready ? t('today.deliver') : t('sale.checklist')}
              about={each.customer?.name}
              onClick={() => steps.open(each.ready ? 'deliver' : 'mark-item', { sale: each.saleId })}
            />
          }
        />
      ))}
    </Section>
  )
}

/** First services that somebody is to be reminded of. */
export function Reminders({ today, steps }: SectionProps) {
  const t = useWords(salesWords)
  const h = useWords(handOverWords)
  const { reminders } = today
  return (
    <Section id="reminders" title={h('panel.reminders')} count={reminders.length} shown={reminders.length}>
      {reminders.map(each => (
        <Work
          key={each.reminderId}
          about={each}
          car={each.car}
          owner={today.whose === 'team'}
          why={
            <Mark tone={each.overdue ? 'red' : 'amber'}>
              {h('panel.dueOrKm', { date: date(each.dueOn), km: each.dueKm })}
            </Mark>
          }
          actions={
            <Do
              main
              label={t('action.complete-reminder')}
              about={each.customer?.name}
              onClick={() => steps.open('complete-reminder', { sale: each.saleId })}
            />
          }
        />
      ))}
    </Section>
  )
}

/** Who owes how many items: `财务 2 · 库管 1`. */
function owedByRole(owed: Today['deliveries'][number]['owed']): string | undefined {
  const roles = [...new Set(owed.map(({ role }) => role))]
  return (
    roles.map(role => `${roleWord(role)} ${owed.filter(item => item.role === role).length}`).join(' · ') ||
    undefined
  )
}

/** Reserved cars that will soon be anybody's again. */
export function Reservations({ today, steps, timeZone }: SectionProps) {
  const t = useWords(salesWords)
  const { reservations, counts } = today
  return (
    <Section
      id="reservations"
      title={t('today.reservations')}
      count={counts.reservations}
      shown={reservations.length}
    >
      {reservations.map(each => (
        <Work
          key={each.reservationId}
          about={each}
          car={each.car}
          owner={today.whose === 'team'}
          why={t(each.offered ? 'today.offered' : 'today.expires', {
            time: dateTimeShort(each.expiresAt, new Date(), timeZone),
          })}
          more={each.car ? `${carWord(each.car)} ${each.car.stockNumber}` : undefined}
          actions={
            <Do
              label={t(`action.${takes(each)}`)}
              about={each.customer?.name}
              onClick={() => steps.open(takes(each), { sale: each.saleId })}
            />
          }
        />
      ))}
    </Section>
  )
}

/** What makes a held car the customer's: a contract on its trim is matched, else one is signed. */
function takes({ stage }: Today['reservations'][number]): 'match-car' | 'sign-contract' {
  return stage === 'contract' || stage === 'delivery' ? 'match-car' : 'sign-contract'
}

/** For those who review: why it is said to be lost, and the two answers. */
export function Losses({ today, steps }: SectionProps) {
  const t = useWords(salesWords)
  return (
    <Section id="losses" title={t('today.losses')} count={today.counts.losses} shown={today.losses.length}>
      {today.losses.map(loss => (
        <Work
          key={loss.lossId}
          about={loss}
          owner={false}
          why={<Mark tone="red">{codeWord('lossReason', loss.reason)}</Mark>}
          more={[
            loss.proposedBy?.name,
            loss.competitor ? t('today.competitor', { name: loss.competitor }) : null,
            loss.note,
          ]
            .filter(Boolean)
            .join(' · ')}
          actions={
            <>
              <Do
                label={t('today.decline')}
                about={loss.customer?.name}
                onClick={() => steps.open('decline-loss', { sale: loss.saleId })}
              />
              <Do
                main
                label={t('today.confirm')}
                about={loss.customer?.name}
                onClick={() => steps.open('confirm-loss', { sale: loss.saleId })}
              />
            </>
          }
        />
      ))}
    </Section>
  )
}

/** How each consultant's work stands, the most overdue first. */
export function Owners({ today }: { today: Today }) {
  const t = useWords(salesWords)
  if (today.owners.length === 0) return null
  const owners = today.owners.toSorted((one, other) => other.overdue - one.overdue || other.open - one.open)
  return (
    <section className="panel day-section" aria-label={t('today.owners')}>
      <h2>{t('today.owners')}</h2>
      <table className="load">
        <thead>
          <tr>
            <th scope="col">{t('sale.owner')}</th>
            <th scope="col">{t('today.open')}</th>
            <th scope="col">{t('today.overdue')}</th>
            <th scope="col">{t('today.today')}</th>
            <th scope="col">{t('today.upcoming')}</th>
          </tr>
        </thead>
        <tbody>
          {owners.map(({ owner, open, overdue, today: due, upcoming }) => (
            <tr key={owner?.id ?? 'nobody'}>
              <th scope="row">
                {owner ? (
                  <Link to="/board" search={{ ownerId: owner.id }}>
                    {owner.name}
                  </Link>
                ) : (
                  t('sale.noOwner')
                )}
              </th>
              <td>{open}</td>
              <td className={overdue > 0 ? 'is-late' : undefined}>{overdue}</td>
              <td>{due}</td>
              <td>{upcoming}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
