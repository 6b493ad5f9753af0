import { Link } from '@tanstack/react-router'
import { useOnline } from '../answers/online.ts'
import { useWaiting } from '../answers/waiting.ts'
import { Icon } from '../kit/Icon.tsx'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import { useUpdate } from './update.ts'
import './bars.css'

/** Says that the server cannot be reached, what is not yet sent, and that there is a newer version. */
export function OfflineBar() {
  const online = useOnline()
  const { waiting, refused } = useWaiting()
  const t = useWords(shellWords)
  return (
    <div role="status">
      {(!online || waiting + refused > 0) && (
        <div className={`bar ${online && refused === 0 ? 'bar-note' : 'bar-warning'}`}>
          <Icon name="offline" />
          {!online && <span>{t('offline')}</span>}
          {waiting + refused > 0 && (
            <Link className="bar-action" to="/waiting">
              {refused > 0 ? t('refused', { count: refused }) : t('notSent', { count: waiting })}
            </Link>
          )}
        </div>
      )}
      <Update />
    </div>
  )
}

function Update() {
  const take = useUpdate()
  const t = useWords(shellWords)
  if (!take) return null
  return (
    <div className="bar bar-note">
      <Icon name="info" />
      <span>{t('update')}</span>
      <button type="button" className="bar-action" onClick={take}>
        {t('updateTake')}
      </button>
    </div>
  )
}
