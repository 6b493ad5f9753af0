import Select from 'antd/es/select'
import { listModels, type Trim } from '../../inventory/models/models.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { money } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { nameWord, trimWord } from '../sale-words.web.ts'
import { stepWords } from '../steps/steps.words.ts'

interface TrimSelectProps {
  id?: string
  value?: string
  onChange?: (trimId: string | undefined) => void
  onTrim?: (trim: Trim | null) => void
  placeholder?: string
  label?: string
}

/** A trim of the catalogue, under its model, with its list price. */
export function TrimSelect({ id, value, onChange, onTrim, placeholder, label }: TrimSelectProps) {
  const t = useWords(stepWords)
  const { trims, models, isFetching } = useCatalogue()
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      placeholder={placeholder ?? t('chooseTrim')}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      loading={isFetching}
      options={models.map(model => ({
        label: nameWord(model),
        options: model.trims.map(trim => ({
          value: trim.id,
          label: trimWord({ ...trim, modelNameZh: model.nameZh, modelNameEn: model.nameEn }),
          search: `${model.nameZh} ${model.nameEn} ${trim.nameZh} ${trim.nameEn} ${trim.code}`,
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

/** The whole catalogue: some dozens of models, kept for half an hour. */
export function useCatalogue() {
  const { data, isFetching } = useAnswer(
    listModels,
    { query: { limit: 100 } },
    { staleTime: 1_800_000, topics: ['models'] },
  )
  const models = data?.items ?? []
  return { models, trims: models.flatMap(model => model.trims), isFetching }
}
