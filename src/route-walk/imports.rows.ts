import type { ImportKindName } from '../platform/import/import.contract.ts'
import { elsewhere, missingId, type Question, type Row, type WriteRow } from './row.ts'
import { customersFile, makeImport, uploadOf } from './uploads.ts'
import type { Place } from './walkers.ts'
import { type Lot, makerOf, type World } from './world.ts'

/** "Everything there, imports" of a store manager; of an administrator without the rows: counts only. */
const importers = { 'dealer-manager': 'store', administrator: 'below' } as const
const kinds: readonly ImportKindName[] = ['customers', 'leads', 'sales', 'staff', 'stock']

export const importRows: Readonly<Record<string, Row>> = {
  'GET /api/import-kinds': {
    kind: 'list',
    who: importers,
    ask: [() => ({ url: '/api/import-kinds' })],
    shows: () => kinds.map(kind => `"kind":"${kind}"`),
  },
  'GET /api/import-kinds/:kind/template': {
    kind: 'list',
    who: importers,
    ask: kinds.flatMap(kind =>
      ['csv', 'xlsx'].map(format => () => ({ url: `/api/import-kinds/${kind}/template?format=${format}` })),
    ),
    shows: () => [],
  },
  'GET /api/imports': {
    kind: 'list',
    who: importers,
    ask: [() => ({ url: '/api/imports?limit=100' })],
    shows: () => ['"items"'],
  },
  'GET /api/imports/:id': {
    kind: 'record',
    who: importers,
    ask: (lot, world) => ({ url: `/api/imports/${importAt(world, lot)}` }),
    shows: () => ['"inspection"'],
  },
  'GET /api/imports/:id/reject-file': {
    kind: 'record',
    who: importers,
    ask: (lot, world) => ({ url: `/api/imports/${importAt(world, lot)}/reject-file` }),
    shows: () => ['Rowena'],
    refuses: { administrator: 'auth.not-permitted' },
  },
  'POST /api/imports': {
    kind: 'write',
    who: importers,
    beyond: elsewhere,
    ask: lot => upload(lot.dealerId),
    nothing: () => upload(missingId),
    make: async (world, place) => upload(makerOf(world, place).dealerId),
  },
  'PATCH /api/imports/:id': on(id => ({
    url: `/api/imports/${id}`,
    body: { mapping: { columns: [] } },
    version: 1,
  })),
  'POST /api/imports/:id/preview': on(id => ({ url: `/api/imports/${id}/preview` })),
  'POST /api/imports/:id/run': on(id => ({ url: `/api/imports/${id}/run` })),
  'POST /api/imports/:id/cancellation': {
    ...on(id => ({ url: `/api/imports/${id}/cancellation` })),
    make: async (world: World, place: Place) => {
      const maker = makerOf(world, place)
      const id = await makeImport(maker.manager, maker.dealerId)
      await maker.manager.send('POST', `/api/imports/${id}/preview`)
      return { url: `/api/imports/${id}/cancellation` }
    },
  },
}

function importAt(world: World, lot: Lot): string {
  return world.imports[lot.dealerId] ?? ''
}

function upload(dealerId: string): Question {
  return { url: '/api/imports', ...uploadOf({ kind: 'customers', dealerId }, customersFile) }
}

function on(ask: (id: string) => Question): WriteRow {
  return {
    kind: 'write',
    who: importers,
    ask: (lot, world) => ask(importAt(world, lot)),
    make: async (world: World, place: Place) => {
      const { manager, dealerId } = makerOf(world, place)
      return ask(await makeImport(manager, dealerId))
    },
  }
}
