import { missingId, type Row, sellers } from './row.ts'
import type { Place } from './walkers.ts'
import { makerOf, ownerAt, type World } from './world.ts'

export const quoteLinkRows: Readonly<Record<string, Row>> = {
  'GET /api/sales/:id/quote-links': {
    kind: 'record',
    who: sellers,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/quote-links` },
    shows: () => ['"items"'],
  },
  'POST /api/sales/:id/quotes/:quoteId/links': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) =>
      sale && {
        url: `/api/sales/${sale.id}/quotes/${sale.state.quotes[0]?.id ?? missingId}/links`,
        body: {},
      },
    make: async (world, place) => {
      const { id, quoteId } = await quoted(world, place)
      return { url: `/api/sales/${id}/quotes/${quoteId}/links`, body: {} }
    },
  },
  'POST /api/sales/:id/quote-links/:linkId/revocation': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/quote-links/${missingId}/revocation`, body: {} },
    make: async (world, place) => {
      const { id, quoteId } = await quoted(world, place)
      const { manager } = makerOf(world, place)
      const made = await manager.send('POST', `/api/sales/${id}/quotes/${quoteId}/links`, {})
      const linkId = (made.body as { id: string }).id
      return { url: `/api/sales/${id}/quote-links/${linkId}/revocation`, body: {} }
    },
  },
  'POST /api/shared-quotes/opening': {
    kind: 'public',
    ask: () => ({ url: '/api/shared-quotes/opening', body: { secret: 'nothing that anybody was given' } }),
    status: 404,
  },
}

/** A sale with a quote that was sent. */
async function quoted(world: World, place: Place): Promise<{ id: string; quoteId: string }> {
  const maker = makerOf(world, place)
  const { id, state } = await maker.sale(ownerAt(maker, place) ?? maker.staff.colleague, 'drafted', 'sent')
  return { id, quoteId: state.quotes.at(-1)?.id ?? missingId }
}
