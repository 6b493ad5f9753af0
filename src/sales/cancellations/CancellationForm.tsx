import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { settlementOf } from '../process/decisions/refunds.rules.ts'
import { balanceOf } from '../process/ledger.rules.ts'
import { DefaultingParty } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { cancelSale } from './cancellations.contract.ts'

const Cancellation = bodyOf(cancelSale)

export function CancellationForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(cancelSale, page)
  const labels = { reason: t('cancel.reason'), defaultingParty: t('cancel.party'), note: t('note') }
  return (
    <SchemaForm
      schema={Cancellation}
      labels={labels}
      submitLabel={w('action.cancel-sale')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <p className="step-note">{t('cancel.effect')}</p>
          <Field {...field('reason')}>
            <Chips
              label={labels.reason}
              options={page.process.cancellationReasons.map(value => ({
                value,
                label: codeWord('cancellationReason', value),
              }))}
            />
          </Field>
          <Field {...field('defaultingParty')}>
            <Chips
              label={labels.defaultingParty}
              options={DefaultingParty.options.map(value => ({
                value,
                label: w(`defaultingParty.${value}`),
              }))}
            />
          </Field>
          <Settlement page={page} />
          <Field {...field('note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

/** What becomes of the money by law (民法典 587), as soon as it is said who defaults. */
function Settlement({ page }: { page: SalePage }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const form = AntForm.useFormInstance()
  const party = DefaultingParty.safeParse(AntForm.useWatch('defaultingParty', form))
  const { contract } = page.state
  const { paidMinor, depositMinor } = balanceOf(page.state)
  const show = (minor: number) => money(minor, currencyOf(page))
  const paid = { name: t('cancel.paid'), value: show(paidMinor) }
  if (!party.success) return <Sum lines={[paid]} />
  const earnestMinor = contract?.earnestMinor ?? 0
  const settled = settlementOf(page.state, party.data)
  return (
    <Sum
      lines={[
        paid,
        { name: t('cancel.earnest'), value: show(Math.min(earnestMinor, depositMinor)) },
        { name: t('cancel.disposition'), value: w(`disposition.${settled.disposition}`) },
        { name: t('cancel.kept'), value: show(settled.keptMinor) },
        { name: t('cancel.refund'), value: show(settled.refundMinor), tone: 'total' },
      ]}
    />
  )
}
