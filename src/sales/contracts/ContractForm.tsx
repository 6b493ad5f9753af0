import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { useState } from 'react'
import { z } from 'zod'
import { TrimSelect } from '../../inventory/models/TrimSelect.tsx'
import { businessDate } from '../../platform/business-date.ts'
import { money } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, type FieldOf, Optional, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { EpisodeSelect } from '../inputs/EpisodeSelect.tsx'
import { heldCar } from '../inputs/held-car.web.ts'
import { methodsOf } from '../payments/PaymentForms.tsx'
import { PaymentMethod } from '../payments/payments.contract.ts'
import { mayAct } from '../process/rights.rules.ts'
import { AmountMinor, type Quote } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { DepositHint, PriceHint } from './ContractHints.tsx'
import { contractWords } from './contract.words.ts'
import { signContract } from './contracts.contract.ts'
import { DepositSplit } from './DepositSplit.tsx'
import { PartiesFields, PartiesShape, partiesFrom, partyLabels } from './PartiesFields.tsx'

/** The deposit's fields stand flat in the form; without a type there is no deposit. */
const Signing = bodyOf(signContract)
  .omit({ deposit: true, parties: true })
  .extend({
    ...PartiesShape,
    depositType: z.enum(['none', 'earnest-money', 'prepayment']),
    depositMinor: AmountMinor.optional(),
    paidBy: z.union([z.literal('unpaid'), PaymentMethod]).default('unpaid'),
    reference: z.string().max(100).default(''),
  })
type Entered = z.output<typeof Signing>

export function ContractForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(signContract, page)
  const quotes = sentQuotes(page)
  const start = startOf(page, quotes)
  const [by, setBy] = useState<'car' | 'trim'>(start.episodeId ? 'car' : 'trim')
  const currency = quotes[0]?.currency ?? currencyOf(page)
  const labels = {
    quoteId: t('contract.quote'),
    episodeId: t('car'),
    trimId: t('trim'),
    priceMinor: t('contract.price'),
    depositType: t('contract.deposit'),
    depositMinor: t('contract.depositAmount'),
    'deposit.amountMinor': t('contract.depositAmount'),
    paidBy: t('contract.paidBy'),
    reference: t('contract.reference'),
    winReason: t('contract.winReason'),
    ...partyLabels(useWords(contractWords)),
  }
  return (
    <SchemaForm
      schema={Signing}
      labels={labels}
      initial={start}
      submitLabel={w('action.sign-contract')}
      submit={entered =>
        run(version =>
          act({ params: { id: page.id }, body: { ...bodyFrom(entered, by), currency }, ifMatch: version }),
        )
      }
    >
      {field => (
        <>
          {quotes.length > 0 && (
            <Field {...field('quoteId')}>
              <QuoteChoice quotes={quotes} />
            </Field>
          )}
          <div className="step-choice">
            <Segments
              label={t('subject')}
              value={by}
              onChange={setBy}
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
                held={heldCar(page)}
              />
            </Field>
          ) : (
            <Field {...field('trimId')} required>
              <TrimSelect />
            </Field>
          )}
          <Field
            {...field('priceMinor')}
            extra={<PriceHint page={page} quotes={quotes} currency={currency} />}
          >
            <MoneyInput currency={currency} />
          </Field>
          <DepositFields field={field} page={page} currency={currency} />
          <Field {...field('winReason')} label={<Optional>{labels.winReason}</Optional>}>
            <Chips
              label={labels.winReason}
              options={page.process.winReasons.map(value => ({ value, label: codeWord('winReason', value) }))}
            />
          </Field>
          <PartiesFields field={field} dealerId={page.dealerId} />
        </>
      )}
    </SchemaForm>
  )
}

