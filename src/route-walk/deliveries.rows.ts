import { above, leaders, missingId, type Row, sellers } from './row.ts'
import { record, step } from './sales.rows.ts'
import { untilDelivered, untilPaid } from './stores.ts'
import type { Lot, World } from './world.ts'

const readers = {
  ...sellers,
  'inventory-manager': 'store',
  finance: 'store',
  'service-adviser': 'delivered',
  ...above,
} as const

const anytime = 'from=2020-01-01T00:00:00.000Z&to=2060-01-01T00:00:00.000Z'

export const deliveryRows: Readonly<Record<string, Row>> = {
  'GET /api/deliveries': {
    kind: 'list',
    who: readers,
    ask: [() => ({ url: `/api/deliveries?${anytime}` })],
    shows: lot => (lot.sale?.state.contract && !lot.sale.state.delivery ? [lot.sale.id] : []),
  },
  'GET /api/warranties': {
    kind: 'list',
    perLot: true,
    who: readers,
    ask: [(_world: World, lot: Lot) => ({ url: `/api/warranties?vehicleId=${lot.car?.id ?? missingId}` })],
    shows: lot => (lot.sale?.state.delivery ? [lot.sale.id] : ['"items"']),
  },
  'GET /api/losses': {
    kind: 'list',
    who: readers,
    ask: [() => ({ url: '/api/losses' })],
    shows: () => ['"reasons"'],
  },
  'GET /api/sales/:id/readiness': record('/readiness', () => ['"items"']),
  'GET /api/sales/:id/delivery-checklist': record('/delivery-checklist', () => ['"open"'], sellers),
  'POST /api/sales/:id/delivery-appointment': step('appointed', untilPaid, sellers),
  'POST /api/sales/:id/delivery-appointment/slot': step('moved', [...untilPaid, 'appointed'], sellers),
  'POST /api/sales/:id/delivery-appointment/cancellation': step(
    'unappointed',
    [...untilPaid, 'appointed'],
    sellers,
  ),
  'POST /api/sales/:id/delivery-preparations': step('prepared', untilPaid, {
    ...sellers,
    'inventory-manager': 'store',
    finance: 'store',
  }),
  'POST /api/sales/:id/delivery-checklist': step('inspected', untilPaid, sellers),
  'POST /api/sales/:id/delivery-checklist/signature': step(
    'inspection',
    [...untilPaid, 'inspected'],
    sellers,
  ),
  'POST /api/sales/:id/delivery/reversal': step('takenBack', untilDelivered, leaders),
  'POST /api/sales/:id/service-reminder/completion': step('reminded', [...untilDelivered, 'handedOver'], {
    ...sellers,
    'service-adviser': 'delivered',
  }),
}
