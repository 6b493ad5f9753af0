import { type ReactNode, useEffect, useState } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { ago, date, dateTime, dateTimeShort, money, moneyPlain, moneyShort } from './figures.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { problemNotice } from './problem-notice.ts'
import './values.css'

interface MoneyProps {
  minor: number | null | undefined
  currency: string
  /** `¥22.7万` with the whole amount as its title. */
  short?: boolean
  /** In a list, where prices are whole: without the cents when there are none. */
  plain?: boolean
}

/** An amount in its currency; an unknown one is a dash, never zero. */
export function Money({ minor, currency, short = false, plain = false }: MoneyProps) {
  useLanguage()
  if (minor === null || minor === undefined) return <Unknown />
  const whole = money(minor, currency)
  return (
    <span className="num" title={short ? whole : undefined}>
      {short ? moneyShort(minor, currency) : plain ? moneyPlain(minor, currency) : whole}
    </span>
  )
}

type DatedProps =
  | { day: string | null | undefined }
  | { at: string | null | undefined; timeZone?: string; relative?: boolean; short?: boolean }

/** A business date, or an instant in the store's time zone; an unknown one is a dash. */
export function Dated(props: DatedProps) {
  useLanguage()
  if ('day' in props) return props.day ? <time dateTime={props.day}>{date(props.day)}</time> : <Unknown />
  const { at, timeZone, relative, short } = props
  if (!at) return <Unknown />
  const whole = dateTime(at, timeZone)
  return (
    <time dateTime={at} title={whole}>
      {relative ? ago(at, new Date()) : short ? dateTimeShort(at, new Date(), timeZone) : whole}
    </time>
  )
}

export function Unknown() {
  const t = useWords(kitWords)
  return (
    <span className="quiet unknown">
      <span aria-hidden="true">—</span>
      <span className="sr">{t('unknown')}</span>
    </span>
  )
}

const shownMs = 60_000

/** A masked value (`138****1234`) that can be shown for a minute; the server logs who asked. */
export function Masked({
  text,
  reveal,
  label,
  render = value => value,
}: {
  text: string
  label: string
  /** Null: the person gave up while being asked why. */
  reveal?: () => Promise<string | null>
  render?: (value: string) => ReactNode
}) {
  const t = useWords(kitWords)
  const [shown, setShown] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), shownMs)
    return () => clearTimeout(timer)
  }, [shown])
  const ask = async () => {
    if (!reveal) return
    setAsking(true)
    try {
      setShown(await reveal())
    } catch (failure) {
      problemNotice(failure)
    } finally {
      setAsking(false)
    }
  }
  return (
    <span className="masked num">
      <span aria-live="polite">{shown === null ? text : render(shown)}</span>
      {reveal && (
        <button
          type="button"
          className="small-button"
          disabled={asking}
          aria-pressed={shown !== null}
          aria-label={t('reveal', { label })}
          title={t('revealLogged')}
          onClick={() => (shown === null ? void ask() : setShown(null))}
        >
          <Icon name="eye" />
        </button>
      )}
    </span>
  )
}
