import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import Radio from 'antd/es/radio'
import Select from 'antd/es/select'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { forget } from '../../platform/web/session/session.ts'
import { language, useWords } from '../../platform/web/words/words.ts'
import { OpenPage } from '../sessions/OpenPage.tsx'
import { signIn } from '../sessions/sessions.contract.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { openNetwork, readFirstRun } from './first-run.contract.ts'
import { LoadSample, SampleProgress } from './LoadSample.tsx'

const FirstRun = bodyOf(openNetwork)
const { code: Code, network: Network, administrator: Administrator } = FirstRun.shape
const CodeStep = FirstRun.pick({ code: true })
type Answers = Partial<z.input<typeof FirstRun>>

/** Code → network and store → administrator → what comes next. */
export function FirstRunPage() {
  const t = useWords(sessionWords)
  const { data, error, refetch } = useAnswer(readFirstRun, {}, { refetchInterval: 1000 })
  const [step, setStep] = useState(1)
  const [answers, setAnswers] = useState<Answers>(codeInAddress)
  const [awaited, setAwaited] = useState(false)
  if (data?.sample.state === 'loading' && !awaited) setAwaited(true)
  const go = (to: number, more: Answers = {}) => {
    setAnswers({ ...answers, ...more })
    setStep(to)
  }
  if (step === 4) return <FirstSteps />
  if (error) return frame(<ProblemAlert failure={error} />)
  if (!data) return frame(<Lines count={4} />)
  if (awaited && !data.needed) return <Navigate to="/sign-in" replace /> // the sample data is there
  if (!data.needed)
    return frame(
      <p>
        {t('firstRun.notNeeded')} <Link to="/sign-in">{t('firstRun.toSignIn')}</Link>
      </p>,
    )
  if (data.sample.state === 'loading') return frame(<SampleProgress share={data.sample.share} />)
  const back = <Button onClick={() => go(step - 1)}>{t('firstRun.back')}</Button>
  return frame(
    <>
      <p className="steps">
        {t('firstRun.step', { step })} · {t(titles[step - 1]!)}
      </p>
      {step === 1 && (
        <AskCode answers={answers} onNext={({ code }) => go(2, { code })}>
          <LoadSample sample={data.sample} onBegun={() => void refetch()} />
        </AskCode>
      )}
      {step === 2 && <AskNetwork answers={answers} back={back} onNext={network => go(3, { network })} />}
      {step === 3 && <AskAdministrator answers={answers} back={back} onDone={() => go(4)} />}
    </>,
  )

  function frame(children: ReactNode) {
    return <OpenPage title={t('firstRun.title')}>{children}</OpenPage>
  }
}

/** Whoever emptied the demo arrives with the code in the address, behind # where no server sees it. */
function codeInAddress(): Answers {
  const code = decodeURIComponent(location.hash.slice(1))
  return code ? { code } : {}
}

const titles = ['firstRun.codeTitle', 'firstRun.networkTitle', 'firstRun.administratorTitle'] as const

interface StepProps<V> {
  answers: Answers
  onNext: (values: V) => void
}

interface AskCodeProps extends StepProps<z.output<typeof CodeStep>> {
  /** stands below, in the same form */
  children: ReactNode
}

function AskCode({ answers, onNext, children }: AskCodeProps) {
  const t = useWords(sessionWords)
  return (
    <SchemaForm
      schema={CodeStep}
      labels={{ code: t('firstRun.code') }}
      submitLabel={t('firstRun.next')}
      initial={answers}
      submit={async values => onNext(values)}
      below={children}
    >
      {field => (
        <Field {...field('code')} extra={t('firstRun.codeHint')}>
          <Input size="large" autoFocus autoComplete="off" spellCheck={false} />
        </Field>
      )}
    </SchemaForm>
  )
}

