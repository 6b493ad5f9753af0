import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { z } from 'zod'
import { useAct } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { DatedRate, Tax, TaxedEnergy } from '../quotes/quote-tax.contract.ts'
import { createTaxRate, NewTaxRate as Rate } from './tax-rates.contract.ts'
import { taxRateWords } from './tax-rates.words.ts'

const percentage = z.number().min(0).max(100).multipleOf(0.01)
/** Percentages as people say them; the table holds basis points. */
const Asked = Rate.omit({ rateBasisPoints: true, reductionBasisPoints: true }).extend({
  rate: percentage,
  reduction: percentage.default(0),
})
type Asked = z.output<typeof Asked>

/** A row for the dated table. */
export function NewTaxRate({ onClose }: { onClose: () => void }) {
  const t = useWords(taxRateWords)
  const { act } = useAct(createTaxRate, { topics: ['tax-rates'] })
  const currency = useDealer().dealer?.currency ?? 'CNY'
  const labels = {
    tax: t('tax'),
    energy: t('energy'),
    currency: t('currency'),
    rate: t('rate'),
    reduction: t('reduction'),
    reductionMinorMax: t('reductionMax'),
    validFrom: t('validFrom'),
    validTo: t('validTo'),
    source: t('source'),
  }
  return (
    <Modal title={t('add')} kind="side" onClose={onClose}>
      <SchemaForm
        schema={Asked}
        labels={labels}
        initial={{ tax: 'purchase-tax', energy: 'any', currency }}
        marked
        submitLabel={t('add')}
        submit={async asked => {
          await act({ body: bodyFrom(asked) })
          notice({ text: t('added') })
          onClose()
        }}
      >
        {field => (
          <>
            <Field {...field('tax')}>
              <Chips
                label={t('tax')}
                options={Tax.options.map(value => ({ value, label: t(`taxes.${value}`) }))}
              />
            </Field>
            <Field {...field('energy')}>
              <Chips
                label={t('energy')}
                options={TaxedEnergy.options.map(value => ({ value, label: t(`energies.${value}`) }))}
              />
            </Field>
            <Field {...field('rate')}>
              <InputNumber min={0} max={100} step={0.5} />
            </Field>
            <Field {...field('reduction')} extra={t('reductionHint')}>
              <InputNumber min={0} max={100} step={5} />
            </Field>
            <Field {...field('reductionMinorMax')} extra={t('reductionMaxHint')}>
              <MaximumInput />
            </Field>
            <Field {...field('currency')}>
              <Input maxLength={3} />
            </Field>
            <Field {...field('validFrom')}>
              <DayInput />
            </Field>
            <Field {...field('validTo')} extra={t('openEndHint')}>
              <DayInput />
            </Field>
            <Field {...field('source')} extra={t('sourceHint')}>
              <Input maxLength={200} />
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}

/** An amount in the currency that stands in the form. */
function MaximumInput(field: {
  id?: string
  value?: number
  onChange?: (minor: number | undefined) => void
}) {
  const typed: unknown = AntForm.useWatch('currency', AntForm.useFormInstance())
  const isCurrency = DatedRate.shape.currency.safeParse(typed).success
  return <MoneyInput {...field} currency={isCurrency ? String(typed) : 'CNY'} />
}

function bodyFrom({ rate, reduction, ...asked }: Asked) {
  return {
    ...asked,
    rateBasisPoints: Math.round(rate * 100),
    reductionBasisPoints: Math.round(reduction * 100),
  }
}
