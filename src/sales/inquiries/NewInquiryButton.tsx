import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'

/** The way to a new inquiry, for those who take them. */
export function NewInquiryButton() {
  const t = useWords(salesWords)
  if (!useMay('sales', 'create')) return null
  return (
    <ActionLink primary to="/inquiries/new">
      {t('inquiry.title')}
    </ActionLink>
  )
}
