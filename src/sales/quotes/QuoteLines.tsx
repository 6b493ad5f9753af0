import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { QuoteLine } from '../process/action.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { stepWords } from '../steps/steps.words.ts'
import { isPassedOn } from './quote-sheet.rules.ts'
import { quoteWords } from './quotes.words.ts'
import { UsualLines } from './UsualLines.tsx'
import './quote-lines.css'

/** A line while it is typed: an amount may still be missing. */
export interface TypedLine {
  kind: QuoteLine['kind']
  label: string
  amountMinor?: number
  costMinor: number | null
}
interface QuoteLinesProps {
  id?: string
  value?: readonly TypedLine[]
  onChange?: (lines: readonly TypedLine[]) => void
  currency: string
  page: SalePage
  /** The reader is not shown costs: a line without one keeps the cost that the server knows. */
  hidesCost: boolean
}

/** Extras and gifts, each with what the customer pays and, where it counts, what it costs. */
export function QuoteLines({ id, value = [], onChange, currency, page, hidesCost }: QuoteLinesProps) {
  const t = useWords(stepWords)
  const change = (index: number, patch: Partial<TypedLine>) =>
    onChange?.(value.map((line, at) => (at === index ? { ...line, ...patch } : line)))
  return (
    <div className="quote-lines" id={id}>
      {value.map((line, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity while it is typed
          key={index}
          line={line}
          index={index}
          currency={currency}
          hidesCost={hidesCost}
          onChange={patch => change(index, patch)}
          onRemove={() => onChange?.(value.filter((_, at) => at !== index))}
        />
      ))}
      <div className="quote-add">
        <Button
          icon={<Icon name="plus" />}
          onClick={() =>
            onChange?.([...value, { kind: 'accessory', label: '', amountMinor: undefined, costMinor: null }])
          }
        >
          {t('quote.addLine')}
        </Button>
        <UsualLines page={page} currency={currency} onChoose={line => onChange?.([...value, line])} />
      </div>
    </div>
  )
}

interface LineProps {
  line: TypedLine
  index: number
  currency: string
  hidesCost: boolean
  onChange: (patch: Partial<TypedLine>) => void
  onRemove: () => void
}

function Line({ line, index, currency, hidesCost, onChange, onRemove }: LineProps) {
  const t = useWords(stepWords)
  const q = useWords(quoteWords)
  const w = useWords(salesWords)
  return (
    <div className="quote-line">
      <Select
        aria-label={t('quote.kind')}
        value={line.kind}
        onChange={kind =>
          onChange({
            kind,
            ...(kind === 'gift' && line.amountMinor === undefined && { amountMinor: 0 }),
            ...(isPassedOn(kind) && { costMinor: null }),
          })
        }
        options={QuoteLine.shape.kind.options.map(kind => ({ value: kind, label: w(`quoteLine.${kind}`) }))}
      />
      <Input
        aria-label={t('quote.label')}
        placeholder={t('quote.label')}
        maxLength={200}
        value={line.label}
        onChange={event => onChange({ label: event.target.value })}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t('quote.removeLine', { count: index + 1 })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
      <div className="quote-amount">
        <span aria-hidden="true">{t('quote.amount')}</span>
        <MoneyInput
          label={t('quote.amount')}
          currency={currency}
          value={line.amountMinor}
          onChange={amountMinor => onChange({ amountMinor })}
        />
      </div>
      {!isPassedOn(line.kind) && (
        <div className="quote-amount">
          <span aria-hidden="true">{t('quote.cost')}</span>
          <MoneyInput
            label={t('quote.cost')}
            currency={currency}
            value={line.costMinor}
            placeholder={hidesCost ? q('costHidden') : undefined}
            onChange={costMinor => onChange({ costMinor: costMinor ?? null })}
          />
        </div>
      )}
    </div>
  )
}
