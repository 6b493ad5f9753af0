import type { FastifyInstance } from 'fastify'
import { isBackBy, isOffRoadDuring } from '../../inventory/off-road-periods/off-road-periods.sql.ts'
import { problem } from '../../platform/problem.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, lockedVehicleOf, stepRoute } from '../acts/step-route.ts'
import { keepSignature, requirePhoto } from '../attachments/keep-attachment.ts'
import { keepDriver } from './keep-driver.ts'
import { agreementOf } from './read-agreement.ts'
import { requireDrive } from './require-drive.ts'
import {
  bookTestDrive,
  cancelTestDrive,
  checkLicence,
  missTestDrive,
  recordFeedback,
  rescheduleTestDrive,
  returnTestDrive,
  signAgreement,
  startTestDrive,
} from './test-drives.contract.ts'
import { isEscort } from './test-drives.sql.ts'

export function registerTestDrives(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, bookTestDrive, async (scene, { body, newId }) => {
    const slot = await slotOf(scene, body)
    const testDriveId = newId()
    const driver = body.driver && (await keepDriver(scene, services.seals, testDriveId, body.driver))
    return { action: { kind: 'book-test-drive', ...base(scene), testDriveId, driver, ...slot } }
  })
  stepRoute(app, services, rescheduleTestDrive, async (scene, { params: { testDriveId }, body }) => {
    const slot = await slotOf(scene, body)
    return { action: { kind: 'reschedule-test-drive', ...base(scene), testDriveId, ...slot } }
  })
  stepRoute(app, services, checkLicence, async (scene, { params: { testDriveId }, body }) => {
    if (body.photoId) await requirePhoto(scene, body.photoId, 'licence')
    return { action: { kind: 'check-licence', ...base(scene), testDriveId, ...body } }
  })
  stepRoute(app, services, signAgreement, async (scene, { params: { testDriveId }, body }) => {
    requireDrive(scene, testDriveId)
    const { signature, textLanguage } = body
    const key = { dealerId: scene.sale.dealerId, saleId: scene.sale.id, testDriveId }
    const { version, text } = await agreementOf(scene.tx, services, key, textLanguage, scene.now)
    const code = 'test-drive-agreement'
    const kept =
      signature &&
      (await keepSignature(scene, services.seals, {
        kind: 'agreement-signature',
        subjectId: testDriveId,
        input: signature,
        text: { code, version, language: textLanguage, text },
      }))
    const signed = { signatureId: kept?.id ?? null, textVersion: version, textLanguage }
    return { action: { kind: 'sign-agreement', ...base(scene), testDriveId, ...signed } }
  })
  stepRoute(app, services, startTestDrive, async (scene, { params, body }) => {
    const drive = requireDrive(scene, params.testDriveId)
    const vehicle = await roadworthy(scene, drive.episodeId)
    return { action: { kind: 'start-test-drive', ...base(scene), testDriveId: drive.id, vehicle, ...body } }
  })
  stepRoute(app, services, returnTestDrive, (scene, { params: { testDriveId }, body }) => {
    const { mileageInKm, ...returned } = body
    return {
      action: { kind: 'return-test-drive', ...base(scene), testDriveId, mileageInKm },
      details: { returned },
    }
  })
  stepRoute(app, services, recordFeedback, (scene, { params: { testDriveId }, body, newId }) => {
    const { ratings, next, ...details } = body
    const feedbackId = newId()
    return {
      action: { kind: 'record-feedback', ...base(scene), testDriveId, feedbackId, ratings, next },
      details,
    }
  })
  stepRoute(app, services, cancelTestDrive, (scene, { params: { testDriveId }, body }) => ({
    action: { kind: 'cancel-test-drive', ...base(scene), testDriveId },
    details: { closedReason: body.reason },
  }))
  stepRoute(app, services, missTestDrive, (scene, { params: { testDriveId }, body }) => ({
    action: { kind: 'miss-test-drive', ...base(scene), testDriveId },
    details: { closedReason: body.reason },
  }))
}

interface AskedSlot {
  readonly episodeId: string
  readonly escortId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** The car, locked until the booking is written, with an escort who works here.
 *  @throws Problem staff.unknown, vehicle.unknown, test-drive.car-unavailable */
async function slotOf(scene: ActScene, { episodeId, escortId, startsAt, endsAt }: AskedSlot) {
  const { tx, sale } = scene
  if (!(await isEscort(tx, sale.dealerId, escortId))) throw problem('staff.unknown', { field: 'escortId' })
  const vehicle = await lockedVehicleOf(scene, episodeId)
  const stay = { dealerId: sale.dealerId, vehicleId: vehicle.vehicleId, episodeId }
  if (await isOffRoadDuring(tx, stay, { startsAt, endsAt }))
    throw problem('test-drive.car-unavailable', { availability: 'off-road', field: 'episodeId' })
  const isBack = vehicle.availability === 'off-road' && (await isBackBy(tx, stay, startsAt))
  const then = isBack ? { ...vehicle, availability: 'available' as const } : vehicle
  return { vehicle: then, escortId, startsAt, endsAt }
}

/** The car that goes out now, which may be before or after its slot.
 *  @throws Problem vehicle.unknown; test-drive.car-unavailable while a period keeps it off the road */
async function roadworthy(scene: ActScene, episodeId: string) {
  const { tx, sale, now } = scene
  const vehicle = await lockedVehicleOf(scene, episodeId)
  const at = now.toISOString()
  const moment = { startsAt: at, endsAt: new Date(now.getTime() + 1).toISOString() }
  const stay = { dealerId: sale.dealerId, vehicleId: vehicle.vehicleId, episodeId }
  if (await isOffRoadDuring(tx, stay, moment))
    throw problem('test-drive.car-unavailable', { availability: 'off-road', field: 'vehicle' })
  const isBack = vehicle.availability === 'off-road' && (await isBackBy(tx, stay, at))
  return isBack ? { ...vehicle, availability: 'available' as const } : vehicle
}
