import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import type { IntentLevel } from '../process/sale.contract.ts'
import { carWord, salesWords, trimWord } from '../sale-words.web.ts'
import { useSwipe } from './swipe.web.ts'
import type { Today } from './today.contract.ts'

type About = Pick<
  Today['followUps'][number],
  'saleId' | 'number' | 'customer' | 'trim' | 'intentLevel' | 'owner'
>

interface WorkProps {
  about: About
  /** Why now: 'three days late', a time of day. */
  why: ReactNode
  more?: ReactNode
  car?: { make: string; modelName: string; trimName: string | null } | null
  /** The one thing to do about it. */
  actions?: ReactNode
  /** Put off instead. */
  later?: ReactNode
  /** What the thumb does by pushing the line aside, in words and in deed. */
  swipe?: { right: string; left: string; onRight: () => void; onLeft: () => void }
  owner: boolean
}

/** One piece of work: who, which car, why now, and the button. */
export function Work({ about, why, more, car, actions, later, swipe, owner }: WorkProps) {
  const t = useWords(salesWords)
  const { saleId, number, customer, trim } = about
  const model = trim ? trimWord(trim) : car ? carWord(car) : null
  const { handlers, style, side } = useSwipe(swipe)
  return (
    <li
      className={swipe ? 'work is-swiped' : 'work'}
      data-side={side ?? undefined}
      style={style}
      {...handlers}
    >
      {swipe && side && <span className="work-swipe">{swipe[side]}</span>}
      <Level level={about.intentLevel} />
      <div className="work-what">
        <p>
          <Link to="/sales/$id" params={{ id: saleId }} className="work-name">
            {customer?.name ?? t('sale.noCustomer')}
          </Link>
          <span className="work-why">{why}</span>
        </p>
        <p className="work-more">
          {[model ?? number, owner ? about.owner?.name : null].filter(Boolean).join(' · ')}
          {more && <> · {more}</>}
        </p>
      </div>
      {actions && (
        <div className="work-actions">
          {later}
          {actions}
        </div>
      )}
    </li>
  )
}

function Level({ level }: { level: IntentLevel | null }) {
  const t = useWords(salesWords)
  return (
    <b
      className={`work-level ${level ? `level-${level}` : ''}`}
      title={level ? t(`levelMeaning.${level}`) : undefined}
    >
      {level ?? '·'}
    </b>
  )
}

interface SectionProps {
  id: string
  title: string
  count: number
  /** Said when there is nothing; without it the section is not shown. */
  empty?: string
  shown: number
  children: ReactNode
}

export function Section({ id, title, count, empty, shown, children }: SectionProps) {
  const t = useWords(salesWords)
  if (count === 0 && empty === undefined) return null
  return (
    <section id={id} className="panel day-section" aria-label={title}>
      <h2>
        {title} <small>{count}</small>
      </h2>
      {count === 0 ? <p className="quiet">{empty}</p> : <ul>{children}</ul>}
      {count > shown && shown > 0 && <p className="day-left">{t('today.more', { count: count - shown })}</p>}
    </section>
  )
}

interface DoProps {
  label: string
  onClick: () => void
  main?: boolean
  /** Which record the label is about, for those who hear the button alone. */
  about: string | undefined
}

export function Do({ label, onClick, main = false, about }: DoProps) {
  return (
    <button
      type="button"
      className={main ? 'do is-main' : 'do'}
      aria-label={about ? `${label} · ${about}` : undefined}
      onClick={onClick}
    >
      {label}
    </button>
  )
}
