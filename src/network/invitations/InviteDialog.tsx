import Button from 'antd/es/button'
import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { useState } from 'react'
import type { z } from 'zod'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { SecretDialog } from '../SecretDialog.tsx'
import { GrantableSelect } from '../staff/GrantableSelect.tsx'
import { RolesInput } from '../staff/RolesInput.tsx'
import {
  type Invitation,
  inviteColleague,
  listInvitations,
  revokeInvitation,
} from './invitations.contract.ts'
import { invitationWords } from './invitations.words.ts'

const NewInvitation = bodyOf(inviteColleague)

/** Makes a link that opens one account; below, those that wait to be used. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(invitationWords)
  const { dealer } = useDealer()
  const { act } = useAct(inviteColleague)
  const [made, setMade] = useState<{ secret: string | null; days: number }>()
  const invite = async (body: z.output<typeof NewInvitation>) => {
    const { secret } = await act({ body })
    setMade({ secret, days: body.days })
  }
  if (made) return <Link {...made} onClose={onClose} />
  return (
    <Modal title={t('invite')} kind="side" onClose={onClose}>
      <p className="quiet form-note">{t('inviteText')}</p>
      <SchemaForm
        schema={NewInvitation}
        labels={{
          name: t('name'),
          organisationId: t('organisation'),
          roles: t('roles'),
          days: t('days'),
        }}
        initial={{ organisationId: dealer?.id, days: 7 }}
        marked
        submitLabel={t('make')}
        submit={invite}
        below={<OpenInvitations />}
      >
        {field => <Questions field={field} />}
      </SchemaForm>
    </Modal>
  )
}

function Questions({ field }: { field: FieldOf }) {
  const form = AntForm.useFormInstance()
  const organisationId: string | undefined = AntForm.useWatch('organisationId', form)
  return (
    <>
      <Field {...field('name')}>
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Field>
      <Field {...field('organisationId')}>
        <GrantableSelect />
      </Field>
      <Field {...field('roles')}>
        <RolesInput organisationId={organisationId} />
      </Field>
      <Field {...field('days')}>
        <InputNumber min={1} max={30} precision={0} />
      </Field>
    </>
  )
}

/** The secret stands behind #, where no server sees it. */
function Link({ secret, days, onClose }: { secret: string | null; days: number; onClose: () => void }) {
  const t = useWords(invitationWords)
  return (
    <SecretDialog
      title={t('link')}
      secret={secret && `${location.origin}/join#${secret}`}
      gone={t('linkGone')}
      after={t('linkHow', { days })}
      onClose={onClose}
    />
  )
}

function OpenInvitations() {
  const t = useWords(invitationWords)
  const { data } = useAnswer(listInvitations, {})
  const open = (data?.items ?? []).filter(({ state }) => state === 'open')
  return (
    <section className="open-invitations">
      <h3>{t('open')}</h3>
      {open.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul>
        {open.map(invitation => (
          <Waiting key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

function Waiting({ invitation }: { invitation: Invitation }) {
  const t = useWords(invitationWords)
  const { act, pending } = useAct(revokeInvitation)
  const name = invitation.name ?? t('somebody')
  return (
    <li>
      <span>
        {name}
        <small className="quiet">
          {t('until', { time: dateTimeShort(invitation.expiresAt, new Date()) })}
        </small>
      </span>
      <Button
        size="small"
        loading={pending}
        aria-label={t('revokeNamed', { name })}
        onClick={() =>
          void act({ params: { id: invitation.id } }).then(
            () => notice({ text: t('revoked') }),
            problemNotice,
          )
        }
      >
        {t('revoke')}
      </Button>
    </li>
  )
}
