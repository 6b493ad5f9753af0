import { daysBetween } from '../../platform/business-date.ts'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { usePhone } from '../../platform/web/shell/phone.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { doorWords } from './follow-up-line.words.ts'
import { usePostpone } from './postpone.web.ts'
import type { SectionProps } from './TodayPage.tsx'
import type { Today } from './today.contract.ts'
import { Do, Section, Work } from './Work.tsx'

/** Overdue first, then today's, then what comes. */
export function FollowUps({ today, steps }: SectionProps) {
  const t = useWords(salesWords)
  const d = useWords(doorWords)
  const phone = usePhone()
  const postpone = usePostpone(today.date)
  const due = today.followUps.filter(each => each.due !== 'upcoming')
  const coming = today.followUps.filter(each => each.due === 'upcoming')
  const { counts } = today
  const team = today.whose === 'team'
  const line = (each: Today['followUps'][number]) => (
    <Work
      key={each.followUpId}
      about={each}
      owner={team}
      why={<Why followUp={each} today={today.date} />}
      more={
        each.contactedAt ? (
          <>
            {t('today.lastContact', { time: '' })}
            <Dated at={each.contactedAt} relative />
          </>
        ) : (
          t('today.never')
        )
      }
      actions={
        <Do
          main={each.due !== 'upcoming'}
          label={t('today.record')}
          about={each.customer?.name}
          onClick={() => steps.open('complete-follow-up', { sale: each.saleId })}
        />
      }
      later={
        each.due === 'upcoming' ? undefined : (
          <Do label={d('tomorrow')} about={each.customer?.name} onClick={() => postpone(each)} />
        )
      }
      swipe={
        phone && each.due !== 'upcoming'
          ? {
              right: d('done'),
              left: d('tomorrow'),
              onRight: () => steps.open('record-contact', { sale: each.saleId }),
              onLeft: () => postpone(each),
            }
          : undefined
      }
    />
  )
  return (
    <>
      <Section
        id="follow-ups"
        title={t('today.followUps')}
        count={counts.overdue + counts.today}
        shown={due.length}
        empty={t('today.emptyFollowUps')}
      >
        {due.map(line)}
      </Section>
      <Section id="upcoming" title={t('today.upcomingFrom')} count={counts.upcoming} shown={coming.length}>
        {coming.map(line)}
      </Section>
    </>
  )
}

function Why({ followUp, today }: { followUp: Today['followUps'][number]; today: string }) {
  const t = useWords(salesWords)
  if (followUp.due === 'overdue')
    return <span className="is-late">{t('today.lateBy', { days: daysBetween(followUp.dueOn, today) })}</span>
  if (followUp.due === 'today') return <>{t('today.dueToday')}</>
  return <Dated day={followUp.dueOn} />
}

/** Those who asked and have not been answered yet, with the time that is left. */
export function NewInquiries({ today, steps, timeZone }: SectionProps) {
  const t = useWords(salesWords)
  return (
    <Section
      id="new-inquiries"
      title={t('today.newInquiries')}
      count={today.counts.newInquiries}
      shown={today.newInquiries.length}
    >
      {today.newInquiries.map(each => (
        <Work
          key={each.saleId}
          about={each}
          owner={today.whose === 'team'}
          why={
            each.answerBy && (
              <span className={each.late ? 'is-late' : undefined}>
                {each.late
                  ? t('today.late')
                  : t('today.answerBy', { time: dateTimeShort(each.answerBy, new Date(), timeZone) })}
              </span>
            )
          }
          more={codeWord('source', each.source)}
          actions={
            <Do
              main
              label={t('today.contact')}
              about={each.customer?.name}
              onClick={() => steps.open('complete-follow-up', { sale: each.saleId })}
            />
          }
        />
      ))}
    </Section>
  )
}