function AskNetwork({ answers, back, onNext }: StepProps<z.output<typeof Network>> & { back: ReactNode }) {
  const t = useWords(sessionWords)
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const labels = {
    kind: t('firstRun.kind'),
    code: t('firstRun.networkCode'),
    nameZh: t('firstRun.nameZh'),
    nameEn: t('firstRun.nameEn'),
    timeZone: t('firstRun.timeZone'),
    currency: t('firstRun.currency'),
  }
  return (
    <SchemaForm
      schema={Network}
      labels={labels}
      submitLabel={t('firstRun.next')}
      initial={answers.network ?? { kind: 'dealer', timeZone: here, currency: 'CNY' }}
      submit={async values => onNext(values)}
      beside={back}
    >
      {field => (
        <>
          <Field {...field('kind')}>
            <Radio.Group
              vertical
              options={(['dealer', 'manufacturer'] as const).map(value => ({
                value,
                label: t(`firstRun.kinds.${value}`),
              }))}
            />
          </Field>
          <div className="two">
            <Field {...field('nameZh')}>
              <Input autoFocus lang="zh-CN" />
            </Field>
            <Field {...field('nameEn')}>
              <Input lang="en" />
            </Field>
          </div>
          <Field {...field('code')} extra={t('firstRun.networkCodeHint')}>
            <Input autoComplete="off" />
          </Field>
          <div className="two">
            <Field {...field('timeZone')}>
              <Select showSearch options={choices(Intl.supportedValuesOf('timeZone'))} />
            </Field>
            <Field {...field('currency')}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={currencies()} />
            </Field>
          </div>
        </>
      )}
    </SchemaForm>
  )
}

interface AdministratorProps {
  answers: Answers
  back: ReactNode
  onDone: () => void
}

function AskAdministrator({ answers, back, onDone }: AdministratorProps) {
  const t = useWords(sessionWords)
  const { act } = useAct(openNetwork)
  const { act: enter } = useAct(signIn)
  const navigate = useNavigate()
  const isStore = answers.network?.kind === 'dealer'
  const labels = {
    username: t('firstRun.username'),
    name: t('firstRun.name'),
    password: t('firstRun.password'),
    managesStore: t('firstRun.managesStore'),
    code: t('firstRun.code'),
  }
  return (
    <SchemaForm
      schema={Administrator}
      labels={labels}
      submitLabel={t('firstRun.finish')}
      initial={{ managesStore: isStore }}
      beside={back}
      submit={async administrator => {
        const { code, network } = answers
        if (!code || !network) return navigate({ to: '/first-run' })
        await act({ body: { code: Code.parse(code), network: Network.parse(network), administrator } })
        await enter({ body: { username: administrator.username, password: administrator.password } })
        forget()
        onDone()
      }}
    >
      {field => (
        <>
          <Field {...field('name')}>
            <Input autoFocus autoComplete="name" />
          </Field>
          <Field {...field('username')} extra={t('firstRun.usernameHint')}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Field>
          <Field {...field('password')} extra={t('account.nextHint')}>
            <Input.Password autoComplete="new-password" />
          </Field>
          {isStore && (
            <Field
              {...field('managesStore')}
              label={null}
              valuePropName="checked"
              extra={t('firstRun.managesStoreHint')}
            >
              <Checkbox>{labels.managesStore}</Checkbox>
            </Field>
          )}
        </>
      )}
    </SchemaForm>
  )
}

function choices(values: readonly string[]) {
  return values.map(value => ({ value, label: value }))
}

const usual = ['CNY', 'HKD', 'TWD', 'USD', 'EUR', 'GBP', 'JPY']

function currencies() {
  const names = new Intl.DisplayNames(language() === 'zh' ? 'zh-CN' : 'en', { type: 'currency' })
  const codes = [...usual, ...Intl.supportedValuesOf('currency').filter(code => !usual.includes(code))]
  return codes.map(value => ({ value, label: `${value} ${names.of(value)}` }))
}
