import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { placeWords } from '../places.words.ts'

/** Somebody comes in or calls: the way to the form at the door. */
export function ReceptionButton() {
  const t = useWords(placeWords)
  if (!useMay('receptions', 'create')) return null
  return (
    <ActionLink to="/receptions/new" icon="building">
      {t('newReception')}
    </ActionLink>
  )
}
