import { Link } from '@tanstack/react-router'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { ReceptionForm } from './ReceptionForm.tsx'
import { receptionWords } from './receptions-words.web.ts'

/** Somebody is at the door, or on the phone. */
export function NewReceptionPage() {
  const t = useWords(receptionWords)
  return (
    <Page title={t('new')} above={<Link to="/receptions">{t('title')}</Link>} narrow>
      <div className="panel reception">
        <ReceptionForm />
      </div>
    </Page>
  )
}
