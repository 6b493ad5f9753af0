import Select from 'antd/es/select'
import { useId } from 'react'
import type { ImportMapping } from '../../import/import.contract.ts'
import type { ImportFieldInfo } from '../../import/imports.contract.ts'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

interface FileOptionsProps {
  mapping: ImportMapping
  fields: readonly ImportFieldInfo[]
  disabled: boolean
  onChange: (mapping: ImportMapping) => void
}

const currencies = ['CNY', 'EUR', 'GBP', 'USD', 'HKD', 'JPY', 'KRW', 'SGD', 'AUD', 'CHF', 'BRL']

/** What holds for the whole file: the currency of its amounts, the unit of its distances. */
export function FileOptions({ mapping, fields, disabled, onChange }: FileOptionsProps) {
  const t = useWords(importWords)
  const id = useId()
  const held = (type: ImportFieldInfo['type']) =>
    mapping.columns.some(column => fields.some(({ name, type: of }) => name === column.field && of === type))
  const amounts = held('money')
  const distances = held('distance')
  if (!amounts && !distances) return null
  return (
    <div className="line file-options">
      {amounts && (
        <>
          <label htmlFor={`${id}-currency`}>{t('columns.currency')}</label>
          <Select
            id={`${id}-currency`}
            className="option-select"
            allowClear
            showSearch={{ optionFilterProp: 'value' }}
            disabled={disabled}
            placeholder={t('columns.storeCurrency')}
            value={mapping.currency}
            onChange={(currency: string | undefined) => onChange({ ...mapping, currency })}
            options={currencies.map(value => ({ value, label: value }))}
          />
        </>
      )}
      {distances && (
        <>
          <label htmlFor={`${id}-unit`}>{t('columns.distanceUnit')}</label>
          <Select
            id={`${id}-unit`}
            className="option-select"
            disabled={disabled}
            value={mapping.distanceUnit ?? 'km'}
            onChange={(distanceUnit: 'km' | 'mi') => onChange({ ...mapping, distanceUnit })}
            options={(['km', 'mi'] as const).map(unit => ({ value: unit, label: t(`columns.unit.${unit}`) }))}
          />
        </>
      )}
    </div>
  )
}
