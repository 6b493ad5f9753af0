import { useOnline } from '../answers/online.ts'
import { useWords } from '../words/words.ts'
import { dateTimeShort } from './figures.ts'
import { kitWords } from './kit.words.ts'
import './states.css'

/** Without the server, what is shown is as old as its last answer. */
export function AsOf({ at, timeZone }: { at: number; timeZone?: string }) {
  const t = useWords(kitWords)
  if (useOnline() || at === 0) return null
  const time = dateTimeShort(new Date(at).toISOString(), new Date(), timeZone)
  return (
    <p className="as-of" role="note">
      {t('asOf', { time })}
    </p>
  )
}
