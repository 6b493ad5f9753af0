import Button from 'antd/es/button'
import type { z } from 'zod'
import { useAct } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { dateTime } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { revokeSession, type Session } from './sessions.contract.ts'
import { sessionWords } from './sessions.words.ts'

interface SessionListProps {
  sessions: readonly z.infer<typeof Session>[] | undefined
  failure: unknown
}

export function SessionList({ sessions, failure }: SessionListProps) {
  if (failure) return <FailedReading failure={failure} />
  if (!sessions) return <Lines count={3} />
  return (
    <ul className="session-list">
      {sessions.map(session => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  )
}

function SessionRow({ session }: { session: z.infer<typeof Session> }) {
  const t = useWords(sessionWords)
  const { act, pending } = useAct(revokeSession, { topics: ['sessions'] })
  const device = deviceOf(session.userAgent) ?? t('account.unknownDevice')
  const end = async () => {
    try {
      await act({ params: { id: session.id } })
      notice({ text: t('account.ended') })
    } catch (failure) {
      problemNotice(failure)
    }
  }
  return (
    <li>
      <Icon name="device" />
      <div>
        <span title={session.userAgent ?? undefined}>{device}</span>{' '}
        {session.current && <span className="session-own">{t('account.thisSession')}</span>}
        <p className="quiet">
          {[session.address, t('account.since', { time: dateTime(session.createdAt) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {!session.current && (
        <Button
          size="small"
          loading={pending}
          aria-label={t('account.endNamed', { device })}
          onClick={() => void end()}
        >
          {t('account.end')}
        </Button>
      )}
    </li>
  )
}

const browsers = [
  ['Edg', 'Edge'],
  ['MicroMessenger', 'WeChat'],
  ['Chrome', 'Chrome'],
  ['Firefox', 'Firefox'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** 'Chrome · Windows' of a user agent; null when neither is known. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const found = [browsers, systems].map(known => known.find(([sign]) => userAgent.includes(sign))?.[1])
  return found.filter(Boolean).join(' · ') || null
}
