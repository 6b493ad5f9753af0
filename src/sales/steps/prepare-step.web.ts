import { answerQuery, queryClient } from '../../platform/web/answers/answers.ts'
import type { Sale } from '../process/sale.contract.ts'
import { readSale, type SalePage } from '../sales/sale-page.contract.ts'

/** Reads a sale before its step is asked for, so that the drawer opens at once. */
export function prepareStep(saleId: string) {
  void queryClient.prefetchQuery(saleQuery(saleId))
  void import('./StepDrawer.tsx')
}

/** The sale as it was read last, if it was. */
export function knownState(saleId: string): Sale | undefined {
  return queryClient.getQueryData<SalePage>(saleQuery(saleId).queryKey)?.state
}

function saleQuery(id: string) {
  return answerQuery(readSale, { params: { id } })
}
