import { defaultDefinition } from '../sales/process/default-definition.rules.ts'
import { importedSaleAt } from './imported-sale.ts'
import {
  above,
  cashiers,
  keepers,
  leaders,
  missingId,
  type Row,
  sellers,
  type Who,
  type WriteRow,
} from './row.ts'
import { type MadeSale, type Step, stepRequests, untilDelivered, untilPaid, untilTicked } from './stores.ts'
import type { Place, Walker } from './walkers.ts'
import { type Lot, makerOf, ownerAt, type World } from './world.ts'

/** One's own sales, the team's, the store's; for those who owe a delivery its papers or its car, too. */
const saleReaders = {
  ...sellers,
  'inventory-manager': 'store',
  finance: 'store',
  'service-adviser': 'delivered',
  ...above,
} as const
export const paymentReaders = { ...sellers, finance: 'store', ...above } as const
const summaryReaders = { ...leaders, ...above, analyst: 'below' } as const

/** Who sells by it, who leads them, who studies it, who configures it. */
const processReaders = {
  consultant: 'store',
  ...leaders,
  ...above,
  analyst: 'below',
  administrator: 'below',
} as const

const signed = ['reserved', 'signed'] as const

export const saleRows: Readonly<Record<string, Row>> = {
  'GET /api/sales': {
    kind: 'list',
    who: saleReaders,
    ask: [
      () => ({ url: '/api/sales?limit=100' }),
      () => ({ url: '/api/sales?order=amount&limit=100' }),
      () => ({ url: '/api/sales?order=stage-since&limit=100' }),
    ],
    shows: lot => [lot.sale?.id],
  },
  'GET /api/sales/board': {
    kind: 'list',
    who: saleReaders,
    ask: [() => ({ url: '/api/sales/board?cards=100' })],
    shows: (lot, { place }) => (place.endsWith('delivered') ? [] : [lot.sale?.id]),
  },
  'GET /api/sales/counts': {
    kind: 'list',
    who: saleReaders,
    ask: [() => ({ url: '/api/sales/counts' })],
    shows: () => [],
    counts: {
      of: lot => lot.sale !== null,
      in: body => {
        const { tabs } = body as { tabs: { tab: string; count: number }[] }
        return tabs.find(each => each.tab === 'all')?.count ?? -1
      },
    },
  },
  'GET /api/sales/export': {
    kind: 'list',
    who: { ...sellers, ...above },
    ask: [() => ({ url: '/api/sales/export?format=csv' }), () => ({ url: '/api/sales/export?format=xlsx' })],
    shows: lot => [lot.car?.vin],
  },
  'GET /api/sales/:id': record('', lot => [lot.sale?.id, lot.car?.vin]),
  'GET /api/sales/:id/events': record('/events', lot => [lot.car?.episodeId]),
  'GET /api/sales/:id/quotes': record('/quotes', lot => [lot.sale?.state.quotes[0]?.id]),
  'GET /api/sales/:id/payments': record(
    '/payments',
    lot => [lot.sale?.state.payments[0]?.id],
    paymentReaders,
  ),
  'GET /api/today': {
    kind: 'list',
    who: saleReaders,
    ask: [
      () => ({ url: '/api/today' }),
      () => ({ url: '/api/today?whose=mine' }),
      () => ({ url: '/api/today?whose=team' }),
    ],
    shows: () => ['"counts"'],
  },
  'GET /api/search': {
    kind: 'list',
    perLot: true,
    who: saleReaders,
    ask: [
      (_world: World, lot: Lot) => searchFor(lot.customer.name),
      (_world: World, lot: Lot) => searchFor(lot.customer.phone.slice(-4)),
      (_world: World, lot: Lot) => searchFor(lot.car?.vin.slice(-6) ?? 'nothing'),
      (_world: World, lot: Lot) => searchFor(lot.sale?.state.number ?? 'nothing'),
    ],
    shows: (lot, { index }) => (index >= 2 ? [lot.sale?.id] : []),
  },
  'GET /api/summaries': {
    kind: 'list',
    who: summaryReaders,
    ask: [() => ({ url: '/api/summaries' })],
    shows: lot => [lot.dealerId],
    counts: {
      of: lot => lot.sale !== null,
      in: body => (body as { stages: { count: number }[] }).stages.reduce((sum, each) => sum + each.count, 0),
    },
  },
  'GET /api/processes': processAt('', ['"effective":true']),
  'GET /api/processes/effective': processAt('/effective', ['"definition"']),
  'GET /api/processes/:version': {
    kind: 'record',
    who: processReaders,
    ask: (lot, world) => ({ url: `/api/processes/${versionAt(world, lot)}` }),
    nothing: () => ({ url: '/api/processes/999999' }),
    shows: () => ['"definition"'],
  },
  'POST /api/processes': {
    kind: 'write',
    inTurn: true,
    who: { 'dealer-manager': 'store', administrator: 'below' },
    ask: (lot, world) => publication(lot.dealerId, versionAt(world, lot)),
    make: async (world, place) => {
      const lot = world.lots[place]
      return publication(lot.dealerId, versionAt(world, lot))
    },
  },
  'POST /api/inquiries': {
    kind: 'write',
    who: sellers,
    ask: lot => ({ url: '/api/inquiries', body: inquiry(lot.customer.id) }),
    make: async (world, place) => {
      const maker = makerOf(world, place)
      return {
        url: '/api/inquiries',
        body: inquiry((await maker.customer(ownerAt(maker, place) ?? maker.staff.colleague)).id),
      }
    },
  },
  'POST /api/sales/:id/follow-ups': step('followUp', [], sellers),
  'POST /api/sales/:id/follow-ups/:followUpId/completion': step('followUpDone', [], sellers),
  'POST /api/sales/:id/showings': step('showing', [], sellers),
  'POST /api/sales/:id/quotes': step('drafted', [], sellers),
  'POST /api/sales/:id/quotes/:quoteId/revision': step('revised', ['drafted'], sellers),
  'POST /api/sales/:id/quotes/:quoteId/sending': step('sent', ['drafted'], sellers),
  'POST /api/sales/:id/reservation': step('reserved', [], sellers),
  'POST /api/sales/:id/reservation/release': step('released', ['reserved'], sellers),
  'POST /api/sales/:id/contract': {
    ...step('signed', ['reserved'], { ...sellers, ...keepers }),
    refuses: { 'inventory-manager': 'sale.forbidden' }, // who matches cars to contracts signs none
  },
  'POST /api/sales/:id/contract/car': step('matched', ['signedForTrim'], { ...sellers, ...keepers }),
  'POST /api/sales/:id/payments': step('paid', signed, cashiers),
  'POST /api/sales/:id/payments/:paymentId/reversal': step('paymentReversed', untilPaid, cashiers),
  'POST /api/sales/:id/delivery-items': {
    ...step('pdi', signed, { ...sellers, ...keepers, ...cashiers }),
    make: async (world: World, place: Place, { role }: Walker) => {
      const items = { 'inventory-manager': 'pdi', finance: 'invoice' } as const
      const item = items[role as keyof typeof items] ?? 'documents'
      return stepOf(world, await freshSale(world, place, signed), item, place)
    },
  },
  'POST /api/sales/:id/delivery-items/:item/reversal': {
    ...step('pdiReversed', signed, { ...sellers, ...keepers, ...cashiers }),
    make: async (world: World, place: Place, { role }: Walker) => {
      const steps = { 'inventory-manager': 'pdiReversed', finance: 'invoiceReversed' } as const
      const undone = steps[role as keyof typeof steps] ?? 'documentsReversed'
      return stepOf(world, await freshSale(world, place, untilTicked), undone, place)
    },
  },
  'POST /api/sales/:id/delivery': step('delivered', untilTicked, sellers),
  'POST /api/sales/:id/hand-over': step('handedOver', untilDelivered, sellers),
  'POST /api/sales/:id/loss': step('lossProposed', [], sellers),
  'POST /api/sales/:id/loss/confirmation': step('lossConfirmed', ['lossProposed'], leaders),
  'POST /api/sales/:id/loss/refusal': step('lossDeclined', ['lossProposed'], leaders),
  'POST /api/sales/:id/cancellation': step('cancelled', signed, leaders),
  'POST /api/sales/:id/assignment': {
    kind: 'write',
    who: leaders,
    ask: (lot, world) => lot.sale && assignment(lot.sale, world.makers.D1.staff.salesManager),
    make: async (world, place) =>
      assignment(await freshSale(world, place, []), makerOf(world, place).staff.salesManager),
  },
  'POST /api/sales/:id/customer': {
    kind: 'write',
    who: sellers,
    ask: ({ sale, customer }) =>
      sale && { url: `/api/sales/${sale.id}/customer`, body: { customerId: customer.id }, version: 1 },
    make: async (world, place) => {
      const maker = makerOf(world, place)
      const ownerId = ownerAt(maker, place) ?? maker.staff.colleague
      const { id } = await maker.customer(ownerId)
      const saleId = await importedSaleAt(world, maker.dealerId, ownerId)
      return { url: `/api/sales/${saleId}/customer`, body: { customerId: id }, version: 1 }
    },
  },
  'POST /api/sales/:id/process': {
    kind: 'write',
    who: leaders,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/process`, version: sale.version },
    make: async (world, place) => {
      const { id, version } = await freshSale(world, place, [])
      return { url: `/api/sales/${id}/process`, version }
    },
    // Nothing newer is published here: who is let in is told so, who is not is told that.
    refuses: { 'sales-manager': 'sale.forbidden', 'dealer-manager': 'process.unchanged' },
  },
}

function processAt(paper: string, shown: readonly string[]): Row {
  return {
    kind: 'record',
    who: processReaders,
    ask: lot => ({ url: `/api/processes${paper}?organisationId=${lot.dealerId}` }),
    shows: () => shown,
  }
}

/** The version in force at the store of a lot. */
function versionAt(world: World, lot: Lot): number {
  return world.processVersions[lot.dealerId] ?? 0
}

function publication(organisationId: string, version: number) {
  const { version: _, ...definition } = defaultDefinition
  return { url: '/api/processes', body: { organisationId, definition }, version }
}

export function record(
  paper: string,
  shows: (lot: Lot) => (string | undefined)[],
  who: Who = saleReaders,
): Row {
  return {
    kind: 'record',
    who,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}${paper}` },
    shows,
  }
}

