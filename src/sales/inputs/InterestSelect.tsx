import Select from 'antd/es/select'
import { isOffered, useCatalogue } from '../../inventory/models/catalogue.web.ts'
import { nameWord, trimWord } from '../sale-words.web.ts'

interface InterestSelectProps {
  id?: string
  /** `model:<id>` or `trim:<id>` */
  value?: string
  onChange?: (value: string | undefined) => void
  placeholder: string
}

/** What somebody asks about: a model, or one of its trims. */
export function InterestSelect({ id, value, onChange, placeholder }: InterestSelectProps) {
  const models = useCatalogue().filter(isOffered)
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      options={models.flatMap(model => {
        const names = { modelNameZh: model.nameZh, modelNameEn: model.nameEn }
        return [
          {
            value: `model:${model.id}`,
            label: nameWord(model),
            search: `${model.nameZh} ${model.nameEn} ${model.code}`,
          },
          ...model.trims.filter(isOffered).map(trim => ({
            value: `trim:${trim.id}`,
            label: trimWord({ ...trim, ...names }),
            search: `${model.nameZh} ${model.nameEn} ${trim.nameZh} ${trim.nameEn} ${trim.code}`,
          })),
        ]
      })}
    />
  )
}

/** The ids that a choice stands for. */
export function interestOf(value: string | undefined): { modelId: string | null; trimId: string | null } {
  const [kind, id] = value?.split(':') ?? []
  return { modelId: kind === 'model' ? (id ?? null) : null, trimId: kind === 'trim' ? (id ?? null) : null }
}
