import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { z } from 'zod'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { Money } from '../../platform/web/kit/Values.tsx'
import { useMay, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { ModelDialog } from './ModelDialog.tsx'
import { listModels, type Model, type Trim } from './models.contract.ts'
import { TrimDialog } from './TrimDialog.tsx'
import '../../platform/web/kit/inputs.css'
import './models.css'

const ModelSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  retired: z.literal('true').optional().catch(undefined),
})

type Editing = { model: Model | null } | { trimOf: Model; trim: Trim | null } | null

/** The catalogue: models with their trims and list prices; edited by those who keep it. */
export function ModelsPage() {
  const t = useWords(inventoryWords)
  const search = ModelSearch.parse(useSearch({ from: '/shell/models' }))
  const patch = usePatchSearch<z.infer<typeof ModelSearch>>()
  const mayCreate = useMay('models', 'create')
  const [editing, setEditing] = useState<Editing>(null)
  const query = { q: search.q, retired: search.retired ? ('with' as const) : undefined, limit: 50 }
  const { first, items, more, error } = useAnswerPages(listModels, { query })
  const close = () => setEditing(null)
  const addModel = mayCreate && (
    <Button type="primary" onClick={() => setEditing({ model: null })}>
      {t('newModel')}
    </Button>
  )
  return (
    <Page title={t('models')} actions={addModel}>
      <FilterBar
        text={{ name: 'q', label: t('catalogue.find') }}
        filters={[{ kind: 'flag', name: 'retired', label: t('catalogue.withRetired') }]}
        search={{ ...search }}
        onChange={patch}
      />
      <FailedReading failure={error} />
      {!first && !error && <RowsSkeleton />}
      {first && items.length === 0 && (
        <EmptyState
          why={t(search.q ? 'catalogue.noneFound' : 'catalogue.none')}
          action={!search.q && addModel}
        />
      )}
      <div className="models">
        {items.map(model => (
          <ModelPanel key={model.id} model={model} onEdit={setEditing} />
        ))}
      </div>
      {more.has && (
        <Button loading={more.loading} onClick={more.load}>
          {t('catalogue.more')}
        </Button>
      )}
      {editing && 'model' in editing && <ModelDialog model={editing.model} onClose={close} />}
      {editing && 'trim' in editing && (
        <TrimDialog model={editing.trimOf} trim={editing.trim} onClose={close} />
      )}
    </Page>
  )
}

function ModelPanel({ model, onEdit }: { model: Model; onEdit: (editing: Editing) => void }) {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const mayEdit = useMay('models', 'edit')
  const name = `${model.make} ${nameOf(model)}`
  return (
    <section className="panel model">
      <header>
        <h2>
          {name} <span className="quiet">{model.code}</span>
        </h2>
        {model.retiredAt && <Mark>{t('retired')}</Mark>}
        {mayEdit && (
          <span className="model-tools">
            <Button size="small" onClick={() => onEdit({ trimOf: model, trim: null })}>
              {t('newTrim')}
            </Button>
            <Button
              size="small"
              aria-label={t('catalogue.editNamed', { name })}
              onClick={() => onEdit({ model })}
            >
              {t('catalogue.edit')}
            </Button>
          </span>
        )}
      </header>
      {model.trims.length === 0 && <p className="quiet">{t('catalogue.noTrims')}</p>}
      <ul>
        {model.trims.map(trim => (
          <li key={trim.id} className={trim.retiredAt ? 'is-retired' : ''}>
            <span className="clip" title={nameOf(trim)}>
              {nameOf(trim)}
            </span>
            <span className="quiet">{trim.code}</span>
            <span className="line">
              <Mark tone={trim.energy === 'petrol' || trim.energy === 'diesel' ? 'grey' : 'green'}>
                {t(`energy.${trim.energy}`)}
              </Mark>
              {trim.retiredAt && <Mark tone="amber">{t('retired')}</Mark>}
            </span>
            <strong>
              <Money plain minor={trim.listPriceMinor} currency={trim.currency} />
            </strong>
            {mayEdit && (
              <button
                type="button"
                className="link-button"
                aria-label={t('catalogue.editNamed', { name: nameOf(trim) })}
                onClick={() => onEdit({ trimOf: model, trim })}
              >
                {t('catalogue.edit')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
