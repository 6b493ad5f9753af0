import AntForm from 'antd/es/form'
import { useState } from 'react'
import type { Energy } from '../../inventory/models/models.contract.ts'
import { TrimSelect } from '../../inventory/models/TrimSelect.tsx'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { seesCost } from '../../platform/permissions.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { type ChosenCar, EpisodeSelect } from '../inputs/EpisodeSelect.tsx'
import { heldCar } from '../inputs/held-car.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { QuotePaper } from '../sales/sale-papers.contract.ts'
import { stepWords } from '../steps/steps.words.ts'
import { QuoteLines } from './QuoteLines.tsx'
import { QuoteTotals } from './QuoteTotals.tsx'
import { TaxChoice } from './quote-tax.contract.ts'
import { QuoteTerms } from './quotes.contract.ts'
import { quoteWords } from './quotes.words.ts'

interface QuoteEditorProps {
  page: SalePage
  /** The quote that is revised; its lines come with their words. */
  paper?: QuotePaper
  submitLabel: string
  submit: (terms: QuoteTerms) => Promise<void>
}
/** What the total starts from. */
export interface Priced {
  listPriceMinor: number | null
  currency: string
  /** of the catalogue, whose energy counts where the car's own is not said */
  trimId: string | null
  energy?: Energy | null
}

/** Car or trim, discount and extras, with the total and the concession as they are typed. */
export function QuoteEditor({ page, paper, submitLabel, submit }: QuoteEditorProps) {
  const t = useWords(stepWords)
  const q = useWords(quoteWords)
  const hidesCost = !page.actor.roles.some(role => seesCost.includes(role))
  const held = heldCar(page)
  const [by, setBy] = useState<'car' | 'trim'>(paper ? (paper.car ? 'car' : 'trim') : held ? 'car' : 'trim')
  const [priced, setPriced] = useState<Priced | null>(startingPrice(page, paper))
  const currency = priced?.currency ?? currencyOf(page)
  const labels = {
    episodeId: t('car'),
    trimId: t('trim'),
    discountMinor: t('quote.discount'),
    tradeInMinor: q('tradeIn'),
    purchaseTax: q('tax.field'),
    lines: t('quote.lines'),
    validUntil: t('quote.validUntil'),
  }
  return (
    <SchemaForm
      schema={QuoteTerms}
      labels={labels}
      initial={startingTerms(page, paper)}
      submitLabel={submitLabel}
      draft={paper ? undefined : `quote.${page.id}`}
      submit={terms =>
        submit({
          ...terms,
          currency,
          ...(by === 'car' ? { trimId: null } : { episodeId: null }),
        })
      }
    >
      {field => (
        <>
          <div className="step-choice">
            <Segments
              label={t('subject')}
              value={by}
              onChange={next => {
                setBy(next)
                setPriced(null)
              }}
              options={[
                { value: 'car', label: t('byCar') },
                { value: 'trim', label: t('byTrim') },
              ]}
            />
          </div>
          {by === 'car' ? (
            <Field {...field('episodeId')} required>
              <EpisodeSelect
                dealerId={page.dealerId}
                prefer={{ trimId: page.state.trimId }}
                held={held}
                onCar={car => setPriced(car && pricedBy(car))}
              />
            </Field>
          ) : (
            <Field {...field('trimId')} required>
              <TrimSelect
                onTrim={trim =>
                  setPriced(
                    trim && { listPriceMinor: trim.listPriceMinor, currency: trim.currency, trimId: trim.id },
                  )
                }
              />
            </Field>
          )}
          <Field {...field('discountMinor')}>
            <MoneyInput currency={currency} />
          </Field>
          <Field {...field('lines')} extra={t('quote.giftCost')}>
            <QuoteLines page={page} currency={currency} hidesCost={hidesCost} />
          </Field>
          <Field {...field('purchaseTax')}>
            <Chips
              label={q('tax.field')}
              options={TaxChoice.options.map(value => ({ value, label: q(`tax.${value}`) }))}
            />
          </Field>
          <Field {...field('tradeInMinor')} extra={q('tradeInHint')}>
            <MoneyInput currency={currency} />
          </Field>
          <ValidField field={field('validUntil')} page={page} />
          <QuoteTotals page={page} priced={priced} currency={currency} trimChosen={by === 'trim'} />
        </>
      )}
    </SchemaForm>
  )
}

function ValidField({
  field,
  page,
}: {
  field: ReturnType<Parameters<Parameters<typeof SchemaForm>[0]['children']>[0]>
  page: SalePage
}) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const chosen: unknown = AntForm.useWatch('validUntil', form)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const days = page.process.quoteValidDays
  const hint = chosen ? undefined : `${t('quote.validHint', { days })} · ${date(addDays(today, days))}`
  return (
    <Field {...field} extra={hint}>
      <DayInput from={today} />
    </Field>
  )
}

function startingTerms(page: SalePage, paper?: QuotePaper): Partial<QuoteTerms> {
  if (!paper) {
    const held = heldCar(page)
    return {
      episodeId: held?.episodeId,
      trimId: page.state.trimId,
      discountMinor: 0,
      tradeInMinor: 0,
      purchaseTax: 'included',
      lines: [],
    }
  }
  return {
    episodeId: paper.car?.episodeId,
    trimId: paper.trim?.id,
    discountMinor: paper.discountMinor,
    tradeInMinor: paper.tradeInMinor,
    purchaseTax: paper.tax?.state === 'left-out' ? 'left-out' : 'included',
    lines: paper.lines.map(({ kind, label, amountMinor, costMinor }) => ({
      kind,
      label,
      amountMinor,
      costMinor,
    })),
  }
}

function startingPrice(page: SalePage, paper?: QuotePaper): Priced | null {
  const trimId = paper?.trim?.id ?? page.state.trimId
  if (paper) return { listPriceMinor: paper.listPriceMinor, currency: paper.currency, trimId }
  const held = heldCar(page)
  return held && pricedBy(held)
}

function pricedBy({ priceMinor, currency, trimId, energy }: ChosenCar): Priced {
  return { listPriceMinor: priceMinor, currency, trimId, energy }
}
