import { useNavigate } from '@tanstack/react-router'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useRef, useState } from 'react'
import { z } from 'zod'
import type { LeadDetail } from '../../customers/leads/leads.contract.ts'
import { createCustomer } from '../../customers/people/customers.contract.ts'
import { line } from '../../platform/scalars.contract.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useDealer, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { CustomerSelect } from '../inputs/CustomerSelect.tsx'
import { InterestSelect, interestOf } from '../inputs/InterestSelect.tsx'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { Code, type ContactChannel, Id, IntentLevel } from '../process/sale.contract.ts'
import { readEffectiveProcess } from '../processes/processes.contract.ts'
import { inWords } from '../refusal-words.web.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { openInquiry } from './inquiries.contract.ts'
import { KnownCustomers } from './KnownCustomers.tsx'

const common = {
  dealerId: Id.optional(),
  interest: z.string().optional(),
  source: Code,
  intentLevel: IntentLevel,
}
const OfNewCustomer = z.object({ ...common, name: line(200), phone: line(40).optional() })
const OfKnownCustomer = z.object({ ...common, customerId: Id })

interface Known {
  id: string
  name: string
  phone: string | null
}
interface InquiryFormProps {
  lead?: LeadDetail
  known?: Known
  /** What is asked for, as InterestSelect names it. */
  interest?: string
}

/** Four questions for somebody new, two for somebody known. */
export function InquiryForm({ lead, known, interest }: InquiryFormProps) {
  const t = useWords(salesWords)
  const [customer, setCustomer] = useState<Known | null>(known ?? null)
  const [who, setWho] = useState<'new' | 'known'>(known ? 'known' : 'new')
  const open = useOpening(lead?.id)
  const shared = {
    initial: {
      name: lead?.name ?? undefined,
      source: lead && Code.safeParse(lead.source).success ? lead.source : undefined,
      interest: lead?.trimId ? `trim:${lead.trimId}` : interest,
      intentLevel: 'B' as const,
      customerId: customer?.id,
    },
    labels: {
      name: t('inquiry.name'),
      phone: t('inquiry.phone'),
      customerId: t('inquiry.who'),
      interest: t('inquiry.interest'),
      source: t('inquiry.source'),
      intentLevel: t('inquiry.level'),
      dealerId: t('inquiry.dealer'),
    },
    submitLabel: t('inquiry.submit'),
    marked: true,
  }
  const choose = (chosen: Known) => {
    setCustomer(chosen)
    setWho('known')
  }
  return (
    <>
      <Segments
        label={t('inquiry.who')}
        value={who}
        onChange={setWho}
        options={[
          { value: 'new', label: t('inquiry.newCustomer') },
          { value: 'known', label: t('inquiry.knownCustomer') },
        ]}
      />
      {who === 'new' ? (
        <SchemaForm key="new" {...shared} schema={OfNewCustomer} draft="inquiry" submit={open.withNew}>
          {field => (
            <>
              <div className="two">
                <Field {...field('name')}>
                  <Input autoFocus autoComplete="off" maxLength={200} />
                </Field>
                <Field {...field('phone')}>
                  <Input type="tel" inputMode="tel" autoComplete="off" maxLength={40} />
                </Field>
              </div>
              <KnownCustomers onChoose={choose} />
              <Questions field={field} />
            </>
          )}
        </SchemaForm>
      ) : (
        <SchemaForm
          key={`known ${customer?.id}`}
          {...shared}
          schema={OfKnownCustomer}
          submit={values => open.withKnown(values.customerId, values)}
        >
          {field => (
            <>
              <Field {...field('customerId')} extra={customer?.phone}>
                {customer ? (
                  <Chosen customer={customer} onAnother={() => setCustomer(null)} />
                ) : (
                  <CustomerSelect autoFocus />
                )}
              </Field>
              <Questions field={field} />
            </>
          )}
        </SchemaForm>
      )}
    </>
  )
}

