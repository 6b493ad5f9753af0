import type { EventOf } from '../process/event.contract.ts'
import type { Sale } from '../process/sale.contract.ts'
import type { Details, Key } from './noun-rows.rules.ts'
import type { Write } from './writes.ts'

export function bookedTestDrive(
  { facts }: EventOf<'test-drive-booked'>,
  key: Key,
  by: string | null,
  when: string,
): Write[] {
  const row = { ...key, ...slotColumns(facts), id: facts.testDriveId, state: 'booked' }
  const unreturned = { is_damaged: false, return_note: '' }
  const held = {
    ...key,
    ...occupancyColumns(facts),
    id: facts.testDriveId,
    kind: 'test-drive',
    is_held: true,
  }
  return [
    { insert: 'car_occupancies', row: held },
    { insert: 'test_drives', row: { ...row, ...unreturned, booked_by: by, booked_at: when } },
  ]
}

type TestDriveChange = EventOf<
  | 'test-drive-rescheduled'
  | 'driver-named'
  | 'licence-checked'
  | 'agreement-signed'
  | 'test-drive-started'
  | 'test-drive-returned'
  | 'feedback-recorded'
  | 'test-drive-cancelled'
  | 'test-drive-missed'
>

export function testDriveRows(
  event: TestDriveChange,
  after: Sale,
  key: Key,
  details: Details,
  by: string | null,
  when: string,
): Write[] {
  if (event.action === 'feedback-recorded') return [feedbackRow(event, key, details, by, when)]
  const where = { dealer_id: key.dealer_id, id: event.facts.testDriveId }
  const changed: Write = { update: 'test_drives', set: changes(event, details, by), where }
  switch (event.action) {
    case 'test-drive-rescheduled':
      return [{ update: 'car_occupancies', set: occupancyColumns(event.facts), where }, changed]
    case 'test-drive-returned':
      return [{ update: 'car_occupancies', set: given, where }, changed, odometer(event, after, key)]
    case 'test-drive-cancelled':
    case 'test-drive-missed':
      return [{ update: 'car_occupancies', set: given, where }, changed]
    default:
      return [changed]
  }
}

/** What a drive held is free for others. */
const given = { is_held: false }

function changes(
  event: Exclude<TestDriveChange, { action: 'feedback-recorded' }>,
  details: Details,
  by: string | null,
) {
  switch (event.action) {
    case 'test-drive-rescheduled':
      return { ...slotColumns(event.facts), ...unsigned }
    case 'driver-named': // their own row is written before, sealed
      return { ...unchecked, ...unsigned }
    case 'licence-checked': {
      const { validUntil, licenceClass, photoId, checkedAt } = event.facts
      return {
        licence_valid_until: validUntil,
        licence_class: licenceClass,
        licence_photo_id: photoId,
        licence_checked_by: by,
        licence_checked_at: checkedAt,
      }
    }
    case 'agreement-signed': {
      const { signatureId, textVersion, textLanguage, signedAt } = event.facts
      return {
        agreement_signed_at: signedAt,
        agreement_signature_id: signatureId,
        agreement_version: textVersion,
        agreement_language: textLanguage,
        agreement_witness_id: by,
      }
    }
    case 'test-drive-started':
      return {
        state: 'started',
        started_at: event.facts.startedAt,
        mileage_out_km: event.facts.mileageOutKm,
      }
    case 'test-drive-returned':
      return {
        state: 'returned',
        returned_at: event.facts.returnedAt,
        mileage_in_km: event.facts.mileageInKm,
        energy_in_percent: details.returned?.energyPercent ?? null,
        is_damaged: details.returned?.isDamaged ?? false,
        return_note: details.returned?.note ?? '',
      }
    case 'test-drive-cancelled':
    case 'test-drive-missed': {
      const state = event.action === 'test-drive-missed' ? 'missed' : 'cancelled'
      return { state, closed_reason: details.closedReason ?? null }
    }
  }
}

const unchecked = {
  licence_valid_until: null,
  licence_class: null,
  licence_photo_id: null,
  licence_checked_by: null,
  licence_checked_at: null,
}

const unsigned = {
  agreement_signed_at: null,
  agreement_signature_id: null,
  agreement_version: null,
  agreement_language: null,
  agreement_witness_id: null,
}

/** The car has driven on: the next one goes out with no less. */
function odometer({ facts }: EventOf<'test-drive-returned'>, after: Sale, { dealer_id }: Key): Write {
  const drive = after.testDrives.find(({ id }) => id === facts.testDriveId)
  if (!drive) throw new Error(`test drive ${facts.testDriveId} is not in the folded sale`)
  return {
    update: 'vehicles',
    set: { mileage_km: facts.mileageInKm, updated_at: facts.returnedAt },
    where: { dealer_id, id: drive.vehicleId },
  }
}

function feedbackRow(
  { facts }: EventOf<'feedback-recorded'>,
  key: Key,
  details: Details,
  by: string | null,
  when: string,
): Write {
  return {
    insert: 'test_drive_feedback',
    row: {
      ...key,
      id: facts.feedbackId,
      test_drive_id: facts.testDriveId,
      ratings: facts.ratings,
      next: facts.next,
      likes: details.likes ?? '',
      dislikes: details.dislikes ?? '',
      recorded_by: by,
      recorded_at: when,
    },
  }
}

/** The span in which nobody else has the car: the database keeps it beside the drive. */
function occupancyColumns(facts: EventOf<'test-drive-booked' | 'test-drive-rescheduled'>['facts']) {
  return {
    vehicle_id: facts.vehicleId,
    staff_id: facts.escortId,
    starts_at: facts.startsAt,
    ends_at: facts.blockedUntil,
  }
}

function slotColumns(facts: EventOf<'test-drive-booked' | 'test-drive-rescheduled'>['facts']) {
  return {
    vehicle_id: facts.vehicleId,
    episode_id: facts.episodeId,
    escort_id: facts.escortId,
    starts_at: facts.startsAt,
    ends_at: facts.endsAt,
    blocked_until: facts.blockedUntil,
  }
}
