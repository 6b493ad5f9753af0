import Input from 'antd/es/input'
import { useRef, useState } from 'react'
import { businessDate } from '../../platform/business-date.ts'
import { date } from '../../platform/web/kit/figures.ts'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { completeFollowUp } from '../follow-ups/follow-ups.contract.ts'
import { Chips } from '../inputs/Chips.tsx'
import {
  ContactChannel,
  type ContactDirection,
  ContactDirection as ContactDirections,
  ContactResult,
  type IntentLevel,
  intentLevels,
} from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { planOf } from './contact-plan.rules.ts'
import { recordContact } from './contacts.contract.ts'
import { contactWords } from './contacts.words.ts'
import { DialButton } from './DialButton.tsx'
import './contacts.css'

const channels = ContactChannel.exclude(['visit']).options
type Channel = (typeof channels)[number]

/** A call or a message: dial, talk, tap how it went. The tap sends it. */
export function ContactForm({ page, of, run }: StepProps) {
  const t = useWords(contactWords)
  const w = useWords(stepWords)
  const [channel, setChannel] = useState<Channel>(channels.find(each => each === of) ?? 'call')
  const [direction, setDirection] = useState<ContactDirection>('out')
  const [level, setLevel] = useState<IntentLevel | null>(page.state.intentLevel)
  const [note, setNote] = useState('')
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const results = direction === 'in' ? (['reached', 'call-back'] as const) : ContactResult.options
  const taps = results.map(result => ({
    result,
    plan: planOf(page.process, page.state, result, level, today),
  }))
  const send = useSending({ page, run, channel, direction, level, note })
  return (
    <div className="stack contact-form">
      {channel === 'call' && direction === 'out' && <DialButton page={page} asked={of === 'call'} />}
      <Chips
        label={t('channel.title')}
        value={channel}
        onChange={setChannel}
        options={channels.map(value => ({ value, label: t(`channel.${value}`) }))}
      />
      <Chips
        label={t('direction.title')}
        value={direction}
        onChange={setDirection}
        options={ContactDirections.options.map(value => ({ value, label: t(`direction.${value}`) }))}
      />
      <LevelChips value={level} onChange={setLevel} />
      <Input.TextArea
        rows={2}
        maxLength={2000}
        aria-label={w('note')}
        placeholder={w('noteHint')}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <ProblemAlert failure={send.failure} />
      <div className="contact-results">
        {taps.map(({ result, plan }, index) => (
          <button
            key={result}
            type="button"
            className={index === 0 ? 'contact-result is-main' : 'contact-result'}
            disabled={send.pending}
            onClick={() => void send.tap(result, plan)}
          >
            <b>{t(`result.${result}`)}</b>
            <small>
              {plan.dueOn
                ? t('after', { what: date(plan.dueOn) })
                : t(page.state.followUp ? 'keepNext' : 'keepNextNone')}
            </small>
          </button>
        ))}
      </div>
    </div>
  )
}

function LevelChips({
  value,
  onChange,
}: {
  value: IntentLevel | null
  onChange: (level: IntentLevel) => void
}) {
  const t = useWords(contactWords)
  const w = useWords(salesWords)
  return (
    <Chips
      label={t('level')}
      value={value ?? undefined}
      onChange={onChange}
      options={intentLevels.map(level => ({ value: level, label: level, hint: w(`levelMeaning.${level}`) }))}
    />
  )
}

interface Said extends Pick<StepProps, 'page' | 'run'> {
  channel: Channel
  direction: ContactDirection
  level: IntentLevel | null
  note: string
}

/** On its due day a contact completes the follow-up; any other time it stands for itself. */
function useSending({ page, run, channel, direction, level, note }: Said) {
  const record = useStepAct(recordContact, page)
  const complete = useStepAct(completeFollowUp, page)
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const sending = useRef(false)
  const intentLevel = level === page.state.intentLevel ? null : level
  const tap = async (result: ContactResult, { completes, dueOn }: ReturnType<typeof planOf>) => {
    if (sending.current) return
    sending.current = true
    setState({ pending: true })
    const next = dueOn ? { dueOn } : null
    try {
      await run(ifMatch =>
        completes && direction === 'out'
          ? complete({
              params: { id: page.id, followUpId: completes },
              body: { result, channel, intentLevel, next, note },
              ifMatch,
            })
          : record({
              params: { id: page.id },
              body: { channel, direction, result, intentLevel, next, note },
              ifMatch,
            }),
      )
      setState({ pending: false })
    } catch (failure) {
      setState({ pending: false, failure })
    } finally {
      sending.current = false
    }
  }
  return { ...state, tap }
}
