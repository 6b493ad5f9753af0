import Button from 'antd/es/button'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { useState } from 'react'
import { isOffered, useCatalogue } from '../../inventory/models/catalogue.web.ts'
import type { Role } from '../../platform/permissions.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { roleWord } from '../refusal-words.web.ts'
import { nameWord, salesWords } from '../sale-words.web.ts'
import type { Draft } from './DefinitionEditor.tsx'
import { editorWords } from './definition-editor.words.ts'
import { limitWord, modelName } from './limit-words.web.ts'

type Limit = Draft['discountLimitsBps'][number]

interface DiscountLimitsProps {
  limits: readonly Limit[]
  onChange: (limits: Limit[]) => void
}

/** What each role may give away alone, and what it may for a model of its own. */
export function DiscountLimits({ limits, onChange }: DiscountLimitsProps) {
  const t = useWords(salesWords)
  const e = useWords(editorWords)
  const models = useCatalogue()
  return (
    <>
      {limits.map((limit, index) => {
        const name = limitWord(limit.role, modelName(models, limit.modelId))
        return (
          <span key={`${limit.role} ${limit.modelId ?? ''}`} className="process-pair">
            {name}
            <InputNumber
              aria-label={`${t('process.limits')} ${name}`}
              min={0}
              max={100}
              step={0.5}
              suffix="%"
              value={limit.bps / 100}
              onChange={share =>
                onChange(limits.map((each, at) => (at === index ? { ...each, bps: bpsOf(share) } : each)))
              }
            />
            {limit.modelId && (
              <button
                type="button"
                className="icon-button"
                aria-label={e('remove', { name })}
                onClick={() => onChange(limits.filter(each => each !== limit))}
              >
                <Icon name="trash" />
              </button>
            )}
          </span>
        )
      })}
      <NewLimit limits={limits} onAdd={limit => onChange([...limits, limit])} />
    </>
  )
}

/** A limit for one model begins as the role's general one. */
function NewLimit({ limits, onAdd }: { limits: readonly Limit[]; onAdd: (limit: Limit) => void }) {
  const e = useWords(editorWords)
  const models = useCatalogue().filter(isOffered)
  const general = limits.filter(({ modelId }) => !modelId)
  const [role, setRole] = useState<Role>()
  const [modelId, setModelId] = useState<string>()
  const isKnown = limits.some(each => each.role === role && each.modelId === modelId)
  const add = () => {
    if (!role || !modelId) return
    onAdd({ role, modelId, bps: general.find(each => each.role === role)?.bps ?? 0 })
    setModelId(undefined)
  }
  return (
    <span className="process-pair">
      <Select
        aria-label={e('limitRole')}
        placeholder={e('limitRole')}
        popupMatchSelectWidth={false}
        value={role}
        onChange={setRole}
        options={general.map(each => ({ value: each.role, label: roleWord(each.role) }))}
      />
      <Select
        aria-label={e('limitModel')}
        placeholder={e('limitModel')}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        value={modelId}
        onChange={setModelId}
        options={models.map(model => ({ value: model.id, label: nameWord(model) }))}
      />
      <Button disabled={!role || !modelId || isKnown} onClick={add}>
        {e('limitAdd')}
      </Button>
    </span>
  )
}

function bpsOf(percent: number | null): number {
  return Math.round((percent ?? 0) * 100)
}
