import { above, leaders, type Row, sellers } from './row.ts'
import { freshSale } from './sales.rows.ts'

/** Sheets of paper: what is printed is on record, and what a store keeps for a day without the system. */
export const paperRows: Readonly<Record<string, Row>> = {
  'GET /api/continuity': {
    kind: 'record',
    who: leaders,
    ask: lot => ({ url: `/api/continuity?dealerId=${lot.dealerId}` }),
    shows: lot => [lot.dealerId],
  },
  'POST /api/sales/:id/prints': {
    kind: 'write',
    who: {
      ...sellers,
      ...above,
      'inventory-manager': 'store',
      finance: 'store',
      'service-adviser': 'delivered',
    },
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/prints`, body: { sheet: 'quote' } },
    make: async (world, place) => {
      const lot = world.lots[place]
      const { id } = lot.sale ?? (await freshSale(world, place, []))
      return { url: `/api/sales/${id}/prints`, body: { sheet: 'contract' } }
    },
  },
}
