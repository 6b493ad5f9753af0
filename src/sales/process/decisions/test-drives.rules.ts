import { businessDate } from '../../../platform/business-date.ts'
import type { VehicleFacts } from '../action.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Sale, TestDrive } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { carRefusal } from './cars.rules.ts'

export const recordShowing: Decide<'record-showing'> = ({ sale, to }, { showingId, visit }) => {
  if (visit === 'first' && sale.showings > 0) return refuse('showing.not-first', {}, { field: 'visit' })
  const facts = { showingId, visit: visit ?? (sale.showings > 0 ? 'repeat' : 'first') } as const
  return [{ action: 'showing-recorded', facts, to, channel: 'visit' }]
}

export const bookTestDrive: Decide<'book-test-drive'> = ({ process, now, to }, action) => {
  const { testDriveId, vehicle, escortId, startsAt, endsAt } = action
  const end = Date.parse(endsAt)
  if (!isSlot(Date.parse(startsAt), end, Date.parse(now.at))) {
    return refuse('test-drive.slot-invalid', {}, { field: 'endsAt' })
  }
  if (vehicle.availability !== 'available' || !vehicle.inStock) return unavailable(vehicle)
  const blockedUntil = new Date(end + process.testDriveBufferMinutes * 60_000).toISOString()
  const { vehicleId, episodeId } = vehicle
  const facts = { testDriveId, vehicleId, episodeId, escortId, startsAt, endsAt, blockedUntil }
  return [{ action: 'test-drive-booked', facts, to }]
}

export const startTestDrive: Decide<'start-test-drive'> = (scene, action) => {
  const { testDriveId, vehicle, licenceValidUntil, agreementSigned, mileageOutKm } = action
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  if (carRefusal(scene.sale, vehicle) || !vehicle.inStock) return unavailable(vehicle)
  const day = businessDate(scene.now.at, scene.now.timeZone)
  if (licenceValidUntil < day) {
    return refuse('test-drive.licence-expired', { licenceValidUntil }, { field: 'licenceValidUntil' })
  }
  if (!agreementSigned) return refuse('test-drive.agreement-unsigned', {}, { field: 'agreementSigned' })
  const facts = { testDriveId, startedAt: scene.now.at, mileageOutKm }
  return [{ action: 'test-drive-started', facts, to: scene.to, channel: 'visit' }]
}

export const returnTestDrive: Decide<'return-test-drive'> = (scene, { testDriveId, mileageInKm }) => {
  const drive = driveIn(scene, testDriveId, 'started')
  if ('code' in drive) return drive
  const { mileageOutKm } = drive
  if (mileageInKm < (mileageOutKm ?? 0)) {
    return refuse('test-drive.mileage-backwards', { mileageOutKm }, { field: 'mileageInKm' })
  }
  const facts = { testDriveId, returnedAt: scene.now.at, mileageInKm }
  return [{ action: 'test-drive-returned', facts, to: scene.to }]
}

export const cancelTestDrive: Decide<'cancel-test-drive'> = (scene, { testDriveId }) => {
  const drive = driveIn(scene, testDriveId, 'booked')
  return 'code' in drive ? drive : [{ action: 'test-drive-cancelled', facts: { testDriveId }, to: scene.to }]
}

export const missTestDrive: Decide<'miss-test-drive'> = (scene, { testDriveId }) => {
  const drive = driveIn(scene, testDriveId, 'booked')
  return 'code' in drive ? drive : [{ action: 'test-drive-missed', facts: { testDriveId }, to: scene.to }]
}

/** A sale that ends closes the bookings that are still open. */
export function cancelledBookings(sale: Sale): Draft[] {
  return sale.testDrives
    .filter(drive => drive.state === 'booked')
    .map(drive => ({ action: 'test-drive-cancelled', facts: { testDriveId: drive.id } }))
}

const hour = 3_600_000
const driveHoursMax = 24
const aheadHoursMax = 366 * 24

/** A slot keeps car and escort from everybody else: it is neither over, nor longer than a day, nor years away. */
function isSlot(start: number, end: number, now: number): boolean {
  return (
    start < end && end > now && end - start <= driveHoursMax * hour && start - now <= aheadHoursMax * hour
  )
}

function unavailable({ inStock, availability }: VehicleFacts): Refusal {
  return refuse('test-drive.car-unavailable', { inStock, availability }, { field: 'vehicle' })
}

function driveIn({ sale }: Scene, testDriveId: string, state: TestDrive['state']): TestDrive | Refusal {
  const drive = sale.testDrives.find(each => each.id === testDriveId && each.state === state)
  return drive ?? refuse('test-drive.unknown', { expected: state }, { field: 'testDriveId' })
}
