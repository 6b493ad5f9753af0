import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import type { ReactNode } from 'react'
import { money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { approvalWords } from '../approvals/approvals.words.ts'
import { NoteField, RefusalReason } from '../approvals/DecisionFields.tsx'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { methodsOf } from '../payments/PaymentForms.tsx'
import { isRefusable, settlementOf } from '../process/decisions/refunds.rules.ts'
import { balanceOf, promisedMinor, refundableMinor } from '../process/ledger.rules.ts'
import { DefaultingParty, type Refund, refundReasons } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { approveRefund, payRefund, refuseRefund, requestRefund } from './refunds.contract.ts'

const Request = bodyOf(requestRefund).omit({ purpose: true })
const Approval = bodyOf(approveRefund)
const Refusal = bodyOf(refuseRefund)
const Paying = bodyOf(payRefund)

export function RequestRefundForm({ page, run }: StepProps) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const act = useStepAct(requestRefund, page)
  const { state } = page
  const currency = currencyOf(page)
  const refundable = refundableMinor(state) - promisedMinor(state)
  const purpose = state.cancellation ? 'cancellation' : state.contract ? 'overpayment' : 'deposit'
  const labels = {
    amountMinor: t('label.amount'),
    defaultingParty: t('label.party'),
    reason: t('label.reason'),
    note: t('label.note'),
  }
  return (
    <SchemaForm
      schema={Request}
      labels={labels}
      initial={{ amountMinor: purpose === 'cancellation' ? null : refundable }}
      submitLabel={w('action.request-refund')}
      submit={body =>
        run(version => act({ params: { id: page.id }, body: { ...body, purpose }, ifMatch: version }))
      }
    >
      {field => (
        <>
          {purpose === 'cancellation' ? (
            <>
              <Field {...field('defaultingParty')}>
                <Chips
                  label={labels.defaultingParty}
                  options={DefaultingParty.options.map(value => ({
                    value,
                    label: w(`defaultingParty.${value}`),
                  }))}
                />
              </Field>
              <Settled page={page} />
            </>
          ) : (
            <>
              <Sum
                lines={[
                  { name: t('sum.held'), value: money(balanceOf(state).paidMinor, currency) },
                  { name: t('sum.refundable'), value: money(refundable, currency), tone: 'total' },
                ]}
              />
              <Field {...field('amountMinor')}>
                <MoneyInput currency={currency} autoFocus />
              </Field>
            </>
          )}
          <Field {...field('reason')}>
            <Chips
              label={labels.reason}
              options={refundReasons.map(value => ({ value, label: t(`refundReason.${value}`) }))}
            />
          </Field>
          <NoteField field={field} />
          <p className="step-hint">{t('text.refund')}</p>
        </>
      )}
    </SchemaForm>
  )
}

export function ApproveRefundForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(approveRefund, page)
  return (
    <Asked page={page} of={of} concerns={({ state }) => state === 'pending'}>
      {({ id, amountMinor }) => (
        <SchemaForm
          schema={Approval}
          labels={{ note: t('label.note') }}
          submitLabel={t('approve')}
          submit={body =>
            run(version => act({ params: { id: page.id, refundId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <NoteField field={field} />
              <p className="step-hint">{t(amountMinor > 0 ? 'text.approveRefund' : 'text.approveKept')}</p>
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

export function RefuseRefundForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const act = useStepAct(refuseRefund, page)
  const labels = { reason: t('label.decision'), note: t('label.note') }
  return (
    <Asked page={page} of={of} concerns={refund => isRefusable(refund, page.state)}>
      {({ id }) => (
        <SchemaForm
          schema={Refusal}
          labels={labels}
          submitLabel={t('refuse')}
          submit={body =>
            run(version => act({ params: { id: page.id, refundId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <RefusalReason field={field} />
              <NoteField field={field} />
              <p className="step-hint">{t('text.takeBack')}</p>
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

export function PayRefundForm({ page, of, run }: StepProps) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const act = useStepAct(payRefund, page)
  const labels = { method: t('label.method'), reference: t('label.reference') }
  return (
    <Asked page={page} of={of} concerns={({ state }) => state === 'approved'}>
      {({ id }) => (
        <SchemaForm
          schema={Paying}
          labels={labels}
          submitLabel={w('action.pay-refund')}
          submit={body =>
            run(version => act({ params: { id: page.id, refundId: id }, body, ifMatch: version }))
          }
        >
          {field => (
            <>
              <Field {...field('method')}>
                <Chips
                  label={labels.method}
                  options={methodsOf(page).map(value => ({ value, label: codeWord('paymentMethod', value) }))}
                />
              </Field>
              <Field {...field('reference')}>
                <Input maxLength={100} autoComplete="off" />
              </Field>
            </>
          )}
        </SchemaForm>
      )}
    </Asked>
  )
}

interface AskedProps {
  page: SalePage
  of: string | undefined
  concerns: (refund: Refund) => boolean
  children: (refund: Refund) => ReactNode
}

/** The refund that is decided or paid: what for, who asks, what stays. */
function Asked({ page, of, concerns, children }: AskedProps) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const open = page.state.refunds.filter(concerns)
  const refund = open.find(({ id }) => id === of) ?? open.at(-1)
  if (!refund) return null
  const show = (minor: number) => money(minor, currencyOf(page))
  const name = page.people.find(({ id }) => id === refund.requestedBy)?.name ?? ''
  const { cancellation } = page.state
  const isDisposal = refund.purpose === 'cancellation' && cancellation !== null
  return (
    <>
      <p>
        <strong>{t(`purpose.${refund.purpose}`)}</strong>{' '}
        <span className="quiet">
          {t(`refundReason.${refund.reason}`)} · {t('by', { name })}
        </span>
      </p>
      <Sum
        lines={[
          { name: t('sum.held'), value: show(balanceOf(page.state).paidMinor) },
          ...(isDisposal
            ? [
                { name: t('sum.disposition'), value: w(`disposition.${cancellation.disposition}`) },
                { name: t('sum.kept'), value: show(cancellation.keptMinor) },
              ]
            : []),
          { name: t('sum.refund'), value: show(refund.amountMinor), tone: 'total' as const },
        ]}
      />
      {children(refund)}
    </>
  )
}

/** What the law makes of the money, as soon as it is said who defaults. */
function Settled({ page }: { page: SalePage }) {
  const t = useWords(approvalWords)
  const w = useWords(salesWords)
  const form = AntForm.useFormInstance()
  const party = DefaultingParty.safeParse(AntForm.useWatch('defaultingParty', form))
  const show = (minor: number) => money(minor, currencyOf(page))
  const held = { name: t('sum.held'), value: show(balanceOf(page.state).paidMinor) }
  if (!party.success) return <Sum lines={[held]} />
  const settled = settlementOf(page.state, party.data)
  return (
    <>
      <Sum
        lines={[
          held,
          { name: t('sum.disposition'), value: w(`disposition.${settled.disposition}`) },
          { name: t('sum.kept'), value: show(settled.keptMinor) },
          { name: t('sum.refund'), value: show(settled.refundMinor), tone: 'total' },
        ]}
      />
      <p className="step-hint">{t('text.disposal')}</p>
    </>
  )
}
