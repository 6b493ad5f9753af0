import Button from 'antd/es/button'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { AssignLeadDialog } from './AssignLeadDialog.tsx'
import { LoseLeadDialog } from './LoseLeadDialog.tsx'
import { assignLead, claimLead, type LeadDetail } from './leads.contract.ts'

/** Claim, assign, give back, close: what the reader may do with an open lead. */
export function LeadActions({ lead }: { lead: LeadDetail }) {
  const t = useWords(customersWords)
  const { permissions } = useMe()
  const [asking, setAsking] = useState<'assign' | 'lose' | null>(null)
  const claim = useAct(claimLead)
  const assign = useAct(assignLead)
  const assigns = lead.may.edit && permissions.leads?.edit !== 'own'
  const params = { id: lead.id }
  if (!lead.may.edit && !lead.may.claim) return null
  const run = (act: Promise<unknown>, said: string) =>
    void act.then(() => notice({ text: said }), problemNotice)
  const toPool = () => assign.act({ params, body: { ownerId: null }, ifMatch: lead.version })
  return (
    <>
      {lead.may.claim && (
        <Button loading={claim.pending} onClick={() => run(claim.act({ params }), t('claimed'))}>
          {t('claim')}
        </Button>
      )}
      {assigns && <Button onClick={() => setAsking('assign')}>{t('assign')}</Button>}
      {lead.may.edit && lead.owner && (
        <Button loading={assign.pending} onClick={() => run(toPool(), t('handedOver'))}>
          {t('toPool')}
        </Button>
      )}
      {lead.may.edit && <Button onClick={() => setAsking('lose')}>{t('lose')}</Button>}
      {asking === 'assign' && <AssignLeadDialog lead={lead} onClose={() => setAsking(null)} />}
      {asking === 'lose' && <LoseLeadDialog lead={lead} onClose={() => setAsking(null)} />}
    </>
  )
}
