import Select from 'antd/es/select'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { moneyPlain } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { TypedLine } from './QuoteLines.tsx'
import { quoteWords } from './quotes.words.ts'
import { listUsualLines } from './usual-lines.contract.ts'

interface UsualLinesProps {
  page: SalePage
  currency: string
  onChoose: (line: TypedLine) => void
}

/** What the store quotes again and again, taken with its last price. */
export function UsualLines({ page, currency, onChoose }: UsualLinesProps) {
  const t = useWords(quoteWords)
  const w = useWords(salesWords)
  const input = { params: { id: page.id }, query: { currency } }
  const { data } = useAnswer(listUsualLines, input, { staleTime: 300_000 })
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <Select
      className="usual-lines"
      aria-label={t('usualHint')}
      placeholder={t('usual')}
      value={null}
      showSearch
      optionFilterProp="label"
      options={items.map((line, index) => ({ value: index, label: line.label, line }))}
      optionRender={({ data: { line } }) => (
        <span className="option option-two">
          <span>{line.label}</span>
          <small>
            {w(`quoteLine.${line.kind}`)} · {moneyPlain(line.amountMinor, currency)}
          </small>
        </span>
      )}
      onChange={(_, option) => {
        if (!option || Array.isArray(option)) return
        const { kind, label, amountMinor, costMinor } = option.line
        onChoose({ kind, label, amountMinor, costMinor })
      }}
    />
  )
}
