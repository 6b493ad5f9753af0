import Select from 'antd/es/select'
import { money } from '../../platform/web/kit/figures.ts'
import { useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { isOffered, useCatalogue, withoutModel } from './catalogue.web.ts'
import type { Trim } from './models.contract.ts'
import '../../platform/web/kit/inputs.css'

interface TrimSelectProps {
  id?: string
  value?: string | null
  onChange?: (trimId: string | undefined) => void
  onTrim?: (trim: Trim | null) => void
  placeholder?: string
  label?: string
}

/** A trim on offer, under its model, with its list price. */
export function TrimSelect({ id, value, onChange, onTrim, placeholder, label }: TrimSelectProps) {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const models = useCatalogue().filter(isOffered)
  const trims = models.flatMap(model => model.trims)
  return (
    <Select
      id={id}
      aria-label={label}
      value={value ?? undefined}
      placeholder={placeholder ?? t('chooseTrim')}
      allowClear
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'search' }}
      options={models.map(model => ({
        label: `${model.make} ${nameOf(model)}`,
        options: model.trims.filter(isOffered).map(trim => ({
          value: trim.id,
          label: `${nameOf(model)} ${withoutModel(nameOf(trim), nameOf(model))}`,
          search: `${model.make} ${model.nameZh} ${model.nameEn} ${trim.nameZh} ${trim.nameEn} ${trim.code}`,
          detail: money(trim.listPriceMinor, trim.currency),
        })),
      }))}
      optionRender={({ data: option }) => (
        <span className="option">
          {option.label} <small className="num">{'detail' in option ? String(option.detail) : ''}</small>
        </span>
      )}
      onChange={(trimId: string | undefined) => {
        onChange?.(trimId)
        onTrim?.(trims.find(trim => trim.id === trimId) ?? null)
      }}
    />
  )
}
