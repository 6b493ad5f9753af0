import { useNavigate } from '@tanstack/react-router'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import type { z } from 'zod'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { GrantableSelect } from './GrantableSelect.tsx'
import { OneTimePassword } from './OneTimePassword.tsx'
import { RolesInput } from './RolesInput.tsx'
import { createStaff } from './staff.contract.ts'

const NewStaff = bodyOf(createStaff)

/** Adds a person; the password that opens the account is shown once. */
export function NewStaffDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(networkWords)
  const navigate = useNavigate()
  const { dealer } = useDealer()
  const { act } = useAct(createStaff)
  const [made, setMade] = useState<{ id: string; name: string; password: string | null }>()
  const hire = async (body: z.output<typeof NewStaff>) => {
    const { id, initialPassword } = await act({ body })
    setMade({ id, name: body.name, password: initialPassword })
  }
  const leave = () => {
    onClose()
    if (made) void navigate({ to: '/staff/$id', params: { id: made.id } })
  }
  if (made) return <OneTimePassword name={made.name} password={made.password} onClose={leave} />
  return (
    <Modal title={t('staff.add')} kind="side" onClose={onClose}>
      <SchemaForm
        schema={NewStaff}
        labels={{
          name: t('staff.name'),
          username: t('staff.username'),
          organisationId: t('staff.organisation'),
          locale: t('staff.locale'),
          roles: t('staff.roles'),
        }}
        initial={{ organisationId: dealer?.id, locale: 'zh' }}
        marked
        submitLabel={t('staff.add')}
        submit={hire}
      >
        {field => <Questions field={field} />}
      </SchemaForm>
    </Modal>
  )
}

function Questions({ field }: { field: FieldOf }) {
  const t = useWords(networkWords)
  const form = AntForm.useFormInstance()
  const organisationId: string | undefined = AntForm.useWatch('organisationId', form)
  return (
    <>
      <Field {...field('name')}>
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Field>
      <Field {...field('username')} extra={t('staff.usernameHint')}>
        <Input maxLength={63} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field {...field('organisationId')}>
        <GrantableSelect />
      </Field>
      <Field {...field('locale')}>
        <Select
          options={(['zh', 'en'] as const).map(value => ({ value, label: t(`staff.localeName.${value}`) }))}
        />
      </Field>
      <Field {...field('roles')} extra={t('staff.rolesHint')}>
        <RolesInput organisationId={organisationId} />
      </Field>
    </>
  )
}
