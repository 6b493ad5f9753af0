import Button from 'antd/es/button'
import { useAct } from '../../platform/web/answers/answers.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type Reception, takeReception } from './receptions.contract.ts'
import { receptionWords } from './receptions-words.web.ts'

/** The owner takes over what a colleague received: it goes on the owner's sale. */
export function TakeButton({ reception }: { reception: Pick<Reception, 'id' | 'mayTake' | 'customer'> }) {
  const t = useWords(receptionWords)
  const { act, pending } = useAct(takeReception, { topics: ['receptions', 'sales', 'customers'] })
  if (!reception.mayTake) return null
  const take = () =>
    act({ params: { id: reception.id } }).then(
      ({ sale }) => notice({ text: t('taken', { number: sale?.number ?? '' }) }),
      problemNotice,
    )
  return (
    <Button
      size="small"
      type="primary"
      loading={pending}
      aria-label={`${t('take')} · ${reception.customer?.name ?? ''}`}
      onClick={() => void take()}
    >
      {t('take')}
    </Button>
  )
}
