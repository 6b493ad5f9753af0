import { boundCurrency } from '../process/ledger.rules.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'

/** The currency that the sale's money is in, or would be: that of its car before anything is bound. */
export function currencyOf({ state, car, amounts }: SalePage): string {
  return boundCurrency(state) ?? amounts.currency ?? state.currency ?? car?.currency ?? 'CNY'
}
