import type { Claimed } from '../../customers/pool/claimed.ts'
import { actWithin } from '../acts/act-on-sale.ts'
import { lockUnownedSales } from './hand-over-sales.sql.ts'

/** Whoever claims a customer gets the running sales that are nobody's, each by the step that a manager takes for one,
 *  with its event. A colleague's sale stays the colleague's. */
export const bringSalesAlong: Claimed = async (call, { dealerId, id }) => {
  const { staffId } = call.scope
  const sales = await lockUnownedSales(call.tx, dealerId, id)
  const scope = { ...call.scope, all: [dealerId] } // nobody's sales are in nobody's own reach
  for (const sale of sales)
    await actWithin({ ...call, scope, intent: null, version: sale.sequence }, sale.id, ({ actor }) => ({
      action: { kind: 'assign-owner', actor, origin: 'live', ownerId: staffId },
    }))
  return sales.length
}
