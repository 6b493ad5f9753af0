import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { addendumReasons } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { contractWords } from './contract.words.ts'
import { agreeAddendum } from './contracts.contract.ts'
import { earnestMinor } from './deposit.rules.ts'

const Addendum = bodyOf(agreeAddendum)

/** A change to the signed terms; what is left empty stays. */
export function AddendumForm({ page, run }: StepProps) {
  const t = useWords(contractWords)
  const w = useWords(salesWords)
  const act = useStepAct(agreeAddendum, page)
  const currency = currencyOf(page)
  const labels = {
    reason: t('addendum.reason'),
    priceMinor: t('addendum.newPrice'),
    deliveryOn: t('addendum.deliveryOn'),
    terms: t('addendum.terms'),
  }
  return (
    <SchemaForm
      schema={Addendum}
      labels={labels}
      initial={{ reason: 'customer-wish', deliveryOn: page.state.contract?.deliveryOn ?? null }}
      submitLabel={w('action.agree-addendum')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <Field {...field('reason')}>
            <Chips
              label={labels.reason}
              options={addendumReasons
                .filter(reason => reason !== 'car-swap')
                .map(value => ({ value, label: t(`reason.${value}`) }))}
            />
          </Field>
          <Field {...field('priceMinor')}>
            <MoneyInput currency={currency} />
          </Field>
          <Field {...field('deliveryOn')}>
            <DayInput />
          </Field>
          <Field {...field('terms')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
          <Afterwards page={page} currency={currency} />
          <p className="step-hint">{t('addendum.hint')}</p>
        </>
      )}
    </SchemaForm>
  )
}

/** The price now and then, and how much of the deposit binds then. */
function Afterwards({ page, currency }: { page: SalePage; currency: string }) {
  const t = useWords(contractWords)
  const form = AntForm.useFormInstance()
  const entered: unknown = AntForm.useWatch('priceMinor', form)
  const { contract } = page.state
  const before = contract?.priceMinor ?? null
  if (!contract || before === null) return null
  const after = typeof entered === 'number' && Number.isSafeInteger(entered) ? entered : before
  const earnest = earnestMinor(contract.depositType, contract.depositMinor, after)
  return (
    <Sum
      lines={[
        { name: t('terms.price'), value: money(before, currency) },
        ...(after === before
          ? []
          : [{ name: t('addendum.newPrice'), value: money(after, currency), tone: 'total' as const }]),
        ...(contract.depositType === 'earnest-money'
          ? [{ name: t('addendum.earnest'), value: money(earnest, currency) }]
          : []),
      ]}
    />
  )
}
