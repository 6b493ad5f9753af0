import { Link, useParams } from '@tanstack/react-router'
import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { Fact, Facts } from '../../platform/web/kit/Facts.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { PageSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { Masked, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords, sourceText } from '../customers-words.web.ts'
import { OwnerHistory } from '../owner-changes/OwnerHistory.tsx'
import { Dialled } from '../people/Dialled.tsx'
import { useReveal } from '../people/RevealDialog.tsx'
import { Countdown } from './Countdown.tsx'
import { inboxWords } from './inbox.words.ts'
import { LeadActions } from './LeadActions.tsx'
import { LeadContacts } from './LeadContacts.tsx'
import { LeadStateMark, Received } from './lead-columns.tsx'
import { type LeadDetail, readLead, revealLeadPhone } from './leads.contract.ts'
import { RecordContact } from './RecordContact.tsx'
import '../customers.css'

/** One lead: who asked for what from where, and what becomes of it. */
export function LeadPage() {
  const t = useWords(customersWords)
  const { id } = useParams({ from: '/shell/leads/$id' })
  const { data, error } = useAnswer(readLead, { params: { id } })
  if (data && data.id === id) return <Known lead={data} />
  if (!error) return <PageSkeleton />
  return (
    <Page title={t('lead')} above={<Back />}>
      <FailedReading failure={error} />
    </Page>
  )
}

function Known({ lead }: { lead: LeadDetail }) {
  const t = useWords(customersWords)
  const inbox = useWords(inboxWords)
  const storeName = useOrganisationName()
  return (
    <Page
      title={lead.name ?? `${t('unnamed')} ${lead.number}`}
      mark={<LeadStateMark state={lead.state} />}
      above={<Back />}
      actions={
        <>
          <LeadActions lead={lead} />
          <Outcome lead={lead} />
        </>
      }
      narrow
    >
      <div className="stack">
        <section className="panel panel-section">
          <h2 className="sr">{t('facts')}</h2>
          <Facts>
            <Fact label={t('number')}>{lead.number}</Fact>
            <Fact label={t('leadPhone')}>
              <LeadPhone lead={lead} />
            </Fact>
            <Fact label={t('source')}>{sourceText(lead.source)}</Fact>
            <Fact label={t('receivedAt')}>
              <Received lead={lead} />
            </Fact>
            <Fact label={inbox('response')}>
              <FirstResponse lead={lead} />
            </Fact>
            <Fact label={t('interest')}>{lead.interest ?? <Unknown />}</Fact>
            <Fact label={t('owner')}>{lead.owner?.name ?? t('poolOwner')}</Fact>
            <Fact label={t('store')}>{storeName(lead.dealerId)}</Fact>
            <Fact label={t('origin.title')}>{t(`origin.${lead.origin}`)}</Fact>
            {lead.externalRef && <Fact label={t('externalRef')}>{lead.externalRef}</Fact>}
            {lead.lossReason && <Fact label={t('loseReason')}>{t(`lossReason.${lead.lossReason}`)}</Fact>}
          </Facts>
          <RecordContact lead={lead} />
        </section>
        <LeadContacts lead={lead} />
        <OwnerHistory changes={lead.ownerChanges} />
      </div>
    </Page>
  )
}

/** The countdown, or who answered when. */
function FirstResponse({ lead }: { lead: LeadDetail }) {
  const t = useWords(inboxWords)
  if (lead.respondedAt && lead.respondedBy)
    return t('doneIn', {
      time: dateTimeShort(lead.respondedAt, new Date()),
      name: lead.respondedBy.name,
    })
  return (
    <span className="line">
      <Countdown lead={lead} />
      {lead.escalatedAt && lead.state === 'open' && <Mark tone="red">{t('escalatedAt')}</Mark>}
    </span>
  )
}

function LeadPhone({ lead }: { lead: LeadDetail }) {
  const t = useWords(customersWords)
  const params = { id: lead.id }
  const [dialog, reveal] = useReveal(t('leadPhone'), reason =>
    call(revealLeadPhone, { params, body: { reason } }),
  )
  if (!lead.phone) return <Unknown />
  return (
    <>
      <Masked
        text={lead.phone}
        label={t('leadPhone')}
        reveal={lead.may.reveal ? reveal : undefined}
        render={value => <Dialled kind="phone" value={value} />}
      />
      {dialog}
    </>
  )
}

/** A lead becomes a sale through the inquiry; one that did leads there. */
function Outcome({ lead }: { lead: LeadDetail }) {
  const t = useWords(customersWords)
  const maySell = useMay('sales', 'create')
  if (lead.saleId) return <ActionLink to={`/sales/${lead.saleId}`}>{t('openSale')}</ActionLink>
  if (lead.customerId)
    return <ActionLink to={`/customers/${lead.customerId}`}>{t('openCustomer')}</ActionLink>
  if (!maySell || !lead.may.edit) return null
  return (
    <ActionLink primary to="/inquiries/new" search={{ lead: lead.id }}>
      {t('convert')}
    </ActionLink>
  )
}

function Back() {
  const t = useWords(customersWords)
  return <Link to="/leads">{t('leads')}</Link>
}
