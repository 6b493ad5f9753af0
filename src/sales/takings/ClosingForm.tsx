import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { useAct } from '../../platform/web/answers/answers.ts'
import { date, money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { paymentsWords } from '../payments/payments.words.ts'
import { Sum } from '../steps/Sum.tsx'
import { closeTakings, type Takings } from './takings.contract.ts'
import { differenceOf } from './takings.rules.ts'
import '../steps/steps.css'

const Closing = bodyOf(closeTakings)

/** The cash as counted, and why where it differs from the books. */
export function ClosingForm({ sheet, next }: { sheet: Takings; next: string }) {
  const t = useWords(paymentsWords)
  const { act } = useAct(closeTakings, { topics: ['takings'] })
  const { day, dealerId, currency } = sheet
  const labels = { countedMinor: t('counted'), reason: t('reason') }
  return (
    <SchemaForm
      schema={Closing}
      labels={labels}
      submitLabel={t('close', { day: date(day) })}
      submit={body => act({ params: { day }, body: { ...body, dealerId, currency } })}
    >
      {field => (
        <>
          <Field {...field('countedMinor')}>
            <MoneyInput currency={currency} />
          </Field>
          <Difference sheet={sheet} />
          <Field {...field('reason')}>
            <Input maxLength={500} autoComplete="off" />
          </Field>
          <p className="step-hint">{t('closeHint', { next: date(next) })}</p>
        </>
      )}
    </SchemaForm>
  )
}

function Difference({ sheet: { totals, currency } }: { sheet: Takings }) {
  const t = useWords(paymentsWords)
  const form = AntForm.useFormInstance()
  const counted: unknown = AntForm.useWatch('countedMinor', form)
  const known = typeof counted === 'number' && Number.isSafeInteger(counted)
  const difference = known ? differenceOf(counted, totals.cashMinor) : null
  return (
    <Sum
      lines={[
        { name: t('cash'), value: money(totals.cashMinor, currency) },
        ...(difference === null
          ? []
          : [
              {
                name: t(difference === 0 ? 'even' : difference > 0 ? 'over' : 'short'),
                value: money(Math.abs(difference), currency),
                tone: difference === 0 ? ('total' as const) : ('over' as const),
              },
            ]),
      ]}
    />
  )
}
