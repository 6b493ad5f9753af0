import { Link, useNavigate } from '@tanstack/react-router'
import Input from 'antd/es/input'
import { type ReactNode, useState } from 'react'
import type { AnswerOf } from '../../platform/contract.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { forget, useNameOf } from '../../platform/web/session/session.ts'
import { language, useWords } from '../../platform/web/words/words.ts'
import { OpenPage } from '../sessions/OpenPage.tsx'
import { signIn } from '../sessions/sessions.contract.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { acceptInvitation, openInvitation } from './invitations.contract.ts'
import { invitationWords } from './invitations.words.ts'

const Acceptance = bodyOf(acceptInvitation).pick({ name: true, username: true, password: true })

/** Where a link of an invitation leads: who invites, as what, and how one wants to sign in. */
export function JoinPage() {
  const t = useWords(invitationWords)
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const { data: offer, error } = useAnswer(openInvitation, { body: { secret } }, { enabled: secret !== '' })
  if (!secret) return frame(<p>{t('noLink')}</p>)
  if (error)
    return frame(
      <div className="stack">
        <ProblemAlert failure={error} />
        <Link to="/sign-in">{t('toSignIn')}</Link>
      </div>,
    )
  if (!offer) return frame(<Lines count={4} />)
  return frame(<Join secret={secret} offer={offer} />)

  function frame(children: ReactNode) {
    return <OpenPage title={t('join')}>{children}</OpenPage>
  }
}

interface JoinProps {
  secret: string
  offer: AnswerOf<typeof openInvitation>
}

function Join({ secret, offer }: JoinProps) {
  const t = useWords(invitationWords)
  const s = useWords(sessionWords)
  const nameOf = useNameOf()
  const navigate = useNavigate()
  const accept = useAct(acceptInvitation)
  const enter = useAct(signIn)
  const roles = offer.roles.map(role => s(`role.${role}`)).join(language() === 'zh' ? '、' : ', ')
  return (
    <div className="stack">
      <p>{t('joinText', { organisation: nameOf(offer.organisation), roles })}</p>
      <SchemaForm
        schema={Acceptance}
        labels={{ name: t('yourName'), username: t('username'), password: t('password') }}
        initial={{ name: offer.name ?? undefined }}
        submitLabel={t('accept')}
        block
        submit={async body => {
          await accept.act({ body: { ...body, secret, locale: language() } })
          await enter.act({ body: { username: body.username, password: body.password } })
          forget()
          await navigate({ to: '/' })
        }}
      >
        {field => (
          <>
            <Field {...field('name')}>
              <Input size="large" autoComplete="name" maxLength={100} />
            </Field>
            <Field {...field('username')} extra={t('usernameHint')}>
              <Input size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field {...field('password')} extra={s('account.nextHint')}>
              <Input.Password size="large" autoComplete="new-password" />
            </Field>
          </>
        )}
      </SchemaForm>
    </div>
  )
}
