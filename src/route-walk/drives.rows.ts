import { companion } from './drives.steps.ts'
import { above, elsewhere, missingId, type Question, type Row, sellers } from './row.ts'
import { freshSale, step } from './sales.rows.ts'
import { done, type MadeSale } from './stores.ts'
import { photoUpload } from './uploads.ts'
import type { Place } from './walkers.ts'
import { makerOf, type World } from './world.ts'

const driveReaders = { ...sellers, ...above } as const
/** Those who may read the sale, but not those who see its customer masked. */
const attachmentReaders = {
  ...sellers,
  'inventory-manager': 'store',
  finance: 'store',
  'service-adviser': 'delivered',
} as const
/** Cars of the whole store, for those who book drives there. */
const bookers = { consultant: 'store', 'sales-manager': 'store', 'dealer-manager': 'store' } as const

const untilReady = ['booked', 'licensed', 'agreed'] as const

export const driveRows: Readonly<Record<string, Row>> = {
  'GET /api/test-drives': {
    kind: 'list',
    who: driveReaders,
    ask: [(world: World) => ({ url: `/api/test-drives?${wholeTime(world)}` })],
    shows: lot => lot.sale?.state.testDrives.map(drive => drive.id) ?? [],
  },
  'GET /api/test-drives/cars': {
    kind: 'record',
    who: bookers,
    ask: (lot, world) => ({ url: `/api/test-drives/cars?${wholeTime(world)}&dealerId=${lot.dealerId}` }),
    shows: ({ sale, lead, car }) => (sale && lead ? [car?.episodeId] : []), // what is delivered stands nowhere
  },
  'GET /api/sales/:id/test-drives/:testDriveId/agreement': {
    kind: 'record',
    who: sellers,
    ask: ({ sale }) => {
      const drive = sale?.state.testDrives[0]
      return sale && drive ? { url: `/api/sales/${sale.id}/test-drives/${drive.id}/agreement` } : null
    },
    shows: () => [companion.name, '"sha256"'],
  },
  'POST /api/sales/:id/test-drives': step('booked', [], sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/slot': step('rescheduled', ['booked'], sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/driver': step('driverNamed', ['booked'], sellers),
  'GET /api/sales/:id/test-drives/:testDriveId/driver': {
    kind: 'record',
    who: driveReaders,
    ask: ({ sale }) => driverOf(sale, sale?.state.testDrives.find(({ driver }) => driver)?.id),
    shows: () => ['"relation":"friend"'],
  },
  'POST /api/sales/:id/test-drives/:testDriveId/driver/reveals': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) => {
      const asked = driverOf(sale, sale?.state.testDrives[0]?.id ?? missingId)
      return asked && revealDriverAt(asked.url)
    },
    make: async (world, place) => {
      const sale = await freshSale(world, place, ['booked', 'driverNamed'])
      return revealDriverAt(driverOf(sale, sale.state.testDrives[0]?.id)?.url ?? '')
    },
  },
  'POST /api/sales/:id/test-drives/:testDriveId/licence': step('licensed', ['booked'], sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/agreement': step('agreed', ['booked'], sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/start': step('started', untilReady, sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/return': step(
    'returned',
    [...untilReady, 'started'],
    sellers,
  ),
  'POST /api/sales/:id/test-drives/:testDriveId/feedback': step(
    'talkedOver',
    [...untilReady, 'started', 'returned'],
    sellers,
  ),
  'POST /api/sales/:id/test-drives/:testDriveId/cancellation': step('driveCancelled', ['booked'], sellers),
  'POST /api/sales/:id/test-drives/:testDriveId/no-show': step('driveMissed', ['booked'], sellers),
  'GET /api/sales/:id/attachments': {
    kind: 'record',
    who: attachmentReaders,
    ask: ({ sale }) => sale && { url: `/api/sales/${sale.id}/attachments` },
    shows: ({ attached }) => Object.values(attached ?? {}),
  },
  'GET /api/sales/:id/attachments/:attachmentId': {
    kind: 'record',
    who: attachmentReaders,
    ask: ({ sale, attached }) => sale && { url: `/api/sales/${sale.id}/attachments/${attached?.photoId}` },
    shows: () => ['JFIF'],
  },
  'GET /api/sales/:id/attachments/:attachmentId/strokes': {
    kind: 'record',
    who: attachmentReaders,
    ask: ({ sale, attached }) =>
      sale && { url: `/api/sales/${sale.id}/attachments/${attached?.signatureId}/strokes` },
    shows: () => ['"strokes"'],
  },
  'POST /api/sales/:id/attachments': {
    kind: 'write',
    who: sellers,
    ask: ({ sale }) => sale && uploadTo(sale.id),
    make: async (world, place) => uploadTo((await freshSale(world, place, [])).id),
  },
  'POST /api/sales/:id/attachments/:attachmentId/reveals': {
    kind: 'write',
    who: sellers,
    beyond: [...elsewhere, 'colleagues', 'delivered', 'neighbours-delivered'],
    ask: ({ sale, attached }) => sale && revealOf(sale.id, attached?.licenceId ?? ''),
    make: async (world, place) => licenceOf(world, place, await freshSale(world, place, [])),
  },
}

function driverOf(sale: { id: string } | null, testDriveId: string | undefined): Question | null {
  return sale && testDriveId ? { url: `/api/sales/${sale.id}/test-drives/${testDriveId}/driver` } : null
}

function revealDriverAt(url: string): Question {
  return { url: `${url}/reveals`, body: { reason: 'identity-check' } }
}

function uploadTo(saleId: string): Question {
  return { url: `/api/sales/${saleId}/attachments`, ...photoUpload({ kind: 'licence' }) }
}

function revealOf(saleId: string, attachmentId: string): Question {
  return {
    url: `/api/sales/${saleId}/attachments/${attachmentId}/reveals`,
    body: { reason: 'identity-check' },
  }
}

async function licenceOf(world: World, place: Place, { id }: MadeSale): Promise<Question> {
  const { body, headers } = photoUpload({ kind: 'licence' })
  const { manager } = makerOf(world, place)
  const kept = await manager.send('POST', `/api/sales/${id}/attachments`, body, headers)
  return revealOf(id, done<{ id: string }>(kept, 'licence').id)
}

function wholeTime({ server }: World): string {
  const now = server.services.ports.now().getTime()
  const day = 86_400_000
  return `from=${new Date(now - day).toISOString()}&to=${new Date(now + 60 * day).toISOString()}`
}
