import { useNavigate } from '@tanstack/react-router'
import Select from 'antd/es/select'
import { useId, useState } from 'react'
import type { ImportKindName } from '../../import/import.contract.ts'
import { type ImportKindInfo, readImportTemplate, uploadImport } from '../../import/imports.contract.ts'
import { usePatchSearch } from '../address.ts'
import { invalidate } from '../answers/answers.ts'
import { call } from '../answers/client.ts'
import { Icon } from '../kit/Icon.tsx'
import { Menu } from '../kit/Menu.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { useDealer, useNameOf } from '../session/session.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { DropBox } from './DropBox.tsx'
import { download } from './download.ts'
import { importWords } from './imports.words.ts'

interface UploadPanelProps {
  kinds: readonly ImportKindInfo[]
  chosen: ImportKindName | undefined
}

/** What the file holds, the store it goes into, and the file. */
export function UploadPanel({ kinds, chosen }: UploadPanelProps) {
  const t = useWords(importWords)
  const navigate = useNavigate()
  const patch = usePatchSearch<{ kind: ImportKindName }>()
  const { dealer, dealers } = useDealer()
  const [store, setStore] = useState<string | undefined>()
  const [state, setState] = useState<{ reading?: string; failure?: unknown }>({})
  const kind = kinds.find(one => one.kind === chosen)?.kind ?? kinds[0]!.kind
  const dealerId = store ?? dealer?.id
  const upload = async (file: File) => {
    setState({ reading: file.name })
    try {
      const made = await call(uploadImport, {
        body: undefined,
        upload: formOf({ kind, dealerId: kind === 'models' ? undefined : dealerId, file }),
      })
      await invalidate(['imports'])
      await navigate({ to: '/imports/$id', params: { id: made.id } })
    } catch (failure) {
      setState({ failure })
    }
  }
  return (
    <section className="panel panel-section">
      <fieldset className="kinds">
        <legend>{t('kind.title')}</legend>
        {kinds.map(one => (
          <label key={one.kind} className={one.kind === kind ? 'is-chosen' : ''}>
            <input
              type="radio"
              name="kind"
              className="sr"
              checked={one.kind === kind}
              onChange={() => patch({ kind: one.kind })}
            />
            <strong>{t(`kind.${one.kind}`)}</strong>
            <span className="quiet">{t(`kindHint.${one.kind}`)}</span>
          </label>
        ))}
      </fieldset>
      {kind !== 'models' && <StoreChoice value={dealerId} onChange={setStore} />}
      <DropBox
        reading={state.reading}
        waits={kind !== 'models' && dealers.length > 1 && !dealerId ? t('storeFirst') : undefined}
        onFile={file => void upload(file)}
      />
      <div className="line upload-foot">
        <span className="quiet">{t('limits')}</span>
        <Template kind={kind} />
      </div>
      <ProblemAlert failure={state.failure} />
    </section>
  )
}

function StoreChoice({ value, onChange }: { value: string | undefined; onChange: (id: string) => void }) {
  const t = useWords(importWords)
  const field = useId()
  const nameOf = useNameOf()
  const { dealers } = useDealer()
  if (dealers.length < 2) return null
  return (
    <div className="line upload-store">
      <label htmlFor={field}>{t('store')}</label>
      <Select
        id={field}
        className="upload-select"
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={onChange}
        options={dealers.map(one => ({ value: one.id, label: `${one.code} ${nameOf(one)}` }))}
      />
    </div>
  )
}

function Template({ kind }: { kind: ImportKindName }) {
  const t = useWords(importWords)
  const language = useLanguage()
  const items = (['xlsx', 'csv'] as const).map(format => ({
    label: t(`templateAs.${format}`),
    run: () =>
      void download(
        readImportTemplate,
        { params: { kind }, query: { format, language } },
        `${kind}.${format}`,
      ),
  }))
  return (
    <Menu
      label={t('template')}
      className="tool-button"
      side="end"
      button={
        <>
          <Icon name="download" />
          {t('template')}
        </>
      }
      items={items}
    />
  )
}

/** The file last: the server knows what it is before it reads it. */
function formOf({
  kind,
  dealerId,
  file,
}: {
  kind: string
  dealerId: string | undefined
  file: File
}): FormData {
  const form = new FormData()
  form.append('kind', kind)
  if (dealerId) form.append('dealerId', dealerId)
  form.append('file', file, file.name)
  return form
}
