import { useEffect, useState } from 'react'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inboxWords } from './inbox.words.ts'
import type { Lead } from './leads.contract.ts'

type Clock = Pick<Lead, 'state' | 'respondBy' | 'warnAt' | 'respondedAt' | 'escalatedAt'>

const minuteMs = 60_000
const shownAsMinutes = 120

/** How long there is left to respond, or how late it is; it moves while one looks. */
export function Countdown({ lead, timeZone }: { lead: Clock; timeZone?: string | undefined }) {
  const t = useWords(inboxWords)
  const now = useMinutes()
  if (lead.respondedAt) return <Mark tone="green">{t('done')}</Mark>
  if (!lead.respondBy || lead.state !== 'open') return <span className="quiet">{t('none')}</span>
  const minutes = Math.ceil((Date.parse(lead.respondBy) - now) / minuteMs)
  const time = dateTimeShort(lead.respondBy, new Date(now), timeZone)
  const warned = lead.warnAt !== null && Date.parse(lead.warnAt) <= now
  const tone = minutes <= 0 ? 'red' : warned ? 'amber' : 'blue'
  return (
    <time dateTime={lead.respondBy} title={time}>
      <Mark tone={tone}>{said(minutes)}</Mark>
    </time>
  )

  function said(left: number): string {
    if (left > shownAsMinutes) return t('dueBy', { time })
    if (left > 0) return t('dueIn', { minutes: left })
    if (-left < shownAsMinutes) return t('lateBy', { minutes: -left })
    const hours = Math.floor(-left / 60)
    return hours < 48 ? t('lateHours', { hours }) : t('lateDays', { days: Math.floor(hours / 24) })
  }
}

/** The time, anew every quarter of a minute. */
function useMinutes(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs / 4)
    return () => clearInterval(timer)
  }, [])
  return now
}
