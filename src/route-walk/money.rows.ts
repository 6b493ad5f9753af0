import { addDays } from '../platform/business-date.ts'
import { cashiers, keepers, missingId, type Row, sellers } from './row.ts'
import { freshSale, paymentReaders, record, step } from './sales.rows.ts'
import { done } from './stores.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

const signers = { ...sellers, ...keepers } as const
/** Who matches cars to contracts signs and changes none. */
const notKeepers = { 'inventory-manager': 'sale.forbidden' } as const
const signed = ['reserved', 'signed'] as const

/** What changes a signed contract, who waits for a car, and the money over all sales. */
export const moneyRows: Readonly<Record<string, Row>> = {
  'GET /api/sales/:id/contract': record('/contract', lot => [lot.sale?.state.contract?.id]),
  'GET /api/sales/:id/waitlist': record('/waitlist', () => ['"place"']),
  'POST /api/sales/:id/contract/swap': {
    kind: 'write',
    who: signers,
    refuses: notKeepers,
    ask: ({ sale, car }) =>
      sale && {
        url: `/api/sales/${sale.id}/contract/swap`,
        body: { episodeId: car?.episodeId ?? missingId },
        version: sale.version,
      },
    make: async (world, place) => {
      const sale = await freshSale(world, place, signed)
      const { episodeId } = await makerOf(world, place).car()
      return { url: `/api/sales/${sale.id}/contract/swap`, body: { episodeId }, version: sale.version }
    },
  },
  'POST /api/sales/:id/contract/unmatch': step('unmatched', signed, signers),
  'POST /api/sales/:id/contract/addenda': { ...step('addendum', signed, signers), refuses: notKeepers },
  'POST /api/sales/:id/waitlist': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/waitlist`, body: {}, version: sale.version },
    make: async (world, place) => joining(world, place),
  },
  'POST /api/sales/:id/waitlist/leaving': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/waitlist/leaving`, version: sale.version },
    make: async (world, place) => {
      const { url, body, version } = await joining(world, place)
      const headers = { 'if-match': `"${version}"` }
      const joined = await makerOf(world, place).manager.send('POST', url, body, headers)
      return { url: `${url}/leaving`, version: done<{ version: number }>(joined, 'waitlist').version }
    },
  },
  'GET /api/payments': {
    kind: 'list',
    who: paymentReaders,
    ask: [() => ({ url: '/api/payments?limit=100' })],
    shows: lot => lot.sale?.state.payments.map(({ id }) => id) ?? [],
  },
  'GET /api/payments/export': {
    kind: 'list',
    who: cashiers,
    ask: [
      () => ({ url: '/api/payments/export?format=csv' }),
      () => ({ url: '/api/payments/export?format=xlsx' }),
    ],
    shows: ({ sale }) => (sale?.state.payments.length ? [sale.state.number] : []),
  },
  'GET /api/takings': {
    kind: 'record',
    who: cashiers,
    ask: lot => ({ url: `/api/takings?dealerId=${lot.dealerId}` }),
    shows: () => ['"openDay"'],
  },
  'GET /api/takings/:day': {
    kind: 'record',
    who: cashiers,
    ask: lot => ({ url: `/api/takings/2026-01-05?dealerId=${lot.dealerId}` }),
    shows: () => ['"totals"'],
  },
  'POST /api/takings/:day/closing': {
    kind: 'write',
    who: cashiers,
    ask: lot => closing(lot.dealerId),
    make: async (world, place) => closing(makerOf(world, place).dealerId),
  },
}

/** In line for a car that another sale holds. */
async function joining(world: World, place: Place) {
  const [holder, sale] = await Promise.all([
    freshSale(world, place, ['reserved']),
    freshSale(world, place, []),
  ])
  const body = { episodeId: holder.car.episodeId }
  return { url: `/api/sales/${sale.id}/waitlist`, body, version: sale.version }
}

let closings = 0
/** Each a day of its own, long ago: a day is closed once. */
function closing(dealerId: string) {
  closings += 1
  const body = { dealerId, countedMinor: 0, reason: '' }
  return { url: `/api/takings/${addDays('2020-01-01', closings)}/closing`, body }
}
