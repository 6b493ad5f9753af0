import Button from 'antd/es/button'
import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import type { Column } from '../../platform/web/kit/columns.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords, sourceText } from '../customers-words.web.ts'
import { Phone } from '../people/customer-columns.tsx'
import { Countdown } from './Countdown.tsx'
import { inboxWords } from './inbox.words.ts'
import { claimLead, type Lead, type LeadState } from './leads.contract.ts'

const tones: Record<LeadState, Tone> = { open: 'blue', converted: 'green', lost: 'grey' }

export function LeadStateMark({ state }: { state: LeadState }) {
  const t = useWords(customersWords)
  return <Mark tone={tones[state]}>{t(`leadState.${state}`)}</Mark>
}

export function useLeadColumns({ manyStores }: { manyStores: boolean }): readonly Column<Lead>[] {
  const t = useWords(customersWords)
  const inbox = useWords(inboxWords)
  const storeName = useOrganisationName()
  const columns: (Column<Lead> | false)[] = [
    {
      key: 'name',
      title: t('name'),
      width: 180,
      phone: 'title',
      render: ({ name, number }) => name ?? `${t('unnamed')} ${number}`,
    },
    {
      key: 'response',
      title: inbox('response'),
      width: 150,
      render: lead => <Countdown lead={lead} />,
    },
    { key: 'phone', title: t('phone'), width: 140, render: ({ phone }) => <Phone phone={phone} /> },
    { key: 'source', title: t('source'), width: 120, render: ({ source }) => sourceText(source) },
    {
      key: 'interest',
      title: t('interest'),
      width: 200,
      render: ({ interest }) => interest ?? <Unknown />,
    },
    {
      key: 'received',
      title: t('receivedAt'),
      width: 130,
      render: lead => <Received lead={lead} />,
    },
    {
      key: 'owner',
      title: t('owner'),
      width: 110,
      render: ({ owner }) => owner?.name ?? <Mark tone="amber">{t('pool')}</Mark>,
    },
    {
      key: 'state',
      title: t('leadState.title'),
      width: 96,
      phone: 'mark',
      render: ({ state }) => <LeadStateMark state={state} />,
    },
    manyStores && {
      key: 'store',
      title: t('store'),
      width: 160,
      render: ({ dealerId }) => storeName(dealerId),
    },
    { key: 'number', title: t('number'), width: 120, phone: 'none', render: ({ number }) => number },
    {
      key: 'claim',
      title: t('claim'),
      width: 88,
      phone: 'none',
      render: lead => <ClaimButton lead={lead} />,
    },
  ]
  return columns.filter(column => column !== false)
}

/** When the lead came in; an import may know the day, or nothing. */
export function Received({ lead: { receivedAt, receivedOn } }: { lead: Lead }) {
  const t = useWords(customersWords)
  if (receivedAt) return <Dated at={receivedAt} short />
  return receivedOn ? <Dated day={receivedOn} /> : <span className="quiet">{t('unknownDate')}</span>
}

/** Takes a lead of the pool from the list itself: the first one to press has it. */
function ClaimButton({ lead }: { lead: Lead }) {
  const t = useWords(customersWords)
  const mayEdit = useMay('leads', 'edit')
  const { act, pending } = useAct(claimLead, { topics: ['leads'] })
  if (!mayEdit || lead.owner || lead.state !== 'open') return null
  const claim = () =>
    act({ params: { id: lead.id } }).then(() => notice({ text: t('claimed') }), problemNotice)
  return (
    <Button
      size="small"
      loading={pending}
      aria-label={`${t('claim')} ${lead.name ?? lead.number}`}
      onClick={() => void claim()}
    >
      {t('claim')}
    </Button>
  )
}
