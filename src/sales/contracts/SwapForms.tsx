import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { useState } from 'react'
import { z } from 'zod'
import { money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { currencyOf } from '../inputs/currency.web.ts'
import { type ChosenCar, EpisodeSelect } from '../inputs/EpisodeSelect.tsx'
import { AmountMinor, MarkedItem } from '../process/sale.contract.ts'
import { carWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { Sum } from '../steps/Sum.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { contractWords } from './contract.words.ts'
import { swapCar, unmatchCar } from './contracts.contract.ts'

const Swap = bodyOf(swapCar)
  .omit({ addendum: true })
  .extend({ priceMinor: AmountMinor.nullish(), terms: z.string().max(2000).default('') })

/** 换车: another car for the one under contract, with what it changes in sight. */
export function SwapCarForm({ page, run }: StepProps) {
  const t = useWords(contractWords)
  const s = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(swapCar, page)
  const [car, setCar] = useState<ChosenCar | null>(null)
  const [by, setBy] = useState<'price' | 'addendum'>('price')
  const { contract } = page.state
  const otherTrim = Boolean(car?.trimId && contract?.trimId && car.trimId !== contract.trimId)
  const withAddendum = by === 'addendum' || otherTrim
  const labels = {
    episodeId: t('swap.fresh'),
    priceMinor: t('addendum.newPrice'),
    'addendum.priceMinor': t('addendum.newPrice'),
    terms: t('addendum.terms'),
    addendum: t('swap.withAddendum'),
  }
  return (
    <SchemaForm
      schema={Swap}
      labels={labels}
      initial={{ priceMinor: contract?.priceMinor ?? undefined }}
      submitLabel={w('action.swap-car')}
      submit={({ episodeId, priceMinor, terms }) => {
        const addendum = withAddendum ? { priceMinor: priceMinor ?? null, terms } : null
        return run(version =>
          act({ params: { id: page.id }, body: { episodeId, addendum }, ifMatch: version }),
        )
      }}
    >
      {field => (
        <>
          {page.car && (
            <p className="step-subject">
              <span className="quiet">{t('swap.old')}</span> <strong>{carWord(page.car)}</strong>{' '}
              <span className="quiet num">{page.car.stockNumber}</span>
            </p>
          )}
          <Field {...field('episodeId')}>
            <EpisodeSelect
              dealerId={page.dealerId}
              prefer={{ trimId: contract?.trimId ?? null }}
              onCar={setCar}
            />
          </Field>
          {car && <Difference page={page} car={car} />}
          <Undone page={page} />
          {otherTrim ? (
            <p className="step-note">{t('swap.otherTrim')}</p>
          ) : (
            <div className="step-choice">
              <Segments
                label={t('swap.withAddendum')}
                value={by}
                onChange={setBy}
                options={[
                  { value: 'price', label: t('swap.noAddendum') },
                  { value: 'addendum', label: t('swap.withAddendum') },
                ]}
              />
            </div>
          )}
          {withAddendum && <AddendumFields field={field} currency={currencyOf(page)} />}
          <p className="step-hint">{s('reserve.matched')}</p>
        </>
      )}
    </SchemaForm>
  )
}

function AddendumFields({ field, currency }: { field: FieldOf; currency: string }) {
  return (
    <>
      <Field {...field('priceMinor')}>
        <MoneyInput currency={currency} />
      </Field>
      <Field {...field('terms')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
    </>
  )
}

/** What the two cars are offered at: dearer at the same price is so much more given away. */
function Difference({ page, car }: { page: SalePage; car: ChosenCar }) {
  const t = useWords(contractWords)
  const form = AntForm.useFormInstance()
  const price: unknown = AntForm.useWatch('priceMinor', form)
  const currency = currencyOf(page)
  const old = page.car?.currency === currency ? page.car.priceMinor : null
  const fresh = car.currency === currency ? car.priceMinor : null
  if (old === null || fresh === null) return null
  const show = (minor: number) => money(minor, currency)
  const agreed = page.state.contract?.priceMinor ?? null
  const paid = typeof price === 'number' && agreed !== null ? price - agreed : 0
  const more = fresh - old - paid
  return (
    <>
      <Sum
        lines={[
          { name: t('swap.old'), value: show(old) },
          { name: t('swap.fresh'), value: show(fresh) },
          { name: t('swap.difference'), value: show(fresh - old), tone: more > 0 ? 'over' : 'total' },
        ]}
      />
      {fresh !== old && (
        <p className="step-hint">
          {fresh > old
            ? t('swap.dearer', { amount: show(fresh - old) })
            : t('swap.cheaper', { amount: show(old - fresh) })}
        </p>
      )}
    </>
  )
}

/** Ticks that belong to the car which goes back. */
function Undone({ page }: { page: SalePage }) {
  const t = useWords(contractWords)
  const w = useWords(salesWords)
  const marked = MarkedItem.options.filter(item => page.state.items[item] !== null)
  const invoice = page.state.invoices.find(each => each.reversedAt === null)
  if (marked.length === 0) return null
  return (
    <p className="step-note">
      {t('swap.undone', { items: marked.map(item => w(`item.${item}`)).join('、') })}{' '}
      {invoice && t('swap.red', { number: invoice.number })}
    </p>
  )
}

/** The match taken back. */
export function UnmatchCarForm({ page, run }: StepProps) {
  const t = useWords(contractWords)
  const w = useWords(salesWords)
  const act = useStepAct(unmatchCar, page)
  return (
    <Confirm
      label={w('action.unmatch-car')}
      submit={() => run(version => act({ params: { id: page.id }, ifMatch: version }))}
    >
      {page.car && (
        <p>
          <strong>{carWord(page.car)}</strong> <span className="quiet">{page.car.stockNumber}</span>
        </p>
      )}
      <Undone page={page} />
      <p>{t('swap.unmatch')}</p>
    </Confirm>
  )
}
