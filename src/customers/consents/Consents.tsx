import Button from 'antd/es/button'
import { useState } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { language, useWords } from '../../platform/web/words/words.ts'
import {
  type Consent,
  ConsentChannel,
  type ConsentDecision,
  ConsentPurpose,
  type ConsentText,
  listConsents,
  listConsentTexts,
  recordConsents,
} from './consents.contract.ts'
import { mayWithdraw, textInForce } from './consents.rules.ts'
import { consentWords } from './consents.words.ts'
import './consents.css'

const tones: Readonly<Record<ConsentDecision, Tone>> = { given: 'green', refused: 'amber', withdrawn: 'red' }

/** What the customer agreed to, purpose by purpose, with the words that were shown, and every change. */
export function Consents({ id }: { id: string }) {
  const t = useWords(consentWords)
  const mayRead = useMay('consents', 'read')
  const topics = [`customers:${id}`]
  const { data, error } = useAnswer(listConsents, { params: { id } }, { enabled: mayRead, topics })
  const { data: texts } = useAnswer(
    listConsentTexts,
    {},
    { enabled: mayRead, topics: [], staleTime: 600_000 },
  )
  const [channel, setChannel] = useState<ConsentChannel>('visit')
  const { act, pending } = useAct(recordConsents, { topics })
  if (!mayRead) return null
  const record = (purpose: ConsentPurpose, decision: ConsentDecision) =>
    act({ params: { id }, body: { channel, decisions: [{ purpose, decision }] } }).then(
      () => notice({ text: `${t('recorded')} · ${t(`purpose.${purpose}`)} · ${t(`decision.${decision}`)}` }),
      problemNotice,
    )
  return (
    <section className="panel panel-section">
      <h2>{t('title')}</h2>
      <FailedReading failure={error} />
      {data && texts && (
        <>
          {data.may.record && <ChannelChoice value={channel} onChange={setChannel} />}
          <ul className="consents">
            {ConsentPurpose.options.map(purpose => (
              <Purpose
                key={purpose}
                purpose={purpose}
                current={data.items.find(each => each.purpose === purpose)}
                texts={texts.items}
                record={data.may.record && !pending ? decision => void record(purpose, decision) : undefined}
              />
            ))}
          </ul>
          <p className="quiet">{t('blocks')}</p>
          <History items={data.items} />
        </>
      )}
    </section>
  )
}

function ChannelChoice({
  value,
  onChange,
}: {
  value: ConsentChannel
  onChange: (channel: ConsentChannel) => void
}) {
  const t = useWords(consentWords)
  return (
    <div className="consent-channel">
      <span className="quiet" aria-hidden="true">
        {t('channel.title')}
      </span>
      <Segments
        label={t('channel.title')}
        value={value}
        onChange={onChange}
        options={ConsentChannel.options.map(each => ({ value: each, label: t(`channel.${each}`) }))}
      />
    </div>
  )
}

interface PurposeProps {
  purpose: ConsentPurpose
  current: Consent | undefined
  texts: readonly ConsentText[]
  record: ((decision: ConsentDecision) => void) | undefined
}

function Purpose({ purpose, current, texts, record }: PurposeProps) {
  const t = useWords(consentWords)
  const today = businessDate(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const text = textInForce(texts, purpose, today)
  const name = t(`purpose.${purpose}`)
  const withdraws = mayWithdraw(current?.decision)
  return (
    <li>
      <div className="consent-head">
        <strong>{name}</strong>
        {current ? (
          <Mark tone={tones[current.decision]}>{t(`decision.${current.decision}`)}</Mark>
        ) : (
          <Mark tone="grey">{t('notAsked')}</Mark>
        )}
      </div>
      {text && <ConsentWording text={text} />}
      {record && (
        <div className="line">
          {withdraws ? (
            <Button aria-label={`${t('withdraw')} · ${name}`} onClick={() => record('withdrawn')}>
              {t('withdraw')}
            </Button>
          ) : (
            <>
              <Button aria-label={`${t('give')} · ${name}`} onClick={() => record('given')}>
                {t('give')}
              </Button>
              {current?.decision !== 'refused' && (
                <Button aria-label={`${t('refuse')} · ${name}`} onClick={() => record('refused')}>
                  {t('refuse')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </li>
  )
}

/** What is asked, word for word. */
export function ConsentWording({ text }: { text: ConsentText }) {
  const t = useWords(consentWords)
  return (
    <p className="consent-text">
      {language() === 'en' ? text.en : text.zh}{' '}
      <small className="quiet">{t('text', { version: text.version, date: date(text.validFrom) })}</small>
    </p>
  )
}

function History({ items }: { items: readonly Consent[] }) {
  const t = useWords(consentWords)
  if (items.length === 0) return <p className="quiet">{t('none')}</p>
  return (
    <details>
      <summary>
        {t('history')} <small>{items.length}</small>
      </summary>
      <ol className="consent-history">
        {items.map(each => (
          <li key={each.id}>
            <Dated at={each.decidedAt} /> · {t(`purpose.${each.purpose}`)} · {t(`decision.${each.decision}`)}{' '}
            · {t(`channel.${each.channel}`)} · v{each.textVersion}
            {each.recordedBy && <> · {t('by', { name: each.recordedBy.name })}</>}
          </li>
        ))}
      </ol>
    </details>
  )
}
