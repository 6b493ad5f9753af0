import { Link, useParams } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { PageSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { SlicePanels } from '../../platform/web/shell/SlicePanels.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Consents } from '../consents/Consents.tsx'
import { customersWords } from '../customers-words.web.ts'
import { OwnerHistory } from '../owner-changes/OwnerHistory.tsx'
import { ContactPoints } from './ContactPoints.tsx'
import { CustomerFacts } from './CustomerFacts.tsx'
import { CustomerNote } from './CustomerNote.tsx'
import { type CustomerDetail, readCustomer } from './customers.contract.ts'
import '../customers.css'

/** One person or company: what is known, how to reach them, what they buy. */
export function CustomerPage() {
  const t = useWords(customersWords)
  const { id } = useParams({ from: '/shell/customers/$id' })
  const { data, error } = useAnswer(readCustomer, { params: { id } })
  if (data && data.id === id) return <Known customer={data} />
  if (!error) return <PageSkeleton />
  return (
    <Page title={t('customer')} above={<Back />}>
      <FailedReading failure={error} />
    </Page>
  )
}

function Known({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  return (
    <Page
      title={customer.name}
      mark={<Marks customer={customer} />}
      above={<Back />}
      actions={<Start customer={customer} />}
    >
      <div className="customer">
        <div className="stack">
          <section className="panel panel-section">
            <h2>{t('facts')}</h2>
            <CustomerFacts customer={customer} />
          </section>
          <CustomerNote customer={customer} />
        </div>
        <div className="stack">
          <ContactPoints customer={customer} />
          <SlicePanels of="customers" id={customer.id} />
          <Consents id={customer.id} />
          <OwnerHistory changes={customer.ownerChanges} />
        </div>
      </div>
    </Page>
  )
}

function Marks({ customer: { kind, nameMasked, owner } }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  return (
    <span className="title-marks">
      <Mark>{t(`kind.${kind}`)}</Mark>
      {!owner && <Mark tone="amber">{t('pool')}</Mark>}
      {nameMasked && <Mark tone="violet">{t('masked')}</Mark>}
    </span>
  )
}

function Start({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const maySell = useMay('sales', 'create')
  if (!maySell || !customer.may.edit) return null
  return (
    <ActionLink primary to="/inquiries/new" search={{ customer: customer.id }}>
      {t('startInquiry')}
    </ActionLink>
  )
}

function Back() {
  const t = useWords(customersWords)
  return <Link to="/customers">{t('customers')}</Link>
}
