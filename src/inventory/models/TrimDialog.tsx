import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useDealer, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { createTrim, Energy, editTrim, type Model, type Trim } from './models.contract.ts'

interface TrimDialogProps {
  model: Model
  /** null: a new one */
  trim: Trim | null
  onClose: () => void
}

export function TrimDialog({ model, trim, onClose }: TrimDialogProps) {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const done = () => {
    notice({ text: t('catalogue.kept') })
    onClose()
  }
  const title = trim ? t('catalogue.editTrim') : t('catalogue.newTrimOf', { name: nameOf(model) })
  return (
    <Modal title={title} onClose={onClose}>
      {trim ? <EditTrim trim={trim} done={done} /> : <NewTrim model={model} done={done} />}
    </Modal>
  )
}

function NewTrim({ model, done }: { model: Model; done: () => void }) {
  const t = useWords(inventoryWords)
  const { dealers } = useDealer()
  const currency = model.trims[0]?.currency ?? dealers[0]?.currency ?? 'CNY'
  const { act } = useAct(createTrim, { topics: ['models'] })
  return (
    <SchemaForm
      schema={bodyOf(createTrim)}
      labels={useLabels()}
      initial={{ currency, energy: 'petrol' }}
      submitLabel={t('newTrim')}
      submit={async body => {
        await act({ params: { id: model.id }, body })
        done()
      }}
    >
      {field => (
        <>
          <Field {...field('code')} extra={t('catalogue.codeHint')}>
            <Input autoFocus maxLength={40} />
          </Field>
          <Shared field={field} currency={currency} />
          <Field {...field('currency')}>
            <Input maxLength={3} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function EditTrim({ trim, done }: { trim: Trim; done: () => void }) {
  const t = useWords(inventoryWords)
  const { act } = useAct(editTrim, { topics: ['models'] })
  const { id, nameZh, nameEn, energy, listPriceMinor, currency, version, retiredAt } = trim
  return (
    <SchemaForm
      schema={bodyOf(editTrim)}
      labels={useLabels()}
      initial={{ nameZh, nameEn, energy, listPriceMinor, retired: retiredAt !== null }}
      submitLabel={t('catalogue.keep')}
      submit={async body => {
        await act({ params: { id }, body, ifMatch: version })
        done()
      }}
    >
      {field => (
        <>
          <Shared field={field} currency={currency} />
          <Field {...field('retired')} label={undefined} valuePropName="checked">
            <Checkbox>{t('catalogue.retiredHint')}</Checkbox>
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function Shared({ field, currency }: { field: FieldOf; currency: string }) {
  const t = useWords(inventoryWords)
  return (
    <>
      <Field {...field('nameZh')}>
        <Input maxLength={120} />
      </Field>
      <Field {...field('nameEn')}>
        <Input maxLength={120} />
      </Field>
      <Field {...field('energy')}>
        <Select options={Energy.options.map(value => ({ value, label: t(`energy.${value}`) }))} />
      </Field>
      <Field {...field('listPriceMinor')}>
        <MoneyInput currency={currency} />
      </Field>
    </>
  )
}

function useLabels() {
  const t = useWords(inventoryWords)
  return {
    code: t('code'),
    nameZh: t('nameZh'),
    nameEn: t('nameEn'),
    energy: t('energy.title'),
    listPriceMinor: t('listPrice'),
    currency: t('currency'),
    retired: t('retired'),
  }
}
