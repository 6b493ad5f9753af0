import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { forget } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { readFirstRun } from '../first-run/first-run.contract.ts'
import { DemoSignIns } from './DemoSignIns.tsx'
import { OpenPage } from './OpenPage.tsx'
import { signIn, signInSecondFactor } from './sessions.contract.ts'
import { sessionWords } from './sessions.words.ts'

export function SignInPage() {
  const [factor, setFactor] = useState(false)
  const { next, ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const open = async () => {
    forget()
    await navigate({ to: safe(next), replace: true })
  }
  return factor ? (
    <SecondFactorStep onDone={open} onBack={() => setFactor(false)} />
  ) : (
    <PasswordStep ended={ended === 'yes'} onDone={open} onFactor={() => setFactor(true)} />
  )
}

interface PasswordStepProps {
  ended?: boolean
  onDone: () => Promise<void>
  onFactor: () => void
}

function PasswordStep({ ended, onDone, onFactor }: PasswordStepProps) {
  const t = useWords(sessionWords)
  const { act } = useAct(signIn)
  const firstRun = useAnswer(readFirstRun, {})
  const go = async (state: 'signed-in' | 'second-factor') =>
    state === 'second-factor' ? onFactor() : onDone()
  if (firstRun.data?.needed) return <Navigate to="/first-run" replace /> // nobody could sign in
  return (
    <OpenPage title={t('signIn.title')}>
      {ended && (
        <p className="open-note" role="status">
          {t('signIn.ended')}
        </p>
      )}
      <SchemaForm
        schema={bodyOf(signIn)}
        labels={{ username: t('signIn.username'), password: t('signIn.password') }}
        submitLabel={t('signIn.submit')}
        block
        submit={async body => {
          const { state } = await act({ body })
          await go(state)
        }}
      >
        {field => (
          <>
            <Field {...field('username')}>
              <Input
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                size="large"
              />
            </Field>
            <Field {...field('password')}>
              <Input.Password autoComplete="current-password" size="large" />
            </Field>
          </>
        )}
      </SchemaForm>
      <p className="open-foot">{t('signIn.forgot')}</p>
      <DemoSignIns people={firstRun.data?.demoSignIns ?? []} onState={go} />
    </OpenPage>
  )
}

function SecondFactorStep({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const t = useWords(sessionWords)
  const { act } = useAct(signInSecondFactor)
  return (
    <OpenPage title={t('factor.title')}>
      <p className="open-foot">{t('factor.hint')}</p>
      <SchemaForm
        schema={bodyOf(signInSecondFactor)}
        labels={{ code: t('factor.code') }}
        submitLabel={t('factor.submit')}
        submit={async body => {
          await act({ body })
          await onDone()
        }}
        beside={
          <Button type="link" onClick={onBack}>
            {t('factor.back')}
          </Button>
        }
      >
        {field => (
          <Field {...field('code')}>
            <Input autoComplete="one-time-code" inputMode="numeric" autoFocus size="large" />
          </Field>
        )}
      </SchemaForm>
    </OpenPage>
  )
}

/** Only a path of this site: an address in the query string must not lead elsewhere. */
function safe(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}
