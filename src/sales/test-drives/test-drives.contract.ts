import { z } from 'zod'
import { OffRoadPeriod } from '../../inventory/off-road-periods/off-road-periods.contract.ts'
import { Availability } from '../../inventory/vehicles/vehicles.contract.ts'
import { type AnswerOf, contract } from '../../platform/contract.ts'
import { Flag } from '../../platform/scalars.contract.ts'
import { SaleParams, step } from '../acts/acts.contract.ts'
import { SignatureInput } from '../attachments/attachments.contract.ts'
import {
  BusinessDate,
  DriverRelation,
  FeedbackNext,
  FeedbackRatings,
  Id,
  Instant,
  LicenceClass,
  MileageKm,
  TestDrive,
} from '../process/sale.contract.ts'
import { DriverInput } from './drivers.contract.ts'

const Params = SaleParams.extend({ testDriveId: Id })

export const bookTestDrive = step({
  name: 'bookTestDrive',
  path: '/api/sales/{id}/test-drives',
  summary: 'Book a car and an escort for a test drive',
  noun: 'test-drives',
  body: z.strictObject({
    episodeId: Id,
    escortId: Id,
    startsAt: Instant,
    endsAt: Instant,
    /** null: the customer drives */
    driver: DriverInput.nullable().default(null),
  }),
  problems: [
    'test-drive.slot-taken',
    'test-drive.slot-invalid',
    'test-drive.car-unavailable',
    'vehicle.unknown',
    'staff.unknown',
  ],
})

export const rescheduleTestDrive = step({
  name: 'rescheduleTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/slot',
  summary: 'Move a booked test drive to another time, car or escort; its agreement is then signed anew',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ episodeId: Id, escortId: Id, startsAt: Instant, endsAt: Instant }),
  problems: [
    'test-drive.unknown',
    'test-drive.slot-taken',
    'test-drive.slot-invalid',
    'test-drive.car-unavailable',
    'vehicle.unknown',
    'staff.unknown',
  ],
})

export const checkLicence = step({
  name: 'checkLicence',
  path: '/api/sales/{id}/test-drives/{testDriveId}/licence',
  summary: 'Record that the licence was looked at: its class, the day it ends, its photo',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({
    photoId: Id.nullable().default(null),
    licenceClass: LicenceClass,
    validUntil: BusinessDate,
  }),
  problems: ['test-drive.unknown', 'test-drive.licence-expired', 'attachment.unknown'],
})

/** The agreement as it reads for this driver, car and slot. */
export const readAgreement = contract({
  name: 'readAgreement',
  method: 'GET',
  path: '/api/sales/{id}/test-drives/{testDriveId}/agreement',
  summary: 'The agreement of a test drive in the words that hold now, with the hash that a signature names',
  access: { noun: 'test-drives', verb: 'edit' },
  params: Params,
  query: z.strictObject({ language: z.enum(['zh', 'en']).default('zh') }),
  answer: z.object({
    code: z.literal('test-drive-agreement'),
    version: z.string(),
    language: z.enum(['zh', 'en']),
    title: z.string(),
    paragraphs: z.array(z.string()),
    sha256: z.string(),
    driverName: z.string(),
  }),
  problems: ['request.not-found', 'sale.customer-missing'],
})
export type Agreement = AnswerOf<typeof readAgreement>

export const signAgreement = step({
  name: 'signAgreement',
  path: '/api/sales/{id}/test-drives/{testDriveId}/agreement',
  summary: 'Sign the agreement of a test drive on the screen, or record that it was signed on paper',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({
    /** null: signed on paper, says the person who records it */
    signature: SignatureInput.nullable(),
    textLanguage: z.enum(['zh', 'en']),
  }),
  problems: ['test-drive.unknown', 'sale.customer-missing', 'signature.empty', 'signature.text-differs'],
})

