import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { revealContactPoint } from '../../customers/people/contact-points.contract.ts'
import { listStaff } from '../../network/staff/staff.contract.ts'
import { invalidate, queryClient, useAnswer } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { Dated, Masked } from '../../platform/web/kit/Values.tsx'
import { useMay, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { assignOwner } from '../assignments/assignments.contract.ts'
import { planFollowUp } from '../follow-ups/follow-ups.contract.ts'
import { type IntentLevel, intentLevels } from '../process/sale.contract.ts'
import { inWords } from '../refusal-words.web.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { possibilitiesOf, saleTopics, useStepAct } from '../steps/step.web.ts'
import { readSale, type SalePage } from './sale-page.contract.ts'

/** What is known of the sale; level and owner are changed where they stand. */
export function SaleFacts({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const nameOf = useNameOf()
  const { state, customer } = page
  return (
    <section className="panel side-panel">
      <h2>{t('sale.facts')}</h2>
      <dl className="facts">
        {customer && (
          <Fact name={t('sale.customer')}>
            <Opening noun="customers" id={customer.id}>
              {customer.number}
            </Opening>
          </Fact>
        )}
        {customer && <Contact page={page} />}
        <Fact name={t('sale.level')}>
          <Level page={page} />
        </Fact>
        <Fact name={t('sale.owner')}>
          <Owner page={page} />
        </Fact>
        <Fact name={t('sale.source')}>{codeWord('source', state.source)}</Fact>
        <Fact name={t('sale.inquiredOn')}>
          <Dated day={state.inquiredOn} />
        </Fact>
        {page.lead && (
          <Fact name={t('sale.lead')}>
            <Opening noun="leads" id={page.lead.id}>
              {page.lead.number}
            </Opening>
          </Fact>
        )}
        {page.externalRef && <Fact name={t('sale.externalRef')}>{page.externalRef}</Fact>}
        {page.contractNumber && <Fact name={t('sale.contractNumber')}>{page.contractNumber}</Fact>}
        {state.delivery && (
          <Fact name={t('sale.delivered')}>
            <Dated day={state.delivery.deliveredOn} />
          </Fact>
        )}
        {state.closedOn && (
          <Fact name={t('sale.closed')}>
            <Dated day={state.closedOn} />
          </Fact>
        )}
        <Fact name={t('sale.dealer')}>{nameOf(page.dealer)}</Fact>
        <Fact name={t('sale.process')}>{state.processVersion}</Fact>
      </dl>
    </section>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The way to a record that the sale names, for whom it is open. */
export function Opening(props: {
  noun: 'customers' | 'leads' | 'vehicles'
  id: string
  children: ReactNode
}) {
  const { noun, id, children } = props
  if (!useMay(noun, 'read')) return children
  return (
    <Link to={`/${noun}/$id`} params={{ id }}>
      {children}
    </Link>
  )
}

function Contact({ page: { customer } }: { page: SalePage }) {
  const t = useWords(salesWords)
  const mayReveal = useMay('customers', 'reveal')
  const reachable = customer?.contactPoints.filter(({ kind }) => kind === 'phone' || kind === 'wechat') ?? []
  if (!customer || reachable.length === 0) return null
  return (
    <Fact name={t('sale.contact')}>
      {reachable.map(({ id, masked }) => (
        <Masked
          key={id}
          label={t('sale.contact')}
          text={masked}
          reveal={mayReveal ? () => reveal(customer.id, id) : undefined}
        />
      ))}
    </Fact>
  )
}

async function reveal(customerId: string, contactPointId: string): Promise<string> {
  const body = { contactPointId, reason: 'call' as const }
  const { value } = await call(revealContactPoint, { params: { id: customerId }, body })
  return value
}

function Level({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const act = useStepAct(planFollowUp, page)
  const value = page.state.intentLevel ?? ''
  const text = value ? `${value} · ${t(`levelMeaning.${value}`)}` : null
  if (!isPossible(page, 'plan-follow-up')) return text ?? '—'
  const write = (version: number) => (next: string) =>
    act({
      params: { id: page.id },
      body: { intentLevel: next as IntentLevel, dueOn: null },
      ifMatch: version,
    }).catch(thrown)
  return (
    <EditInPlace
      label={t('sale.level')}
      value={value}
      options={intentLevels.map(level => ({
        value: level,
        label: `${level} · ${t(`levelMeaning.${level}`)}`,
      }))}
      save={write(page.version)}
      theirs={async () => (await fresh(page.id)).state.intentLevel ?? '—'}
      overwrite={async next => write((await fresh(page.id)).version)(next)}
    >
      {text}
    </EditInPlace>
  )
}

function Owner({ page }: { page: SalePage }) {
  const t = useWords(salesWords)
  const act = useStepAct(assignOwner, page)
  const assignable = isPossible(page, 'assign-owner')
  const { data } = useAnswer(
    listStaff,
    { query: { organisationId: page.dealerId, role: 'consultant', limit: 100 } },
    { enabled: assignable, staleTime: 600_000 },
  )
  const name = page.owner?.name ?? t('sale.noOwner')
  if (!assignable) return name
  const people = (data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))
  const known = page.owner && !people.some(({ value }) => value === page.owner?.id)
  const options = known && page.owner ? [{ value: page.owner.id, label: page.owner.name }, ...people] : people
  const write = (version: number) => (ownerId: string) =>
    act({ params: { id: page.id }, body: { ownerId }, ifMatch: version }).catch(thrown)
  return (
    <EditInPlace
      label={t('sale.owner')}
      value={page.owner?.id ?? ''}
      options={page.owner ? options : [{ value: '', label: t('sale.noOwner') }, ...options]}
      save={write(page.version)}
      theirs={async () => (await fresh(page.id)).owner?.name ?? t('sale.noOwner')}
      overwrite={async next => write((await fresh(page.id)).version)(next)}
    >
      {name}
    </EditInPlace>
  )
}

function isPossible(page: SalePage, kind: 'plan-follow-up' | 'assign-owner'): boolean {
  return possibilitiesOf(page).some(each => each.kind === kind && each.possible)
}

/** The sale as it stands on the server now, also for the page that shows it. */
async function fresh(id: string): Promise<SalePage> {
  const page = await call(readSale, { params: { id } })
  void invalidate(saleTopics(id))
  queryClient.setQueryData([readSale.name, { params: { id } }], page)
  return page
}

function thrown(failure: unknown): never {
  throw inWords(failure)
}
