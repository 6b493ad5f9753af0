import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import dayjs from 'dayjs'
import { useState } from 'react'
import { z } from 'zod'
import type { Role } from '../../platform/permissions.ts'
import { BusinessDate, Id, line } from '../../platform/scalars.contract.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { useOrganisations } from '../organisations/organisation-names.web.ts'
import { SecretDialog } from '../SecretDialog.tsx'
import { permissionsOf } from '../sessions/me.rules.ts'
import { StaffSelect } from '../staff/StaffSelect.tsx'
import { readStaff } from '../staff/staff.contract.ts'
import { ApiScope, createApiKey } from './api-keys.contract.ts'
import { ScopesInput } from './ScopesInput.tsx'

const Asked = z.object({
  name: line(80),
  staffId: Id.optional(),
  expiresOn: BusinessDate.optional(),
  scopes: z.array(ApiScope).min(1).max(80),
})

/** Makes a key; its secret is on this screen once. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const t = useWords(networkWords)
  const { act } = useAct(createApiKey)
  const [made, setMade] = useState<{ name: string; secret: string | null }>()
  const create = async ({ expiresOn, ...asked }: z.output<typeof Asked>) => {
    const expiresAt = expiresOn ? dayjs(expiresOn).endOf('day').toISOString() : null
    const { secret } = await act({ body: { ...asked, expiresAt } })
    setMade({ name: asked.name, secret })
  }
  if (made) return <Secret {...made} onClose={onClose} />
  return (
    <Modal title={t('apiKey.add')} kind="side" onClose={onClose}>
      <SchemaForm
        schema={Asked}
        labels={{
          name: t('apiKey.name'),
          staffId: t('apiKey.staff'),
          expiresOn: t('apiKey.expiresAt'),
          scopes: t('apiKey.scopes'),
        }}
        initial={{ scopes: [] }}
        marked
        submitLabel={t('apiKey.add')}
        submit={create}
      >
        {field => <Questions field={field} />}
      </SchemaForm>
    </Modal>
  )
}

function Questions({ field }: { field: FieldOf }) {
  const t = useWords(networkWords)
  const form = AntForm.useFormInstance()
  const { staff, roles } = useMe()
  const staffId: string | undefined = AntForm.useWatch('staffId', form)
  const other = staffId !== undefined && staffId !== staff.id
  const person = useAnswer(readStaff, { params: { id: staffId ?? staff.id } }, { enabled: other })
  const held = other ? (person.data?.id === staffId ? person.data?.roles : undefined) : roles
  const rootId = useOrganisations()?.find(({ parentId }) => parentId === null)?.id
  const holds = (held ?? []).map(({ role, organisationId }) => ({
    role: role as Role,
    atRoot: organisationId === rootId,
  }))
  const offered = permissionsOf(holds, null)
  return (
    <>
      <Field {...field('name')} extra={t('apiKey.nameHint')}>
        <Input autoFocus maxLength={80} autoComplete="off" />
      </Field>
      <Field {...field('staffId')}>
        <StaffSelect placeholder={t('apiKey.myself')} />
      </Field>
      <Field {...field('expiresOn')}>
        <DayInput from={dayjs().format('YYYY-MM-DD')} placeholder={t('apiKey.never')} />
      </Field>
      <Field {...field('scopes')} extra={t('apiKey.scopesHint')}>
        <ScopesInput offered={offered} />
      </Field>
    </>
  )
}

function Secret({ name, secret, onClose }: { name: string; secret: string | null; onClose: () => void }) {
  const t = useWords(networkWords)
  return (
    <SecretDialog
      title={t('apiKey.secretTitle', { name })}
      secret={secret}
      gone={t('apiKey.secretGone')}
      before={t('apiKey.secret')}
      onClose={onClose}
    />
  )
}
