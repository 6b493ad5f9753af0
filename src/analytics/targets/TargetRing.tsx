import { Link } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useDealer, useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { progressOf } from './pace.rules.ts'
import { readTargets, type StoreTargets } from './targets.contract.ts'
import { targetWords } from './targets.words.ts'
import './targets.css'

const radius = 24
const round = 2 * Math.PI * radius

/** On Today: how far one's own month has come, else the store's. Nothing where nobody set a target. */
export function TargetRing() {
  const { staff } = useMe()
  const { dealer } = useDealer()
  const { data } = useAnswer(
    readTargets,
    { query: { dealerId: dealer?.id } },
    { topics: ['targets', 'sales'] },
  )
  const [store, ...others] = data?.stores ?? []
  if (!store || others.length > 0) return null
  const line = store.people.find(each => each.staff.id === staff.id) ?? store.store
  return line ? <Ring store={store} line={line} /> : null
}

function Ring({ store, line }: { store: StoreTargets; line: NonNullable<StoreTargets['store']> }) {
  const t = useWords(targetWords)
  const { target, done } = line
  const figure = target.deliveries === null ? 'contracts' : 'deliveries'
  const progress = progressOf(done[figure], target[figure], store)
  if (!progress) return null
  const { share, state, expected } = progress
  const values = { done: done[figure], target: target[figure] ?? 0 }
  return (
    <Link to="/targets" className="panel target-ring">
      <svg viewBox="0 0 56 56" aria-hidden="true">
        <circle cx="28" cy="28" r={radius} />
        <circle
          cx="28"
          cy="28"
          r={radius}
          strokeDasharray={`${round * Math.min(1, share)} ${round}`}
          strokeOpacity={share === 0 ? 0 : 1}
          transform="rotate(-90 28 28)"
        />
      </svg>
      <p>
        <b>{t(figure === 'deliveries' ? 'ring' : 'ringContracts', values)}</b>
        <br />
        <small className={state === 'behind' ? 'is-behind' : 'quiet'}>
          {t(state, { expected: Math.round(expected) })} ·{' '}
          {t('pace', { begun: store.daysBegun, days: store.days })}
        </small>
      </p>
    </Link>
  )
}
