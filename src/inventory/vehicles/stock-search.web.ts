import { z } from 'zod'
import { useDealer } from '../../platform/web/session/session.ts'
import { Availability, Condition, EpisodeState, VehicleOrder } from './vehicles.contract.ts'

/** The address of the stock list. `store` is one of the network's, or all of them; absent: the one in front. */
export const StockSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  availability: Availability.optional().catch(undefined),
  state: EpisodeState.optional().catch(undefined),
  condition: Condition.optional().catch(undefined),
  modelId: z.uuid().optional().catch(undefined),
  store: z
    .union([z.literal('all'), z.uuid()])
    .optional()
    .catch(undefined),
  order: VehicleOrder.optional().catch(undefined),
})
export type StockSearch = z.infer<typeof StockSearch>

/** What the address asks of the server. */
export function useStockQuery({ store, order = 'newest', ...filters }: StockSearch) {
  const { dealer } = useDealer()
  return { ...filters, order, dealerId: store === 'all' ? undefined : (store ?? dealer?.id) }
}

const sorts: Record<VehicleOrder, string> = {
  newest: 'newest', // as they were taken in, which no column shows
  oldest: '-age',
  cheapest: 'price',
  dearest: '-price',
}

/** The order as the table's headings name it. */
export function sortOf(order: VehicleOrder | undefined): string {
  return sorts[order ?? 'newest']
}

/** The order that a click on a heading asks for: by age it is the oldest first, and again the usual one. */
export function orderOf(sort: string, now: VehicleOrder | undefined): VehicleOrder | undefined {
  if (sort.endsWith('age')) return now === 'oldest' ? undefined : 'oldest'
  return (Object.keys(sorts) as VehicleOrder[]).find(order => sorts[order] === sort)
}
