import AntForm from 'antd/es/form'
import { useCatalogue } from '../../inventory/models/catalogue.web.ts'
import { sumMinor } from '../../platform/money.ts'
import { money, percent } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { concessionOf } from '../process/decisions/quotes.rules.ts'
import { approverOf, discountLimitBps } from '../process/discount-limit.rules.ts'
import { roleWord } from '../refusal-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { stepWords } from '../steps/steps.words.ts'
import type { Priced } from './QuoteEditor.tsx'
import type { TypedLine } from './QuoteLines.tsx'

interface QuoteTotalsProps {
  page: SalePage
  priced: Priced | null
  currency: string
  trimChosen: boolean
}

/** What the customer pays, and how the concession stands against the own limit. */
export function QuoteTotals({ page, priced, currency, trimChosen }: QuoteTotalsProps) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const values = (AntForm.useWatch([], form) ?? {}) as {
    trimId?: string
    discountMinor?: number
    lines?: readonly TypedLine[]
  }
  const models = useCatalogue()
  const trims = models.flatMap(model => model.trims)
  const trimId = values.trimId ?? page.state.trimId
  const modelId = models.find(model => model.trims.some(({ id }) => id === trimId))?.id ?? null
  const trim = trimChosen ? trims.find(({ id }) => id === values.trimId) : undefined
  const listPriceMinor = priced?.listPriceMinor ?? trim?.listPriceMinor ?? null
  const discount = whole(values.discountMinor)
  const lines = (values.lines ?? []).map(({ kind, amountMinor, costMinor }) => ({
    kind,
    amountMinor: whole(amountMinor),
    costMinor: costMinor === null ? null : whole(costMinor),
  }))
  const extras = sumMinor(lines.map(line => line.amountMinor))
  const concession = concessionOf(discount, lines)
  const limitBps = discountLimitBps(page.process, page.actor, modelId)
  const over = listPriceMinor !== null && concession * 10_000 > limitBps * listPriceMinor
  const approver =
    listPriceMinor === null
      ? undefined
      : approverOf(page.process, { concessionMinor: concession, listPriceMinor, modelId })
  const show = (minor: number) => money(minor, currency)
  const share = listPriceMinor ? ` · ${percent(concession / listPriceMinor)}` : ''
  return (
    <>
      <Sum
        label={t('quote.total')}
        lines={[
          {
            name: t('quote.list'),
            value: listPriceMinor === null ? t('quote.listUnknown') : show(listPriceMinor),
          },
          { name: t('quote.discount'), value: show(0 - discount) },
          { name: t('quote.linesTotal'), value: show(extras) },
          {
            name: t('quote.concession'),
            value: `${show(concession)}${share}`,
            tone: over ? 'over' : undefined,
          },
          { name: t('quote.limit'), value: percent(limitBps / 10_000) },
          {
            name: t('quote.total'),
            value: listPriceMinor === null ? '—' : show(listPriceMinor - discount + extras),
            tone: 'total',
          },
        ]}
      />
      {over && (
        <p className="step-note" role="status">
          {t('quote.overLimit', { role: roleWord(approver ?? 'dealer-manager') })}
        </p>
      )}
    </>
  )
}

/** An amount that is still being typed counts as nothing. */
function whole(minor: number | undefined): number {
  return minor !== undefined && Number.isSafeInteger(minor) ? minor : 0
}
