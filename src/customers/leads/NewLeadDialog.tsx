import { useNavigate } from '@tanstack/react-router'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { useAct } from '../../platform/web/answers/answers.ts'
import { inWords } from '../../platform/web/answers/in-words.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useDealer, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { customerErrorText, customersWords, sourceOptions } from '../customers-words.web.ts'
import { inboxWords } from './inbox.words.ts'
import { createLead, type NewLead } from './leads.contract.ts'

export function NewLeadDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(customersWords)
  const navigate = useNavigate()
  const { dealer } = useDealer()
  const { act } = useAct(createLead)
  const create = async (body: NewLead) => {
    const made = await inWords(act({ body }), customerErrorText)
    notice({ text: t('leadCreated', { number: made.number }) })
    onClose()
    await navigate({ to: '/leads/$id', params: { id: made.id } })
  }
  return (
    <Modal title={t('newLead')} kind="side" onClose={onClose}>
      <SchemaForm
        schema={bodyOf(createLead)}
        labels={{
          dealerId: t('store'),
          source: t('source'),
          name: t('name'),
          phone: t('leadPhone'),
          interest: t('interest'),
          ownerId: t('owner'),
        }}
        initial={{ dealerId: dealer?.id }}
        marked
        draft="new-lead"
        submitLabel={t('newLead')}
        submit={create}
      >
        {field => <Questions field={field} />}
      </SchemaForm>
    </Modal>
  )
}

function Questions({ field }: { field: FieldOf }) {
  const t = useWords(customersWords)
  const nameOf = useNameOf()
  const { dealers } = useDealer()
  const form = AntForm.useFormInstance()
  const dealerId: string | undefined = AntForm.useWatch('dealerId', form) ?? dealers[0]?.id
  return (
    <>
      <p className="quiet form-note">{t('leadHint')}</p>
      {dealers.length > 1 && (
        <Field {...field('dealerId')} required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={dealers.map(one => ({ value: one.id, label: `${one.code} ${nameOf(one)}` }))}
          />
        </Field>
      )}
      <Field {...field('name')}>
        <Input autoFocus maxLength={200} autoComplete="off" />
      </Field>
      <Field {...field('phone')}>
        <Input type="tel" maxLength={40} autoComplete="off" />
      </Field>
      <Field {...field('source')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={sourceOptions()} />
      </Field>
      <Field {...field('interest')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      {dealerId && (
        <Field {...field('ownerId')}>
          <StaffSelect dealerId={dealerId} holding="consultant" placeholder={inboxWords('ownerAuto')} />
        </Field>
      )}
    </>
  )
}
