import AntForm from 'antd/es/form'
import { type ReactNode, useState } from 'react'
import { money, percent } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { authorityFor, discountLimitBps } from '../process/discount-limit.rules.ts'
import { type Approval, approvalReasons, type Quote } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import {
  acceptCounterOffer,
  counterOffer,
  giveApproval,
  refuseApproval,
  requestApproval,
  withdrawApproval,
} from './approvals.contract.ts'
import { approvalWords } from './approvals.words.ts'
import { NoteField, RefusalReason } from './DecisionFields.tsx'

const Request = bodyOf(requestApproval).omit({ quoteId: true })
const Note = bodyOf(giveApproval)
const Refusal = bodyOf(refuseApproval)
const Offer = bodyOf(counterOffer)

export function RequestApprovalForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const act = useStepAct(requestApproval, page)
  const asked = new Set(
    page.state.approvals.filter(each => each.state === 'pending').map(each => each.quoteId),
  )
  const drafts = page.state.quotes.filter(({ id, state }) => state === 'draft' && !asked.has(id))
  const [chosen, choose] = useState(of)
  const quote = drafts.find(({ id }) => id === chosen) ?? drafts.at(-1)
  if (!quote) return null
  const labels = { reason: t('label.reason'), note: t('label.note') }
  return (
    <SchemaForm
      schema={Request}
      labels={labels}
      submitLabel={w('action.request-approval')}
      submit={body =>
        run(version =>
          act({ params: { id: page.id }, body: { ...body, quoteId: quote.id }, ifMatch: version }),
        )
      }
    >
      {field => (
        <>
          {drafts.length > 1 && (
            <Chips
              label={t('label.which')}
              value={quote.id}
              onChange={choose}
              options={drafts.map(({ id, version, totalMinor, currency }) => ({
                value: id,
                label: `${w('sale.quoteVersion', { version })} · ${money(totalMinor, currency)}`,
              }))}
            />
          )}
          <Cost page={page} quote={quote} />
          <Field {...field('reason')}>
            <Chips
              label={labels.reason}
              options={approvalReasons.map(value => ({ value, label: t(`reason.${value}`) }))}
            />
          </Field>
          <NoteField field={field} />
          <p className="step-hint">{t('text.request')}</p>
        </>
      )}
    </SchemaForm>
  )
}

