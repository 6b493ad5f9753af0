import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { createModel, editModel, type Model } from './models.contract.ts'

interface ModelDialogProps {
  /** null: a new one */
  model: Model | null
  onClose: () => void
}

export function ModelDialog({ model, onClose }: ModelDialogProps) {
  const t = useWords(inventoryWords)
  const done = () => {
    notice({ text: t('catalogue.kept') })
    onClose()
  }
  return (
    <Modal title={t(model ? 'catalogue.editModel' : 'newModel')} onClose={onClose}>
      {model ? <EditModel model={model} done={done} /> : <NewModel done={done} />}
    </Modal>
  )
}

function NewModel({ done }: { done: () => void }) {
  const t = useWords(inventoryWords)
  const { act } = useAct(createModel)
  return (
    <SchemaForm
      schema={bodyOf(createModel)}
      labels={{ code: t('code'), ...useNames() }}
      submitLabel={t('newModel')}
      submit={async body => {
        await act({ body })
        done()
      }}
    >
      {field => (
        <>
          <Field {...field('code')} extra={t('catalogue.codeHint')}>
            <Input autoFocus maxLength={40} />
          </Field>
          <Field {...field('make')}>
            <Input maxLength={80} />
          </Field>
          <Field {...field('nameZh')}>
            <Input maxLength={120} />
          </Field>
          <Field {...field('nameEn')}>
            <Input maxLength={120} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function EditModel({ model, done }: { model: Model; done: () => void }) {
  const t = useWords(inventoryWords)
  const { act } = useAct(editModel, { topics: ['models'] })
  const { id, make, nameZh, nameEn, version, retiredAt } = model
  return (
    <SchemaForm
      schema={bodyOf(editModel)}
      labels={{ ...useNames(), retired: t('retired') }}
      initial={{ make, nameZh, nameEn, retired: retiredAt !== null }}
      submitLabel={t('catalogue.keep')}
      submit={async body => {
        await act({ params: { id }, body, ifMatch: version })
        done()
      }}
    >
      {field => (
        <>
          <Field {...field('make')}>
            <Input autoFocus maxLength={80} />
          </Field>
          <Field {...field('nameZh')}>
            <Input maxLength={120} />
          </Field>
          <Field {...field('nameEn')}>
            <Input maxLength={120} />
          </Field>
          <Field {...field('retired')} label={undefined} valuePropName="checked">
            <Checkbox>{t('catalogue.retiredHint')}</Checkbox>
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function useNames() {
  const t = useWords(inventoryWords)
  return { make: t('make'), nameZh: t('nameZh'), nameEn: t('nameEn') }
}
