import { addDays } from '../../platform/business-date.ts'
import type { WayStage } from '../../sales/process/sale.contract.ts'
import type { Cohort } from './overview.contract.ts'

/** A number of the overview, named by what it counts. Months are 'YYYY-MM'. */
export type Figure =
  | { readonly kind: 'cohort'; readonly part: keyof Cohort; readonly from: string; readonly to: string }
  | { readonly kind: 'contracts' | 'deliveries'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'ending'
      readonly stage: 'contract' | 'lost' | 'cancelled'
      readonly reason: string
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'left'; readonly stage: string; readonly from: string; readonly to: string }
  | { readonly kind: 'overdue' }

/** What narrows all figures, and what a row of a table adds. */
export interface Narrowed {
  readonly dealerId?: string
  readonly ownerId?: string
  readonly source?: string
}

/** The filter of the sales list that shows exactly the sales a number counts. */
export function rowsOf(figure: Figure, { dealerId, ownerId, source }: Narrowed) {
  return {
    ...(dealerId && { dealerId: [dealerId] }),
    ...(ownerId && { ownerId: [ownerId] }),
    ...(source && { source: [source] }),
    ...own(figure),
  }
}

function own(figure: Figure) {
  if (figure.kind === 'overdue') return { open: true, overdue: true }
  const [first, last] = [`${figure.from}-01`, lastDay(figure.to)]
  switch (figure.kind) {
    case 'cohort':
      return { inquiredFrom: first, inquiredTo: last, ...parts[figure.part] }
    case 'contracts':
      return { contractedFrom: first, contractedTo: last }
    case 'deliveries':
      return { deliveredFrom: first, deliveredTo: last }
    case 'left':
      return { inquiredFrom: first, inquiredTo: last, left: figure.stage }
    case 'ending':
      return figure.stage === 'contract'
        ? { contractedFrom: first, contractedTo: last, winReason: [figure.reason] }
        : { closedFrom: first, closedTo: last, stage: [figure.stage], endReason: [figure.reason] }
  }
}

const reached = (stage: WayStage) => ({ reached: stage })
const parts: Readonly<Record<keyof Cohort, object>> = {
  inquiries: {},
  showings: reached('showing'),
  testDrives: reached('test-drive'),
  negotiations: reached('negotiation'),
  contracts: reached('contract'),
  deliveries: reached('delivery'),
  handedOver: reached('after-sales'),
  open: { open: true },
  lost: { stage: ['lost'] },
  cancelled: { stage: ['cancelled'] },
}

/** @example lastDay('2026-02') // '2026-02-28' */
export function lastDay(month: string): string {
  return addDays(`${monthAfter(month, 1)}-01`, -1)
}

/** @example monthAfter('2026-11', 2) // '2027-01' */
export function monthAfter(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}
