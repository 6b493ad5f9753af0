import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { listSaleEvents } from './sale-page.contract.ts'

/** What happened in a sale: read once for all who show it, and only they are drawn again when it comes. */
export function useTimeline(saleId: string) {
  return useAnswerPages(listSaleEvents, { params: { id: saleId }, query: { limit: 100 } })
}
