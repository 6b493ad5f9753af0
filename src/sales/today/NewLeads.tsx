import { Link } from '@tanstack/react-router'
import { Countdown } from '../../customers/leads/Countdown.tsx'
import { inboxWords } from '../../customers/leads/inbox.words.ts'
import { type Lead, listLeads, summariseLeads } from '../../customers/leads/leads.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { Today } from './today.contract.ts'
import { Section } from './Work.tsx'

const listed = 10

/** Leads that nobody has answered, with the time that is left: one's own, or for managers the store's. */
export function NewLeads({ whose, timeZone }: { whose: Today['whose']; timeZone: string | undefined }) {
  const mayRead = useMay('leads', 'read')
  return mayRead ? <Unanswered whose={whose} timeZone={timeZone} /> : null
}

function Unanswered({ whose, timeZone }: { whose: Today['whose']; timeZone: string | undefined }) {
  const t = useWords(inboxWords)
  const { dealer } = useDealer()
  const dealerId = dealer?.id
  const team = whose === 'team'
  const { data } = useUnanswered(whose)
  const counts = useAnswer(summariseLeads, { query: { dealerId } })
  if (!data || data.items.length === 0) return null
  const shown = data.items.length
  const all = team ? (counts.data?.unanswered ?? shown) : shown
  return (
    <Section id="new-leads" title={t('unanswered')} count={all} shown={shown}>
      {data.items.map(lead => (
        <LeadLine key={lead.id} lead={lead} team={team} timeZone={timeZone} />
      ))}
    </Section>
  )
}

function LeadLine({ lead, team, timeZone }: { lead: Lead; team: boolean; timeZone: string | undefined }) {
  const t = useWords(inboxWords)
  const s = useWords(salesWords)
  const name = lead.name ?? lead.number
  const more = [
    codeWord('source', lead.source),
    lead.interest,
    team ? (lead.owner?.name ?? t('ownerPool')) : null,
  ]
  return (
    <li className="work">
      <b className="work-level">
        <Icon name="lead" className="inline-icon" />
      </b>
      <div className="work-what">
        <p>
          <Link to="/leads/$id" params={{ id: lead.id }} className="work-name">
            {name}
          </Link>
          <Countdown lead={lead} timeZone={timeZone} />{' '}
          {lead.escalatedAt && <Mark tone="red">{t('escalated')}</Mark>}
        </p>
        <p className="work-more">{more.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="work-actions">
        <Link
          to="/leads/$id"
          params={{ id: lead.id }}
          className="do is-main"
          aria-label={`${s('today.contact')} · ${name}`}
        >
          {s('today.contact')}
        </Link>
      </div>
    </li>
  )
}

/** The most urgent of them. */
export function useUnanswered(whose: Today['whose']) {
  const { dealer } = useDealer()
  const mayRead = useMay('leads', 'read')
  const query = { order: 'urgent', waiting: 'unanswered', limit: listed, dealerId: dealer?.id } as const
  return useAnswer(
    listLeads,
    { query: whose === 'team' ? query : { ...query, owner: 'me' } },
    { enabled: mayRead },
  )
}
