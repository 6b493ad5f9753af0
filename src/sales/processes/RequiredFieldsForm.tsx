import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useState } from 'react'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { type ActionKind, actionKinds } from '../process/action.contract.ts'
import { optionalFieldsOf } from '../process/definition.rules.ts'
import { salesWords } from '../sale-words.web.ts'
import type { Draft } from './DefinitionEditor.tsx'
import { fieldWord } from './DefinitionView.tsx'
import { editorWords } from './definition-editor.words.ts'

interface RequiredFieldsFormProps {
  draft: Draft
  onChange: (draft: Draft) => void
}

/** What a person may not leave empty when a step is done. */
export function RequiredFieldsForm({ draft, onChange }: RequiredFieldsFormProps) {
  const t = useWords(editorWords)
  const w = useWords(salesWords)
  const { requiredFields } = draft
  const [action, setAction] = useState<ActionKind | null>(null)
  const [field, setField] = useState<string | null>(null)
  const isRequired = (kind: ActionKind, name: string) =>
    requiredFields.some(each => each.action === kind && each.field === name)
  const fields = action ? optionalFieldsOf(action).filter(name => !isRequired(action, name)) : []
  const open = actionKinds.filter(kind => optionalFieldsOf(kind).some(name => !isRequired(kind, name)))
  return (
    <section className="panel process-panel">
      <h2>{t('required')}</h2>
      <p className="quiet">{requiredFields.length > 0 ? t('requiredHint') : t('noRequired')}</p>
      <ul className="process-required">
        {requiredFields.map(each => {
          const name = w('process.ofField', {
            action: w(`action.${each.action}`),
            field: fieldWord(each.field),
          })
          return (
            <li key={name}>
              {name}
              <Button
                size="small"
                type="text"
                icon={<Icon name="close" />}
                aria-label={t('remove', { name })}
                onClick={() =>
                  onChange({ ...draft, requiredFields: requiredFields.filter(other => other !== each) })
                }
              />
            </li>
          )
        })}
      </ul>
      <div className="line">
        <Select
          aria-label={t('action')}
          placeholder={t('action')}
          value={action}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={open.map(kind => ({ value: kind, label: w(`action.${kind}`) }))}
          onChange={next => {
            setAction(next)
            setField(null)
          }}
        />
        <Select
          aria-label={t('field')}
          placeholder={t('field')}
          value={field}
          disabled={!action}
          popupMatchSelectWidth={false}
          options={fields.map(name => ({ value: name, label: fieldWord(name) }))}
          onChange={setField}
        />
        <Button
          disabled={!action || !field}
          onClick={() => {
            if (action && field)
              onChange({ ...draft, requiredFields: [...requiredFields, { action, field }] })
            setField(null)
          }}
        >
          {t('add')}
        </Button>
      </div>
    </section>
  )
}
