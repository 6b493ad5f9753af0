import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { BusinessDate, Code, Id, Instant, MileageKm, TestDrive } from '../process/sale.contract.ts'

const Params = SaleParams.extend({ testDriveId: Id })

export const bookTestDrive = step({
  name: 'bookTestDrive',
  path: '/api/sales/{id}/test-drives',
  summary: 'Book a car and an escort for a test drive',
  noun: 'test-drives',
  body: z.strictObject({ episodeId: Id, escortId: Id, startsAt: Instant, endsAt: Instant }),
  problems: [
    'test-drive.slot-taken',
    'test-drive.slot-invalid',
    'test-drive.car-unavailable',
    'vehicle.unknown',
    'staff.unknown',
  ],
})

export const startTestDrive = step({
  name: 'startTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/start',
  summary: 'Start a booked test drive: licence, agreement, mileage out',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({
    licenceValidUntil: BusinessDate,
    agreementSigned: z.boolean(),
    mileageOutKm: MileageKm,
  }),
  problems: [
    'test-drive.licence-expired',
    'test-drive.agreement-unsigned',
    'test-drive.car-unavailable',
    'test-drive.still-out',
    'test-drive.unknown',
  ],
})

export const returnTestDrive = step({
  name: 'returnTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/return',
  summary: 'Take the car back: mileage in',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ mileageInKm: MileageKm }),
  problems: ['test-drive.mileage-backwards', 'test-drive.none-started', 'test-drive.unknown'],
})

export const cancelTestDrive = step({
  name: 'cancelTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/cancellation',
  summary: 'Cancel a booked test drive',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ reason: Code.nullable().default(null) }),
  problems: ['test-drive.none-booked', 'test-drive.unknown'],
})

export const missTestDrive = step({
  name: 'missTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/no-show',
  summary: 'Record that the customer did not come',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  problems: ['test-drive.none-booked', 'test-drive.unknown'],
})

export const TestDriveRow = TestDrive.pick({
  id: true,
  state: true,
  vehicleId: true,
  episodeId: true,
  escortId: true,
}).extend({
  dealerId: Id,
  saleId: Id,
  saleNumber: z.string(),
  saleVersion: z.int(),
  startsAt: Instant,
  endsAt: Instant,
  customerName: z.string().nullable(),
  escortName: z.string(),
  stockNumber: z.string(),
  modelName: z.string(),
  mileageOutKm: MileageKm.nullable(),
  mileageInKm: MileageKm.nullable(),
})
export type TestDriveRow = z.infer<typeof TestDriveRow>

export const listTestDrives = contract({
  name: 'listTestDrives',
  method: 'GET',
  path: '/api/test-drives',
  summary: 'Test drives that overlap a span of time, earliest first',
  access: { noun: 'test-drives', verb: 'read' },
  query: z.strictObject({ from: Instant, to: Instant, dealerId: Id.optional() }),
  answer: z.object({ items: z.array(TestDriveRow) }),
  problems: [],
})
