import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date, dateTimeShort, money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { reversiblePayments } from '../process/decisions/payments.rules.ts'
import { balanceOf } from '../process/ledger.rules.ts'
import type { Payment } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { listTakings } from '../takings/takings.contract.ts'
import { PaymentMethod, recordPayment, reversePayment } from './payments.contract.ts'
import { paymentsWords } from './payments.words.ts'

const Received = bodyOf(recordPayment)
const Reversal = bodyOf(reversePayment)

export function PaymentForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(recordPayment, page)
  const currency = currencyOf(page)
  const { dueMinor, depositMinor } = balanceOf(page.state)
  const agreed = page.state.contract?.depositMinor ?? 0
  const depositDue = Math.max(0, agreed - depositMinor)
  const labels = {
    purpose: t('payment.purpose'),
    method: t('payment.method'),
    amountMinor: t('payment.amount'),
    reference: t('payment.reference'),
  }
  return (
    <SchemaForm
      schema={Received}
      labels={labels}
      initial={{
        purpose: depositDue > 0 || dueMinor === null ? 'deposit' : 'balance',
        amountMinor: depositDue || dueMinor || undefined,
      }}
      submitLabel={w('action.record-payment')}
      submit={body =>
        run(version => act({ params: { id: page.id }, body: { ...body, currency }, ifMatch: version }))
      }
    >
      {field => (
        <>
          <Field {...field('purpose')}>
            <Chips
              label={labels.purpose}
              options={(['deposit', 'balance'] as const).map(value => ({
                value,
                label: w(`paymentPurpose.${value}`),
              }))}
            />
          </Field>
          <Field {...field('amountMinor')}>
            <MoneyInput currency={currency} autoFocus />
          </Field>
          <Field {...field('method')}>
            <Chips
              label={labels.method}
              options={methodsOf(page).map(value => ({ value, label: codeWord('paymentMethod', value) }))}
            />
          </Field>
          <Field {...field('reference')}>
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Afterwards page={page} currency={currency} />
          <TakingsHint page={page} currency={currency} />
        </>
      )}
    </SchemaForm>
  )
}

/** What the store's process takes, of what the ledger knows. */
export function methodsOf({ process }: SalePage) {
  return PaymentMethod.options.filter(method => process.paymentMethods.includes(method))
}

/** The balance now, and with what is being entered. */
function Afterwards({ page, currency }: { page: SalePage; currency: string }) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const entered: unknown = AntForm.useWatch('amountMinor', form)
  const amount = typeof entered === 'number' && Number.isSafeInteger(entered) ? entered : 0
  const { paidMinor } = balanceOf(page.state)
  const price = page.state.contract?.priceMinor ?? null
  const show = (minor: number) => money(minor, currency)
  const left = price === null ? null : price - paidMinor - amount
  return (
    <Sum
      lines={[
        { name: t('payment.price'), value: price === null ? t('payment.noPrice') : show(price) },
        { name: t('payment.paid'), value: show(paidMinor) },
        ...(left === null
          ? []
          : left < 0
            ? [{ name: t('payment.credit'), value: show(-left), tone: 'over' as const }]
            : [{ name: t('payment.after'), value: show(left), tone: 'total' as const }]),
      ]}
    />
  )
}

/** After the day was closed, money counts for the next: said before it is taken. */
function TakingsHint({ page, currency }: { page: SalePage; currency: string }) {
  const t = useWords(paymentsWords)
  const { data } = useAnswer(
    listTakings,
    { query: { dealerId: page.dealerId, currency } },
    { enabled: useMay('takings', 'read'), topics: ['takings'] },
  )
  if (!data || data.openDay === data.today) return null
  return <p className="step-note">{t('countsFor', { day: date(data.openDay) })}</p>
}

export function ReversalForm({ page, of, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(reversePayment, page)
  const payments = reversiblePayments(page.state)
  const [chosen, choose] = useState(of)
  const payment = payments.find(({ id }) => id === chosen) ?? payments[0]
  return (
    <SchemaForm
      schema={Reversal}
      labels={{ reference: t('payment.reference') }}
      submitLabel={w('action.reverse-payment')}
      submit={body =>
        run(version => act({ params: { id: page.id, paymentId: payment?.id ?? '' }, body, ifMatch: version }))
      }
    >
      {field => (
        <>
          <div className="step-choice stack">
            <Chips
              label={t('payment.which')}
              value={payment?.id}
              onChange={choose}
              options={payments.map(each => ({ value: each.id, label: paymentWord(page, each) }))}
            />
            <p className="step-hint">{t('payment.reversalText')}</p>
          </div>
          <Field {...field('reference')}>
            <Input maxLength={100} autoComplete="off" />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function paymentWord(page: SalePage, { amountMinor, method, at }: Payment): string {
  const amount = money(amountMinor, currencyOf(page))
  const day = dateTimeShort(at, new Date(), page.dealer.timeZone)
  return `${amount} · ${codeWord('paymentMethod', method)} · ${day}`
}
