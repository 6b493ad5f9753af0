import { addDays } from '../platform/business-date.ts'
import { everybody, missingId, type Row, sellers } from './row.ts'
import { record, step } from './sales.rows.ts'
import type { World } from './world.ts'

/** The dated table belongs to the network: only who administers the whole of it may change it. */
const keepersOfRates = { atRoot: ['administrator'] } as const

export const priceRows: Readonly<Record<string, Row>> = {
  'GET /api/sales/:id/usual-lines': record('/usual-lines?currency=CNY', () => ['"items"'], sellers),
  'POST /api/sales/:id/quotes/:quoteId/renewal': step('renewed', ['drafted', 'sent'], sellers),
  'GET /api/tax-rates': {
    kind: 'list',
    who: everybody,
    ask: [() => ({ url: '/api/tax-rates' })],
    shows: () => ['"items"'],
  },
  'POST /api/tax-rates': {
    kind: 'write',
    who: keepersOfRates,
    ask: (_lot, world) => ({ url: '/api/tax-rates', body: newRate(world) }),
    make: async world => ({ url: '/api/tax-rates', body: newRate(world) }),
  },
  'POST /api/tax-rates/:id/end': {
    kind: 'write',
    who: keepersOfRates,
    ask: () => ({ url: `/api/tax-rates/${missingId}/end`, body: { validTo: '2026-01-01' }, version: 1 }),
    make: async world => {
      const rate = newRate(world)
      const made = await world.administrator.send('POST', '/api/tax-rates', rate)
      const { id } = made.body as { id: string }
      return { url: `/api/tax-rates/${id}/end`, body: { validTo: addDays(rate.validFrom, -1) }, version: 1 }
    },
  },
}

/** A rate of a day of its own, so that no two overlap. */
function newRate(world: World) {
  const day = addDays('1900-01-01', Number(world.next().invoiceNumber.slice(-4)))
  return {
    tax: 'vat',
    energy: 'any',
    currency: 'XTS',
    validFrom: day,
    validTo: day,
    rateBasisPoints: 1,
    source: 'A walk',
  }
}