function DepositFields({ field, page, currency }: { field: FieldOf; page: SalePage; currency: string }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const form = AntForm.useFormInstance()
  const type: string | undefined = AntForm.useWatch('depositType', form)
  const cashes = mayAct(page.actor, page.state, 'record-payment')
  const types = [
    { value: 'none', label: t('contract.noDeposit') },
    { value: 'earnest-money', label: w('depositType.earnest-money') },
    { value: 'prepayment', label: w('depositType.prepayment') },
  ]
  return (
    <>
      <Field {...field('depositType')}>
        <Chips label={t('contract.deposit')} options={types} />
      </Field>
      {type && type !== 'none' && (
        <>
          <Field {...field('depositMinor')} required extra={<DepositHint currency={currency} />}>
            <MoneyInput currency={currency} />
          </Field>
          <DepositSplit currency={currency} />
          {cashes ? (
            <>
              <Field {...field('paidBy')}>
                <Chips
                  label={t('contract.paidBy')}
                  options={[
                    { value: 'unpaid', label: t('contract.notPaid') },
                    ...methodsOf(page).map(value => ({ value, label: codeWord('paymentMethod', value) })),
                  ]}
                />
              </Field>
              <Field {...field('reference')}>
                <Input maxLength={100} autoComplete="off" />
              </Field>
            </>
          ) : (
            <p className="step-hint step-choice">{t('contract.financeRecords')}</p>
          )}
        </>
      )}
    </>
  )
}

/** Choosing a quote brings its price, and its car or trim. */
function QuoteChoice({
  id,
  value,
  onChange,
  quotes,
}: {
  id?: string
  value?: string | null
  onChange?: (id: string | null) => void
  quotes: readonly Quote[]
}) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const form = AntForm.useFormInstance()
  const choose = (chosen: string) => {
    const quote = quotes.find(each => each.id === chosen)
    onChange?.(quote?.id ?? null)
    if (quote)
      form.setFieldsValue({
        priceMinor: soldMinor(quote),
        trimId: quote.trimId,
        ...(quote.episodeId && { episodeId: quote.episodeId }),
      })
  }
  return (
    <Chips
      id={id}
      label={t('contract.quote')}
      value={value ?? 'none'}
      onChange={choose}
      options={[
        ...quotes.map(quote => ({
          value: quote.id,
          label: w('sale.quoteVersion', { version: quote.version }),
          hint: money(soldMinor(quote), quote.currency),
        })),
        { value: 'none', label: t('contract.noQuote') },
      ]}
    />
  )
}

function sentQuotes({ state, dealer }: SalePage): Quote[] {
  const today = businessDate(new Date().toISOString(), dealer.timeZone)
  return state.quotes.filter(quote => quote.state === 'sent' && quote.validUntil >= today).toReversed()
}

function startOf(page: SalePage, [quote]: readonly Quote[]): Partial<z.input<typeof Signing>> {
  const held = heldCar(page)
  return {
    quoteId: quote?.id ?? null,
    episodeId: held?.episodeId ?? quote?.episodeId,
    trimId: quote?.trimId ?? page.state.trimId,
    priceMinor: quote && soldMinor(quote),
    depositType: 'earnest-money',
    paidBy: 'unpaid',
  }
}

/** The contract is about what the store sells; insurance, plate and tax are collected for others. */
function soldMinor({ totalMinor, passedOnMinor }: Quote): number {
  return totalMinor - passedOnMinor
}

function bodyFrom(entered: Entered, by: 'car' | 'trim') {
  const {
    depositType,
    depositMinor = 0,
    paidBy,
    reference,
    quoteId,
    trimId,
    episodeId,
    priceMinor,
    winReason,
  } = entered
  const deposit =
    depositType === 'none' || depositMinor === 0
      ? null
      : {
          type: depositType,
          amountMinor: depositMinor,
          paidBy: paidBy === 'unpaid' ? null : paidBy,
          reference,
        }
  const parties = partiesFrom(entered)
  return { quoteId, priceMinor, deposit, winReason, parties, ...(by === 'car' ? { episodeId } : { trimId }) }
}
