import { getRouteApi, Link } from '@tanstack/react-router'
import { readLead } from '../../customers/leads/leads.contract.ts'
import { readCustomer } from '../../customers/people/customers.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import { InquiryForm } from './InquiryForm.tsx'
import './inquiry.css'

const routeApi = getRouteApi('/shell/inquiries/new')

/** Somebody asks: who, for what, from where. From a lead or a customer, what is known is filled in. */
export function NewInquiryPage() {
  const t = useWords(salesWords)
  const { customer: customerId, lead: leadId, interest } = routeApi.useSearch()
  const lead = useAnswer(readLead, { params: { id: leadId ?? '' } }, { enabled: leadId !== undefined })
  const knownId = customerId ?? lead.data?.customerId ?? undefined
  const known = useAnswer(readCustomer, { params: { id: knownId ?? '' } }, { enabled: knownId !== undefined })
  const failure = lead.error ?? known.error
  const waiting = (leadId && !lead.data) || (knownId && !known.data)
  return (
    <Page
      title={t('inquiry.title')}
      above={<Link to="/sales">{t('list.title')}</Link>}
      narrow
      mark={lead.data && t('inquiry.fromLead', { number: lead.data.number })}
    >
      <div className="panel inquiry">
        {failure && <ProblemAlert failure={failure} />}
        {!failure && waiting && <Lines count={5} />}
        {!failure && !waiting && <InquiryForm lead={lead.data} known={known.data} interest={interest} />}
      </div>
    </Page>
  )
}
