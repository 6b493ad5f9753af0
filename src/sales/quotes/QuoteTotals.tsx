import AntForm from 'antd/es/form'
import { useCatalogue } from '../../inventory/models/catalogue.web.ts'
import { businessDate } from '../../platform/business-date.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { money, percent } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { approverOf, discountLimitBps } from '../process/discount-limit.rules.ts'
import { roleWord } from '../refusal-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { stepWords } from '../steps/steps.words.ts'
import { listTaxRates } from '../tax-rates/tax-rates.contract.ts'
import { isNewEnergy } from './energy.rules.ts'
import type { NamedLine } from './present-sheet.ts'
import type { Priced } from './QuoteEditor.tsx'
import type { TypedLine } from './QuoteLines.tsx'
import { quoteSheet, quoteTax, type SheetTerms } from './quote-sheet.rules.ts'
import type { TaxChoice } from './quote-tax.contract.ts'
import { quoteWords } from './quotes.words.ts'
import { SheetView } from './SheetView.tsx'

interface QuoteTotalsProps {
  page: SalePage
  priced: Priced | null
  currency: string
  trimChosen: boolean
}

/** The sheet as it is typed, by the server's own function, and how the concession stands against the own limit. */
export function QuoteTotals(props: QuoteTotalsProps) {
  const t = useWords(stepWords)
  const { page, currency, trimChosen } = props
  const chosen: unknown = AntForm.useWatch(trimChosen ? 'trimId' : 'episodeId', AntForm.useFormInstance())
  const typed = useTyped(props)
  if (!typed) return <p className="step-hint">{t(chosen ? 'quote.listUnknown' : 'quote.chooseFirst')}</p>
  const { terms, sources } = typed
  return (
    <>
      <SheetView terms={terms} currency={currency} sources={sources} />
      <Concession page={page} terms={terms} currency={currency} />
    </>
  )
}

function Concession({
  page,
  terms,
  currency,
}: {
  page: SalePage
  terms: SheetTerms<NamedLine>
  currency: string
}) {
  const t = useWords(stepWords)
  const q = useWords(quoteWords)
  const { concessionMinor, concessionShare, concessionKnown, revenueMinor } = quoteSheet(terms)
  const models = useCatalogue()
  const trimId: unknown = AntForm.useWatch('trimId', AntForm.useFormInstance()) ?? page.state.trimId
  const modelId = models.find(model => model.trims.some(({ id }) => id === trimId))?.id ?? null
  const { listPriceMinor } = terms
  const limitBps = discountLimitBps(page.process, page.actor, modelId)
  const approver = approverOf(page.process, { concessionMinor, listPriceMinor, modelId })
  const over = concessionMinor * 10_000 > limitBps * listPriceMinor
  const given = money(concessionMinor, currency)
  const share = concessionShare === null ? '' : ` · ${percent(concessionShare, 1)}`
  return (
    <>
      <Sum
        lines={[
          { name: q('revenue'), value: money(revenueMinor, currency) },
          {
            name: t('quote.concession'),
            value: `${concessionKnown ? given : q('atLeast', { amount: given })}${share}`,
            tone: over ? 'over' : undefined,
          },
          { name: t('quote.limit'), value: percent(limitBps / 10_000, 1) },
        ]}
      />
      {over && (
        <p className="step-note" role="status">
          {t('quote.overLimit', { role: roleWord(approver) })}
        </p>
      )}
    </>
  )
}

interface Typed {
  trimId?: string
  discountMinor?: number
  tradeInMinor?: number
  purchaseTax?: TaxChoice
  lines?: readonly TypedLine[]
}

/** What stands in the form, as terms of a sheet; null while no price is known. */
function useTyped({ page, priced, currency, trimChosen }: QuoteTotalsProps) {
  const form = AntForm.useFormInstance()
  const values = (AntForm.useWatch([], form) ?? {}) as Typed
  const rates = useAnswer(listTaxRates, {}, { topics: ['tax-rates'], staleTime: 300_000 }).data?.items ?? []
  const trims = useCatalogue().flatMap(model => model.trims)
  const trimId = trimChosen ? values.trimId : priced?.trimId
  const trim = trims.find(({ id }) => id === trimId)
  const listPriceMinor = priced?.listPriceMinor ?? (trimChosen ? trim?.listPriceMinor : null) ?? null
  if (listPriceMinor === null) return null
  const terms = {
    listPriceMinor,
    discountMinor: Math.min(listPriceMinor, whole(values.discountMinor)),
    tradeInMinor: whole(values.tradeInMinor),
    lines: (values.lines ?? []).map(typedLine),
    currency,
    purchaseTax: values.purchaseTax ?? 'included',
  }
  const newEnergy = isNewEnergy((trimChosen ? null : priced?.energy) ?? trim?.energy ?? null)
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const tax = quoteTax(terms, { newEnergy, rates }, today)
  const used = tax.state === 'computed' ? [tax.rate.id, tax.vat.id] : []
  const sources = rates.filter(({ id }) => used.includes(id)).map(({ source }) => source)
  return { terms: { ...terms, tax }, sources }
}

function typedLine({ kind, label, amountMinor, costMinor }: TypedLine): NamedLine {
  const cost = costMinor === null ? null : whole(costMinor)
  return { kind, label: label ?? '', amountMinor: whole(amountMinor), costMinor: cost }
}

/** An amount that is still being typed counts as nothing. */
function whole(minor: number | undefined): number {
  return minor !== undefined && Number.isSafeInteger(minor) && minor >= 0 ? minor : 0
}