/** A step of a sale: refused for those of the lots out of reach, taken with one brought just so far. */
export function step(name: Step, before: readonly Step[], who: Who): WriteRow {
  return {
    kind: 'write',
    who,
    ask: (lot, world) => lot.sale && stepOf(world, lot.sale, name, 'mine'),
    make: async (world, place) => stepOf(world, await freshSale(world, place, before), name, place),
  }
}

export function freshSale(world: World, place: Place, steps: readonly Step[]): Promise<MadeSale> {
  const maker = makerOf(world, place)
  return maker.sale(ownerAt(maker, place) ?? maker.staff.colleague, ...steps)
}

export function stepOf(world: World, { id, version, state, car }: MadeSale, name: Step, place: Place) {
  const maker = makerOf(world, place)
  const ownerId = ownerAt(maker, place) ?? maker.staff.colleague
  const { path, body } = stepRequests[name]({ state, car, escortId: ownerId, serial: world.next() })
  return { url: `/api/sales/${id}/${path.replaceAll('undefined', missingId)}`, body, version }
}

function assignment({ id, version }: MadeSale, ownerId: string) {
  return { url: `/api/sales/${id}/assignment`, body: { ownerId }, version }
}

function inquiry(customerId: string) {
  return { customerId, source: 'walk-in' }
}

function searchFor(text: string) {
  return { url: `/api/search?q=${encodeURIComponent(text)}&limit=20` }
}