export const startTestDrive = step({
  name: 'startTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/start',
  summary: 'Start a booked test drive whose licence is checked and whose agreement is signed: mileage out',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ mileageOutKm: MileageKm }),
  problems: [
    'test-drive.licence-unchecked',
    'test-drive.licence-expired',
    'test-drive.agreement-unsigned',
    'test-drive.mileage-backwards',
    'test-drive.car-unavailable',
    'test-drive.still-out',
    'test-drive.unknown',
  ],
})

export const returnTestDrive = step({
  name: 'returnTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/return',
  summary: 'Take the car back: mileage in, fuel or charge, damage',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({
    mileageInKm: MileageKm,
    energyPercent: z.int().min(0).max(100).nullable().default(null),
    isDamaged: z.boolean().default(false),
    note: z.string().trim().max(2000).default(''),
  }),
  problems: ['test-drive.mileage-backwards', 'test-drive.none-started', 'test-drive.unknown'],
})

export const recordFeedback = step({
  name: 'recordFeedback',
  path: '/api/sales/{id}/test-drives/{testDriveId}/feedback',
  summary: 'What the driver liked and disliked, and what follows from it',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({
    ratings: FeedbackRatings,
    likes: z.string().trim().max(1000).default(''),
    dislikes: z.string().trim().max(1000).default(''),
    next: FeedbackNext,
  }),
  problems: ['test-drive.unknown', 'test-drive.none-returned'],
})

export const cancellationReasons = ['customer-asked', 'car-unavailable', 'weather', 'other'] as const
export const missReasons = ['no-answer', 'forgot', 'late', 'other'] as const

export const cancelTestDrive = step({
  name: 'cancelTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/cancellation',
  summary: 'Cancel a booked test drive',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ reason: z.enum(cancellationReasons) }),
  problems: ['test-drive.none-booked', 'test-drive.unknown'],
})

export const missTestDrive = step({
  name: 'missTestDrive',
  path: '/api/sales/{id}/test-drives/{testDriveId}/no-show',
  summary: 'Record that the customer did not come, and why',
  noun: 'test-drives',
  verb: 'edit',
  params: Params,
  body: z.strictObject({ reason: z.enum(missReasons) }),
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
  plate: z.string().nullable(),
  blockedUntil: Instant,
  ownerId: Id.nullable(),
  licence: z.object({ validUntil: BusinessDate }).nullable(),
  /** who drives in place of the customer */
  driver: z.object({ name: z.string(), relation: DriverRelation }).nullable(),
  agreement: z.object({ onPaper: z.boolean(), signedAt: Instant }).nullable(),
  feedbackId: Id.nullable(),
  closedReason: z.string().nullable(),
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

/** A car that may be driven, as the calendar's row shows it. */
export const DriveCar = z.object({
  episodeId: Id,
  vehicleId: Id,
  dealerId: Id,
  stockNumber: z.string(),
  make: z.string(),
  modelName: z.string(),
  trimName: z.string().nullable(),
  plate: z.string().nullable(),
  isDemo: z.boolean(),
  availability: Availability,
  mileageKm: z.int().nullable(),
  /** when it is booked or out, whoever's sale it is for: without the customer */
  taken: z.array(
    z.object({
      startsAt: Instant,
      endsAt: Instant,
      escortId: Id,
      escortName: z.string(),
      state: TestDrive.shape.state,
    }),
  ),
  /** what keeps it off the road now, and within the span that was asked for */
  offRoad: z.array(OffRoadPeriod),
})
export type DriveCar = z.infer<typeof DriveCar>

export const listDriveCars = contract({
  name: 'listDriveCars',
  method: 'GET',
  path: '/api/test-drives/cars',
  summary:
    'Cars of a store that may be driven: demo cars first, then those with bookings in the span, then the rest',
  access: { noun: 'test-drives', verb: 'create' },
  query: z.strictObject({
    from: Instant,
    to: Instant,
    dealerId: Id.optional(),
    /** also cars that are for sale and not demo cars */
    all: Flag.default(false),
  }),
  answer: z.object({ items: z.array(DriveCar), bufferMinutes: z.int() }),
  problems: ['organisation.choose'],
})
