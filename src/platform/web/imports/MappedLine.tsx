import Select from 'antd/es/select'
import type { ColumnGuess, ColumnReading, MappedColumn } from '../../import/import.contract.ts'
import type { ImportFieldInfo } from '../../import/imports.contract.ts'
import { Mark, type Tone } from '../kit/Mark.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { asksOrder, sureness } from './column-mapping.ts'
import { importWords } from './imports.words.ts'

interface MappedLineProps {
  guess: ColumnGuess
  column: MappedColumn | undefined
  fields: readonly ImportFieldInfo[]
  masked: boolean
  disabled: boolean
  onField: (field: string | null) => void
  onReading: (reading: ColumnReading) => void
}

const tones: Record<'chosen' | 'sure' | 'unsure', Tone> = { chosen: 'blue', sure: 'green', unsure: 'amber' }

/** One column of the file: its heading, what stands in it, what it is taken for, how it is read. */
export function MappedLine(props: MappedLineProps) {
  const { guess, column, fields, masked, disabled, onField } = props
  const t = useWords(importWords)
  const language = useLanguage()
  const heading = guess.heading || t('columns.unnamed', { index: guess.index + 1 })
  const sure = sureness(guess, column?.field ?? null)
  return (
    <tr className={column ? '' : 'is-skipped'}>
      <th scope="row">{heading}</th>
      {!masked && (
        <td className="samples" title={guess.samples.join('\n')}>
          {guess.filled === 0 ? (
            <span className="quiet">{t('columns.empty')}</span>
          ) : (
            guess.samples.slice(0, 3).join(' · ')
          )}
        </td>
      )}
      <td>
        <span className="field-choice">
          <Select
            className="field-select"
            aria-label={t('columns.fieldOf', { heading })}
            disabled={disabled}
            showSearch={{ optionFilterProp: 'search' }}
            popupMatchSelectWidth={false}
            value={column?.field ?? ''}
            onChange={(field: string) => onField(field || null)}
            options={[
              { value: '', label: t('columns.skip'), search: t('columns.skip') },
              ...fields.map(field => ({
                value: field.name,
                label: field.required
                  ? `${field.label[language]} (${t('columns.required')})`
                  : field.label[language],
                search: `${field.label.zh} ${field.label.en} ${field.name}`,
              })),
            ]}
          />
          {sure && <Mark tone={tones[sure]}>{t(`columns.${sure}`)}</Mark>}
        </span>
      </td>
      <td>
        <Reading {...props} heading={heading} />
      </td>
    </tr>
  )
}

/** The order of dates, asked where two fit. */
function Reading({
  guess,
  column,
  fields,
  disabled,
  onReading,
  heading,
}: MappedLineProps & { heading: string }) {
  const t = useWords(importWords)
  const field = fields.find(({ name }) => name === column?.field)
  if (!column || !field) return null
  const dated = field.type === 'date' || field.type === 'datetime'
  if (dated && guess.dateOrders.length > 1)
    return (
      <Select
        className="order-select"
        status={asksOrder(guess, column) ? 'warning' : undefined}
        aria-label={t('columns.dateOrderOf', { heading })}
        placeholder={t('columns.dateOrder')}
        disabled={disabled}
        popupMatchSelectWidth={false}
        value={column.dateOrder}
        onChange={dateOrder => onReading({ dateOrder })}
        options={guess.dateOrders.map(({ order, date }) => ({
          value: order,
          label: guess.dateSample
            ? t('columns.orderReads', { order: t(`columns.order.${order}`), sample: guess.dateSample, date })
            : t(`columns.order.${order}`),
        }))}
      />
    )
  if (dated)
    return column.dateOrder ? <span className="quiet">{t(`columns.order.${column.dateOrder}`)}</span> : null
  return column.currency ? <span className="quiet">{column.currency}</span> : null
}
