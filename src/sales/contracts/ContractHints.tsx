import AntForm from 'antd/es/form'
import { useCatalogue } from '../../inventory/models/catalogue.web.ts'
import { money, percent } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { discountLimitBps } from '../process/discount-limit.rules.ts'
import type { Quote } from '../process/sale.contract.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { stepWords } from '../steps/steps.words.ts'

/** How far below the list price, and whether that is within the own limit; a quote brought its own approval. */
export function PriceHint({
  page,
  quotes,
  currency,
}: {
  page: SalePage
  quotes: readonly Quote[]
  currency: string
}) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const price: unknown = AntForm.useWatch('priceMinor', form)
  const quoteId: unknown = AntForm.useWatch('quoteId', form)
  const trimId: unknown = AntForm.useWatch('trimId', form)
  const trims = useCatalogue().flatMap(model => model.trims)
  const quote = quotes.find(({ id }) => id === quoteId)
  const list =
    quote?.listPriceMinor ??
    page.car?.priceMinor ??
    trims.find(({ id, currency: own }) => id === trimId && own === currency)?.listPriceMinor
  if (price === undefined || price === null)
    return list ? <ListPrice minor={list} currency={currency} /> : null
  if (typeof price !== 'number' || !Number.isSafeInteger(price) || !list || price >= list) return null
  const amount = list - price
  const limitBps = discountLimitBps(page.process, page.actor)
  const over = !quote && amount * 10_000 > limitBps * list
  return (
    <>
      {t('contract.belowList', { amount: money(amount, currency), share: percent(amount / list) })}{' '}
      {over && t('contract.overLimit', { limit: percent(limitBps / 10_000) })}
    </>
  )
}

/** What the car is offered at, taken with one click. */
function ListPrice({ minor, currency }: { minor: number; currency: string }) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  return (
    <button type="button" className="link-button" onClick={() => form.setFieldsValue({ priceMinor: minor })}>
      {t('contract.atListPrice', { amount: money(minor, currency) })}
    </button>
  )
}

/** The fifth of the price beyond which 定金 has no effect as such. */
export function DepositHint({ currency }: { currency: string }) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const type: unknown = AntForm.useWatch('depositType', form)
  const price: unknown = AntForm.useWatch('priceMinor', form)
  const deposit: unknown = AntForm.useWatch('depositMinor', form)
  if (type === 'prepayment') return <>{t('contract.prepayment')}</>
  if (typeof price !== 'number' || !Number.isSafeInteger(price)) return null
  const fifth = Math.floor(price / 5)
  const excess = typeof deposit === 'number' ? deposit - fifth : 0
  if (excess > 0)
    return (
      <strong className="hint-over">{t('contract.overFifth', { amount: money(excess, currency) })}</strong>
    )
  return <>{t('contract.fifth', { amount: money(fifth, currency) })}</>
}
