import { businessDate } from '../../../platform/business-date.ts'
import type { ActionOf, VehicleFacts } from '../action.contract.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { Sale, TestDrive } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { awaitsFeedback, unreadyRefusal } from '../test-drive-readiness.rules.ts'
import { carRefusal } from './cars.rules.ts'

export const recordShowing: Decide<'record-showing'> = ({ sale, to }, { showingId, visit }) => {
  if (visit === 'first' && sale.showings > 0) return refuse('showing.not-first', {}, { field: 'visit' })
  const facts = { showingId, visit: visit ?? (sale.showings > 0 ? 'repeat' : 'first') } as const
  return [{ action: 'showing-recorded', facts, to, channel: 'visit' }]
}

export const bookTestDrive: Decide<'book-test-drive'> = (scene, action) => {
  const refusal = slotRefusal(scene, action)
  if (refusal) return refusal
  const { vehicle, testDriveId } = action
  if (vehicle.availability !== 'available' || !vehicle.inStock) return unavailable(vehicle)
  const facts = { testDriveId, ...slotFacts(scene, action) }
  const booked: Draft = { action: 'test-drive-booked', facts, to: scene.to }
  const { driver } = action
  return driver ? [booked, { action: 'driver-named', facts: { testDriveId, driver } }] : [booked]
}

/** Until the drive starts; the licence that was looked at and the signature were somebody else's. */
export const nameDriver: Decide<'name-driver'> = (scene, { testDriveId, driver }) => {
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  if (driver === null && drive.driver === null) return refuse('test-drive.customer-drives')
  return [{ action: 'driver-named', facts: { testDriveId, driver }, to: scene.to }]
}

/** Another time, car or escort; what was signed for the old one no longer holds. */
export const rescheduleTestDrive: Decide<'reschedule-test-drive'> = (scene, action) => {
  const { testDriveId, vehicle } = action
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  const refusal = slotRefusal(scene, action)
  if (refusal) return refusal
  if (carRefusal(scene.sale, vehicle) || !vehicle.inStock) return unavailable(vehicle)
  const facts = { testDriveId, ...slotFacts(scene, action) }
  return [{ action: 'test-drive-rescheduled', facts, to: scene.to }]
}

/** Valid on the day of the drive, and today. */
export const checkLicence: Decide<'check-licence'> = (scene, action) => {
  const { testDriveId, validUntil, licenceClass, photoId } = action
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  const day = businessDate(drive.startsAt, scene.now.timeZone)
  if (validUntil < (day < scene.today ? scene.today : day)) {
    return refuse('test-drive.licence-expired', { validUntil }, { field: 'validUntil' })
  }
  const facts = { testDriveId, validUntil, licenceClass, photoId, checkedAt: scene.now.at }
  return [{ action: 'licence-checked', facts, to: scene.to }]
}

export const signAgreement: Decide<'sign-agreement'> = (scene, action) => {
  const { testDriveId, signatureId, textVersion, textLanguage } = action
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  const facts = { testDriveId, signatureId, textVersion, textLanguage, signedAt: scene.now.at }
  return [{ action: 'agreement-signed', facts, to: scene.to, channel: 'visit' }]
}

export const startTestDrive: Decide<'start-test-drive'> = (scene, action) => {
  const { testDriveId, vehicle, mileageOutKm } = action
  const drive = driveIn(scene, testDriveId, 'booked')
  if ('code' in drive) return drive
  if (carRefusal(scene.sale, vehicle) || !vehicle.inStock) return unavailable(vehicle)
  const unready = unreadyRefusal(drive, scene.today)
  if (unready) return unready
  const lastKm = vehicle.mileageKm ?? 0
  if (mileageOutKm < lastKm) {
    return refuse('test-drive.mileage-backwards', { mileageOutKm: lastKm }, { field: 'mileageOutKm' })
  }
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

/** Once for a drive that came back. */
export const recordFeedback: Decide<'record-feedback'> = (scene, action) => {
  const { testDriveId, feedbackId, ratings, next } = action
  const drive = scene.sale.testDrives.find(each => each.id === testDriveId && awaitsFeedback(each))
  if (!drive) return refuse('test-drive.unknown', { expected: 'returned' }, { field: 'testDriveId' })
  return [{ action: 'feedback-recorded', facts: { testDriveId, feedbackId, ratings, next }, to: scene.to }]
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

type SlotAction = ActionOf<'book-test-drive' | 'reschedule-test-drive'>

function slotRefusal({ now }: Scene, { startsAt, endsAt }: SlotAction): Refusal | null {
  if (isSlot(Date.parse(startsAt), Date.parse(endsAt), Date.parse(now.at))) return null
  return refuse('test-drive.slot-invalid', {}, { field: 'endsAt' })
}

function slotFacts({ process }: Scene, { vehicle, escortId, startsAt, endsAt }: SlotAction) {
  const blockedUntil = new Date(Date.parse(endsAt) + process.testDriveBufferMinutes * 60_000).toISOString()
  const { vehicleId, episodeId } = vehicle
  return { vehicleId, episodeId, escortId, startsAt, endsAt, blockedUntil }
}

function unavailable({ inStock, availability }: VehicleFacts): Refusal {
  return refuse('test-drive.car-unavailable', { inStock, availability }, { field: 'vehicle' })
}

function driveIn({ sale }: Scene, testDriveId: string, state: TestDrive['state']): TestDrive | Refusal {
  const drive = sale.testDrives.find(each => each.id === testDriveId && each.state === state)
  return drive ?? refuse('test-drive.unknown', { expected: state }, { field: 'testDriveId' })
}
