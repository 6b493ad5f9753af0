import type { HeldWork, Succeeding } from '../../network/successions/held-work.ts'
import type { Successors } from '../../network/successions/successors.ts'
import { problem } from '../../platform/problem.ts'
import { actWithin } from '../acts/act-on-sale.ts'
import { countSalesOf, lockSalesOf, type OwnedSale } from './hand-over-sales.sql.ts'

/** A leaver's running sales go to the successors, each by the step that a manager takes for one: with its event, and
 *  with the follow-up that is due. What is delivered, lost or cancelled keeps the name of who did it. */
export const heldSales: HeldWork = {
  count: countSalesOf,
  handOver: async (call, staffId, successors) => {
    const counts = await countSalesOf(call.tx, staffId)
    const sales = await lockSalesOf(call.tx, staffId)
    if (sales.length > 0 && successors.toPool)
      throw problem('staff.sales-need-successor', { sales: sales.length, field: 'successorIds' })
    for (const sale of sales) await giveSale(call, sale, successors)
    return { sales: sales.length, followUps: counts.followUps }
  },
}

/** A customer's sales follow the customer. */
async function giveSale(call: Succeeding, sale: OwnedSale, successors: Successors): Promise<void> {
  const ownerId = successors.of(sale.dealerId, sale.customerId ?? sale.id)
  await actWithin({ ...call, intent: null, version: sale.sequence }, sale.id, ({ actor }) => ({
    action: { kind: 'assign-owner', actor, origin: 'live', ownerId },
  }))
}
