import { sumMinor } from '../../platform/money.ts'
import { endStages } from '../process/sale.contract.ts'
import type { Summary } from './summaries.contract.ts'

type Sums = Summary['deliveries'][number]['sums']

/** One store's line, or the total of all. */
export interface StoreLine {
  dealerId: string | null
  inquiries: number
  deliveries: number
  deliveredSums: Sums
  /** Open sales as they stand now, whenever they began. */
  open: number
  openSums: Sums
  openAt: Readonly<Record<OpenStage, number>>
}
export const openStages = ['inquiry', 'showing', 'test-drive', 'negotiation', 'contract', 'delivery'] as const
type OpenStage = (typeof openStages)[number]

/** A line for each store in their order, with what its sales came to. */
export function storeLines(summary: Summary): StoreLine[] {
  return summary.dealers.map(({ id }) => lineOf(summary, id))
}

export function totalLine(summary: Summary): StoreLine {
  return lineOf(summary, null)
}

/** Inquiries and deliveries by month, the newest first. */
export function monthLines(summary: Summary) {
  const months = new Set([...summary.inquiries, ...summary.deliveries].map(({ month }) => month))
  return [...months]
    .sort()
    .toReversed()
    .map(month => {
      const delivered = summary.deliveries.filter(each => each.month === month)
      return {
        month,
        inquiries: total(summary.inquiries.filter(each => each.month === month)),
        deliveries: total(delivered),
        sums: added(delivered.flatMap(each => each.sums)),
      }
    })
}

/** Amounts of one currency together, the largest first. */
export function added(sums: Sums): Sums {
  const currencies = [...new Set(sums.map(({ currency }) => currency))]
  return currencies
    .map(currency => ({
      currency,
      amountMinor: sumMinor(sums.filter(sum => sum.currency === currency).map(sum => sum.amountMinor)),
    }))
    .toSorted((one, other) => other.amountMinor - one.amountMinor)
}

function lineOf(summary: Summary, dealerId: string | null): StoreLine {
  const own = <Row extends { dealerId: string }>(rows: readonly Row[]) =>
    dealerId === null ? rows : rows.filter(row => row.dealerId === dealerId)
  const open = own(summary.stages).filter(row => !endStages.includes(row.stage))
  const openAt = openStages.map(stage => [stage, total(open.filter(row => row.stage === stage))])
  return {
    dealerId,
    inquiries: total(own(summary.inquiries)),
    deliveries: total(own(summary.deliveries)),
    deliveredSums: added(own(summary.deliveries).flatMap(row => row.sums)),
    open: total(open),
    openSums: added(open.flatMap(row => row.sums)),
    openAt: Object.fromEntries(openAt) as StoreLine['openAt'],
  }
}

function total(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
