import Button from 'antd/es/button'
import { useAct } from '../../platform/web/answers/answers.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { possibilitiesOf, saleTopics } from '../steps/step.web.ts'
import { renewQuote } from './quotes.contract.ts'
import { quoteWords } from './quotes.words.ts'

/** One click from a quote that has run out to its next version, at the price, the tax and the days of today. */
export function RenewQuote({ page, quoteId }: { page: SalePage; quoteId: string }) {
  const t = useWords(quoteWords)
  const { act, pending } = useAct(renewQuote, { topics: saleTopics(page.id) })
  const may = possibilitiesOf(page).some(({ kind, possible }) => kind === 'revise-quote' && possible)
  if (!may) return null
  const renew = async () => {
    try {
      await act({ params: { id: page.id, quoteId }, ifMatch: page.version })
    } catch (failure) {
      problemNotice(failure)
      return
    }
    notice({ text: t('renewed') })
  }
  return (
    <Button size="small" loading={pending} onClick={() => void renew()}>
      {t('renew')}
    </Button>
  )
}