export function GiveApprovalForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(giveApproval, page)
  return (
    <Asked page={page} of={of}>
      {({ id }) => (
        <SchemaForm
          schema={Note}
          labels={{ note: t('label.note') }}
          submitLabel={t('approve')}
          submit={body =>
            run(version => act({ params: { id: page.id, approvalId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <NoteField field={field} />
              <p className="step-hint">{t('text.give')}</p>
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

export function RefuseApprovalForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(refuseApproval, page)
  const labels = { reason: t('label.decision'), note: t('label.note') }
  return (
    <Asked page={page} of={of}>
      {({ id }) => (
        <SchemaForm
          schema={Refusal}
          labels={labels}
          submitLabel={t('refuse')}
          submit={body =>
            run(version => act({ params: { id: page.id, approvalId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <RefusalReason field={field} />
              <NoteField field={field} />
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

export function CounterOfferForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(counterOffer, page)
  return (
    <Asked page={page} of={of}>
      {({ id }, quote) => (
        <SchemaForm
          schema={Offer}
          labels={{ discountMinor: t('label.offer'), note: t('label.note') }}
          submitLabel={t('counter')}
          submit={body =>
            run(version => act({ params: { id: page.id, approvalId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <Field {...field('discountMinor')}>
                <MoneyInput currency={quote.currency} autoFocus />
              </Field>
              <Afterwards quote={quote} />
              <NoteField field={field} />
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

export function AcceptCounterOfferForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(acceptCounterOffer, page)
  const open = page.state.approvals.filter(({ state }) => state === 'countered')
  const approval = open.find(({ id }) => id === of) ?? open.at(-1)
  const quote = page.state.quotes.find(({ id }) => id === approval?.quoteId)
  if (!approval || !quote) return null
  const offer = approval.offerMinor ?? 0
  const show = (minor: number) => money(minor, quote.currency)
  return (
    <Confirm
      label={t('accept')}
      submit={() =>
        run(version => act({ params: { id: page.id, approvalId: approval.id }, ifMatch: version }))
      }
    >
      <Sum
        lines={[
          { name: t('sum.asked'), value: show(quote.discountMinor) },
          { name: t('sum.offer'), value: show(offer), tone: 'total' },
        ]}
      />
      <p className="step-hint">{t('text.accept')}</p>
    </Confirm>
  )
}

export function WithdrawApprovalForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(withdrawApproval, page)
  const own = page.state.approvals.filter(
    ({ state, requestedBy }) => state === 'pending' && requestedBy === page.actor.id,
  )
  const approval = own.find(({ id }) => id === of) ?? own.at(-1)
  if (!approval) return null
  return (
    <Confirm
      label={t('withdraw')}
      submit={() =>
        run(version => act({ params: { id: page.id, approvalId: approval.id }, ifMatch: version }))
      }
    >
      <p className="step-hint">{t('text.withdraw')}</p>
    </Confirm>
  )
}

interface AskedProps {
  page: SalePage
  of: string | undefined
  children: (approval: Approval, quote: Quote) => ReactNode
}

/** The request that is decided: what it would give away, who asks, and by whose limit one answers. */
function Asked({ page, of, children }: AskedProps) {
  const t = useWords(approvalWords)
  const pending = page.state.approvals.filter(({ state }) => state === 'pending')
  const approval = pending.find(({ id }) => id === of) ?? pending.at(-1)
  const quote = page.state.quotes.find(({ id }) => id === approval?.quoteId)
  if (!approval || !quote) return null
  const nameOf = (id: string | null) => page.people.find(person => person.id === id)?.name ?? ''
  const authority = authorityFor(page.process, page.actor, quote, approval.requestedBy)
  return (
    <>
      <p>
        <strong>{t(`reason.${approval.reason}`)}</strong>{' '}
        <span className="quiet">{t('by', { name: nameOf(approval.requestedBy) })}</span>
      </p>
      <Cost page={page} quote={quote} />
      {authority?.onBehalfOf && (
        <p className="step-note">{t('text.behalf', { name: nameOf(authority.onBehalfOf) })}</p>
      )}
      {children(approval, quote)}
    </>
  )
}

/** What the draft gives away, in money and of the price, beside one's own limit. */
function Cost({ page, quote }: { page: SalePage; quote: Quote }) {
  const t = useWords(approvalWords)
  const { listPriceMinor, discountMinor, concessionMinor, totalMinor, currency, modelId } = quote
  const show = (minor: number) => money(minor, currency)
  const limitBps = discountLimitBps(page.process, page.actor, modelId)
  const over = concessionMinor * 10_000 > limitBps * listPriceMinor
  return (
    <Sum
      lines={[
        { name: t('sum.list'), value: show(listPriceMinor) },
        { name: t('sum.asked'), value: show(discountMinor) },
        {
          name: t('sum.concession'),
          value: `${show(concessionMinor)} · ${percent(concessionMinor / listPriceMinor)}`,
          tone: over ? 'over' : undefined,
        },
        { name: t('sum.yours'), value: percent(limitBps / 10_000) },
        { name: t('sum.total'), value: show(totalMinor), tone: 'total' },
      ]}
    />
  )
}

function Afterwards({ quote }: { quote: Quote }) {
  const t = useWords(approvalWords)
  const form = AntForm.useFormInstance()
  const entered: unknown = AntForm.useWatch('discountMinor', form)
  if (typeof entered !== 'number' || !Number.isSafeInteger(entered)) return null
  const { listPriceMinor, discountMinor, concessionMinor, currency } = quote
  const then = concessionMinor - discountMinor + entered
  return (
    <Sum
      lines={[
        {
          name: t('sum.after'),
          value: `${money(then, currency)} · ${percent(then / listPriceMinor)}`,
        },
      ]}
    />
  )
}
