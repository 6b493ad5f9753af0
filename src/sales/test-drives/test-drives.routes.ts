import type { FastifyInstance } from 'fastify'
import { maskName } from '../../customers/people/masks.rules.ts'
import { seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, lockedVehicleOf, stepRoute } from '../acts/step-route.ts'
import {
  bookTestDrive,
  cancelTestDrive,
  listTestDrives,
  missTestDrive,
  returnTestDrive,
  startTestDrive,
  type TestDriveRow,
} from './test-drives.contract.ts'
import { type FoundTestDrive, findTestDrivesBetween, isEscort } from './test-drives.sql.ts'

export function registerTestDrives(app: FastifyInstance, services: Services): void {
  route(app, services, listTestDrives, list)
  stepRoute(app, services, bookTestDrive, async (scene, { body, newId }) => {
    if (!(await isEscort(scene.tx, scene.sale.dealerId, body.escortId)))
      throw problem('staff.unknown', { field: 'escortId' })
    const vehicle = await lockedVehicleOf(scene, body.episodeId)
    const { escortId, startsAt, endsAt } = body
    return {
      action: {
        kind: 'book-test-drive',
        ...base(scene),
        testDriveId: newId(),
        vehicle,
        escortId,
        startsAt,
        endsAt,
      },
    }
  })
  stepRoute(app, services, startTestDrive, async (scene, { params, body }) => {
    const drive = scene.sale.testDrives.find(each => each.id === params.testDriveId)
    if (!drive) throw problem('test-drive.unknown', { expected: 'booked', field: 'testDriveId' })
    const vehicle = await lockedVehicleOf(scene, drive.episodeId)
    return {
      action: { kind: 'start-test-drive', ...base(scene), testDriveId: drive.id, vehicle, ...body },
      details: { licenceValidUntil: body.licenceValidUntil },
    }
  })
  stepRoute(app, services, returnTestDrive, (scene, { params, body }) => ({
    action: {
      kind: 'return-test-drive',
      ...base(scene),
      testDriveId: params.testDriveId,
      mileageInKm: body.mileageInKm,
    },
  }))
  stepRoute(app, services, cancelTestDrive, (scene, { params, body }) => ({
    action: { kind: 'cancel-test-drive', ...base(scene), testDriveId: params.testDriveId },
    details: { closedReason: body.reason ?? undefined },
  }))
  stepRoute(app, services, missTestDrive, (scene, { params }) => ({
    action: { kind: 'miss-test-drive', ...base(scene), testDriveId: params.testDriveId },
  }))
}

async function list({ tx, scope, query }: Call<typeof listTestDrives>) {
  const rows = await findTestDrivesBetween(tx, scope, query)
  return { items: rows.map(row => presentDrive(scope, row)) }
}

/** A drive with its customer's name as this reader may see it. */
function presentDrive(scope: Scope, { customerName, customerKind, ...drive }: FoundTestDrive): TestDriveRow {
  const isShown = customerName === null || holdsAt(scope, drive.dealerId, seesNames)
  const kind = customerKind === 'company' ? 'company' : 'person'
  return {
    ...drive,
    state: drive.state as TestDriveRow['state'],
    customerName: isShown ? customerName : maskName(customerName, kind),
  }
}