type FieldOf = Parameters<Parameters<typeof SchemaForm>[0]['children']>[0]

function Questions({ field }: { field: FieldOf }) {
  const t = useWords(salesWords)
  const nameOf = useNameOf()
  const { dealer, dealers } = useDealer()
  const { data } = useAnswer(
    readEffectiveProcess,
    { query: { organisationId: (dealer ?? dealers[0])?.id ?? '' } },
    { enabled: dealers.length > 0, staleTime: 600_000 },
  )
  const sources = data?.definition.sources ?? defaultDefinition.sources
  return (
    <>
      <Field {...field('interest')}>
        <InterestSelect placeholder={t('inquiry.interestAny')} />
      </Field>
      <div className="two">
        <Field {...field('source')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={sources.map(value => ({ value, label: codeWord('source', value) }))}
          />
        </Field>
        <Field {...field('intentLevel')}>
          <Chips
            label={t('inquiry.level')}
            options={(['H', 'A', 'B', 'C'] as const).map(value => ({
              value,
              label: value,
              hint: t(`levelMeaning.${value}`),
            }))}
          />
        </Field>
      </div>
      {!dealer && (
        <Field {...field('dealerId')} required>
          <Select
            options={dealers.map(each => ({ value: each.id, label: nameOf(each) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Field>
      )}
    </>
  )
}

function Chosen({ customer, onAnother }: { customer: Known; onAnother: () => void }) {
  const t = useWords(salesWords)
  return (
    <span className="chosen">
      <strong>{customer.name}</strong>
      <button type="button" className="filters-clear" onClick={onAnother}>
        {t('inquiry.change')}
      </button>
    </span>
  )
}

type Asked = Omit<z.output<typeof OfKnownCustomer>, 'customerId'>

/** A new customer is recorded first; if the inquiry then fails, sending again uses the same customer. */
function useOpening(leadId: string | undefined) {
  const t = useWords(salesWords)
  const navigate = useNavigate()
  const { dealer } = useDealer()
  const { act: record } = useAct(createCustomer, { topics: ['customers'] })
  const { act: begin } = useAct(openInquiry, { topics: ['sales', 'leads'] })
  const recorded = useRef<{ name: string; phone?: string; id: string } | null>(null)
  const withKnown = async (customerId: string, asked: Asked) => {
    const { source, intentLevel, interest } = asked
    try {
      const opened = await begin({
        body: {
          dealerId: asked.dealerId ?? dealer?.id,
          customerId,
          leadId,
          source,
          channel: channelOf(source),
          intentLevel,
          ...interestOf(interest),
        },
      })
      notice({ text: t('inquiry.opened', { number: opened.number }) })
      await navigate({ to: '/sales/$id', params: { id: opened.id }, replace: true })
    } catch (failure) {
      if (recorded.current?.id === customerId) notice({ tone: 'note', text: t('inquiry.customerKept') })
      throw inWords(failure)
    }
  }
  const withNew = async ({ name, phone, ...asked }: z.output<typeof OfNewCustomer>) => {
    const before = recorded.current
    if (before?.name !== name || before.phone !== phone) {
      const { id } = await record({
        body: {
          kind: 'person',
          name,
          source: asked.source,
          dealerId: asked.dealerId ?? dealer?.id,
          contactPoints: phone ? [{ kind: 'phone', value: phone }] : [],
        },
      })
      recorded.current = { name, phone, id }
    }
    if (recorded.current) await withKnown(recorded.current.id, asked)
  }
  return { withKnown, withNew }
}

/** How somebody came says how they were met. */
function channelOf(source: string): z.output<typeof ContactChannel> | null {
  if (source === 'walk-in' || source === 'exhibition') return 'visit'
  if (source === 'phone') return 'call'
  return ['website', 'vertical-media', 'short-video'].includes(source) ? 'online' : null
}
