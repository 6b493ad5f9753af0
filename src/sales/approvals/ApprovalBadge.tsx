import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { countApprovals } from './approval-list.contract.ts'
import { approvalWords } from './approvals.words.ts'

/** How much waits for the reader, beside the place in the navigation. */
export function ApprovalBadge() {
  const t = useWords(approvalWords)
  const { dealer } = useDealer()
  const { data } = useAnswer(
    countApprovals,
    { query: { dealerId: dealer?.id } },
    { topics: ['sales', 'approvals'], refetchInterval: 300_000 },
  )
  if (!data?.forMe) return null
  return (
    <b className="nav-badge num">
      <span aria-hidden="true">{data.forMe > 99 ? '99+' : data.forMe}</span>
      <span className="sr">{t('badge', { count: data.forMe })}</span>
    </b>
  )
}
