import { useEffect } from 'react'
import { useQueueCount } from '../answers/answers.ts'
import { useOnline } from '../answers/online.ts'
import { Icon } from '../kit/Icon.tsx'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'
import './bars.css'

/** Says that the server cannot be reached and how many acts wait for it; asks before they would be lost. */
export function OfflineBar() {
  const online = useOnline()
  const count = useQueueCount()
  const t = useWords(shellWords)
  useEffect(() => {
    if (count === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [count])
  return (
    <div role="status">
      {!online && (
        <div className="bar bar-warning">
          <Icon name="offline" />
          <span>{count > 0 ? t('offlineQueue', { count }) : t('offline')}</span>
        </div>
      )}
    </div>
  )
}
