import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from './sessions.contract.ts'
import { sessionWords } from './sessions.words.ts'

interface Begun {
  uri: string
  backupCodes: string[]
}

/** The second factor: password first, then the QR code and a first code; off again by password. */
export function SecondFactor() {
  const t = useWords(sessionWords)
  const { twoFactor } = useMe()
  const [asking, setAsking] = useState(false)
  const [begun, setBegun] = useState<Begun | null>(null)
  const stop = () => {
    setAsking(false)
    setBegun(null)
  }
  return (
    <section className="panel">
      <h2>{t('second.title')}</h2>
      <p className="quiet">{t(twoFactor ? 'second.on' : 'second.off')}</p>
      <div style={{ marginBlockStart: 12 }}>
        {begun ? (
          <Confirmation begun={begun} onDone={stop} onCancel={stop} />
        ) : asking ? (
          <PasswordAgain onBegun={setBegun} onDone={stop} onCancel={stop} />
        ) : (
          <Button onClick={() => setAsking(true)}>{t(twoFactor ? 'second.turnOff' : 'second.turnOn')}</Button>
        )}
      </div>
    </section>
  )
}

interface PasswordAgainProps {
  onBegun: (begun: Begun) => void
  onDone: () => void
  onCancel: () => void
}

function PasswordAgain({ onBegun, onDone, onCancel }: PasswordAgainProps) {
  const t = useWords(sessionWords)
  const { twoFactor } = useMe()
  const begin = useAct(beginSecondFactor)
  const remove = useAct(removeSecondFactor, { topics: ['me'] })
  return (
    <SchemaForm
      schema={bodyOf(beginSecondFactor)}
      labels={{ password: t('second.password') }}
      submitLabel={t(twoFactor ? 'second.turnOff' : 'second.continue')}
      submit={async body => {
        if (!twoFactor) return onBegun(await begin.act({ body }))
        await remove.act({ body })
        notice({ text: t('second.removed') })
        onDone()
      }}
      beside={<Button onClick={onCancel}>{t('second.cancel')}</Button>}
    >
      {field => (
        <Field {...field('password')}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Field>
      )}
    </SchemaForm>
  )
}

interface ConfirmationProps {
  begun: Begun
  onDone: () => void
  onCancel: () => void
}

function Confirmation({ begun, onDone, onCancel }: ConfirmationProps) {
  const t = useWords(sessionWords)
  const { act } = useAct(confirmSecondFactor, { topics: ['me', 'sessions'] })
  const secret = new URL(begun.uri).searchParams.get('secret')
  return (
    <>
      <p>{t('second.scan')}</p>
      <div className="qr">
        <QRCodeSVG value={begun.uri} size={168} title={t('second.qr')} />
        <div className="stack">
          <div>
            <p className="quiet">{t('second.secret')}</p>
            <p className="secret">{secret}</p>
          </div>
          <div>
            <p className="quiet">{t('second.backup')}</p>
            <ul className="codes">
              {begun.backupCodes.map(code => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </div>
        </div>
      </div>
      <SchemaForm
        schema={bodyOf(confirmSecondFactor)}
        labels={{ code: t('second.code') }}
        submitLabel={t('second.confirm')}
        submit={async body => {
          await act({ body })
          notice({ text: t('second.done') })
          onDone()
        }}
        beside={<Button onClick={onCancel}>{t('second.cancel')}</Button>}
      >
        {field => (
          <Field {...field('code')}>
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
          </Field>
        )}
      </SchemaForm>
    </>
  )
}
