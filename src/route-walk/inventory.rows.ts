import { above, elsewhere, everybody, keepers, missingId, type Row, type Shown } from './row.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

/** "Stock of the network without cost prices" for those who sell, the store's with cost for those who keep it. */
const stockReaders = {
  consultant: 'stock-of-network',
  'sales-manager': 'stock-of-network',
  'dealer-manager': 'stock-of-network',
  'inventory-manager': 'store',
  'service-adviser': 'delivered',
  ...above,
} as const

/** The catalogue belongs to the network: only who answers for the whole of it may change it. */
const cataloguers = { atRoot: ['manufacturer-manager', 'administrator'] } as const

export const inventoryRows: Readonly<Record<string, Row>> = {
  'GET /api/vehicles': {
    kind: 'list',
    who: stockReaders,
    ask: [
      () => ({ url: '/api/vehicles?limit=100' }),
      () => ({ url: '/api/vehicles?limit=100&order=cheapest&q=WVWZZZ1KZAM' }),
      () => ({ url: '/api/vehicles?limit=100&state=delivered' }),
    ],
    shows: (lot, shown) => (isListed(shown) ? [lot.car?.id, lot.car?.vin] : []),
  },
  'GET /api/vehicles/:id': {
    kind: 'record',
    who: stockReaders,
    ask: lot => lot.car && { url: `/api/vehicles/${lot.car.id}` },
    shows: lot => [lot.car?.id, lot.car?.vin],
  },
  'GET /api/vehicles/summary': {
    kind: 'list',
    who: stockReaders,
    ask: [() => ({ url: '/api/vehicles/summary' })],
    shows: () => [],
    counts: {
      of: (lot, place) => lot.car !== null && !place.endsWith('delivered'),
      in: body => (body as { inStock: number }).inStock,
    },
  },
  'GET /api/vehicles/export': {
    kind: 'list',
    who: { 'sales-manager': 'store', ...keepers, ...above },
    ask: [
      () => ({ url: '/api/vehicles/export?format=csv' }),
      () => ({ url: '/api/vehicles/export?format=xlsx' }),
      () => ({ url: '/api/vehicles/export?format=csv&state=delivered' }),
    ],
    shows: (lot, shown) => (isListed(shown) ? [lot.car?.vin] : []),
  },
  'POST /api/vehicles': {
    kind: 'write',
    beyond: elsewhere,
    who: keepers,
    ask: lot => ({ url: '/api/vehicles', body: newCar(lot.dealerId) }),
    make: async (world, place) => ({ url: '/api/vehicles', body: newCar(makerOf(world, place).dealerId) }),
  },
  'PATCH /api/vehicles/:id': write(
    car => ({ url: `/api/vehicles/${car.id}`, body: { location: 'Row 9' }, version: car.version }),
    'in-stock',
  ),
  'POST /api/vehicles/:id/off-road-periods': write(
    car => ({ url: `/api/vehicles/${car.id}/off-road-periods`, body: { reason: 'repair' } }),
    'in-stock',
  ),
  'POST /api/vehicles/:id/back-on-road': {
    ...write(car => ({ url: `/api/vehicles/${car.id}/back-on-road` }), 'in-stock'),
    make: async (world: World, place: Place) => {
      const maker = makerOf(world, place)
      const car = await maker.car()
      await maker.manager.send('POST', `/api/vehicles/${car.id}/off-road-periods`, { reason: 'repair' })
      return { url: `/api/vehicles/${car.id}/back-on-road` }
    },
  },
  'POST /api/vehicles/:id/pdi': write(car => ({ url: `/api/vehicles/${car.id}/pdi` }), 'in-stock'),
  'POST /api/vehicles/:id/arrival': write(
    car => ({ url: `/api/vehicles/${car.id}/arrival`, body: {} }),
    'in-transit',
  ),
  'GET /api/models': {
    kind: 'list',
    who: everybody,
    ask: [() => ({ url: '/api/models' })],
    shows: () => ['WALK-1'],
  },
  'GET /api/models/:id': {
    kind: 'record',
    who: everybody,
    ask: (_lot, world) => ({ url: `/api/models/${world.catalogue.modelId}` }),
    shows: () => ['WALK-1'],
  },
  'POST /api/models': {
    kind: 'write',
    who: cataloguers,
    ask: (_lot, world) => ({ url: '/api/models', body: newModel(world) }),
    make: async world => ({ url: '/api/models', body: newModel(world) }),
  },
  'PATCH /api/models/:id': {
    kind: 'write',
    who: cataloguers,
    ask: (_lot, world) => modelEdit(world.catalogue.modelId),
    make: async world => modelEdit(await freshModel(world)),
  },
  'POST /api/models/:id/trims': {
    kind: 'write',
    who: cataloguers,
    ask: (_lot, world) => ({ url: `/api/models/${world.catalogue.modelId}/trims`, body: newTrim(world) }),
    make: async world => ({ url: `/api/models/${await freshModel(world)}/trims`, body: newTrim(world) }),
  },
  'PATCH /api/trims/:id': {
    kind: 'write',
    who: cataloguers,
    ask: (_lot, world) => trimEdit(world.catalogue.trimId),
    make: async world => {
      const url = `/api/models/${await freshModel(world)}/trims`
      const made = await world.administrator.send('POST', url, newTrim(world))
      return trimEdit((made.body as { id: string }).id)
    },
  },
}

/** The third question is for delivered cars; the adviser, who sees no others, gets them from each. */
function isListed({ place, role, index }: Shown): boolean {
  return index === 2 || role === 'service-adviser'
    ? place.endsWith('delivered')
    : !place.endsWith('delivered')
}

interface Asked {
  readonly id: string
  readonly version: number
}

/** A move of a car: refused for the lots' cars out of reach, done to one that just came in. */
function write(
  ask: (car: Asked) => { url: string; body?: object; version?: number },
  state: 'in-stock' | 'in-transit',
) {
  return {
    kind: 'write',
    who: keepers,
    ask: (lot: { readonly car: Asked | null }) => lot.car && ask(lot.car),
    make: async (world: World, place: Place) => ask(await makerOf(world, place).car(state)),
  } as const
}

function newCar(dealerId: string) {
  return { dealerId, make: 'Forester', modelName: 'Walker', condition: 'new' }
}

function newModel(world: World) {
  return { code: codeOf(world), make: 'Forester', nameZh: '新', nameEn: 'New' }
}

function newTrim(world: World) {
  return {
    code: codeOf(world),
    nameZh: '新',
    nameEn: 'New',
    energy: 'petrol',
    listPriceMinor: 100,
    currency: 'CNY',
  }
}

function codeOf(world: World): string {
  return world.next().invoiceNumber
}

async function freshModel(world: World): Promise<string> {
  const made = await world.administrator.send('POST', '/api/models', newModel(world))
  return (made.body as { id: string }).id ?? missingId
}

function modelEdit(id: string) {
  return { url: `/api/models/${id}`, body: { nameEn: 'Changed' }, version: 1 }
}

function trimEdit(id: string) {
  return { url: `/api/trims/${id}`, body: { nameEn: 'Changed' }, version: 1 }
}
