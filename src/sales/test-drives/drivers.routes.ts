import type { FastifyInstance } from 'fastify'
import { maskContact, maskName } from '../../customers/people/masks.rules.ts'
import { seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { claimIntent, storeAnswer } from '../../platform/server/http/idempotency.sql.ts'
import { type Call, replayed, route } from '../../platform/server/http/route.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { openLicence } from './driver-seals.ts'
import { nameDriver, readDriver, revealDriver } from './drivers.contract.ts'
import { findDriver } from './drivers.sql.ts'
import { keepDriver } from './keep-driver.ts'
import { requireDrive } from './require-drive.ts'

export function registerDrivers(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, nameDriver, async (scene, { params: { testDriveId }, body }) => {
    requireDrive(scene, testDriveId)
    const driver = await keepDriver(scene, services.seals, testDriveId, body.driver)
    return { action: { kind: 'name-driver', ...base(scene), testDriveId, driver } }
  })
  route(app, services, readDriver, read)
  route(app, services, revealDriver, reveal, { claims: 'in-handler' })
}

async function read(call: Call<typeof readDriver>) {
  const { dealerId, found } = await driverOf(call)
  const isShown = holdsAt(call.scope, dealerId, seesNames)
  const licence = openLicence(call.services.seals, dealerId, found.licenceSealed)
  return {
    name: isShown ? found.name : maskName(found.name, 'person'),
    relation: found.relation,
    licenceMasked: maskContact('licence-number', licence),
  }
}

/** The stored answer names the driver and holds no number: a repeated request opens it again. */
async function reveal(call: Call<typeof revealDriver>) {
  const { tx, intent, now, params, body, services } = call
  const { dealerId, found } = await driverOf(call)
  const before = intent && (await claimIntent(tx, intent, now))
  if (before) replayed(before)
  else {
    const facts = { testDriveId: params.testDriveId, driverId: found.id, ...body }
    await call.audit({ dealerId, verb: 'revealed', noun: 'sales', subjectId: params.id, facts })
    if (intent) await storeAnswer(tx, intent, 200, { driverId: found.id })
  }
  return { value: openLicence(services.seals, dealerId, found.licenceSealed) }
}

async function driverOf({ tx, scope, params }: Pick<Call<typeof readDriver>, 'tx' | 'scope' | 'params'>) {
  const sale = await findSale(tx, scope, params.id)
  const key = sale && { dealerId: sale.dealerId, saleId: params.id, testDriveId: params.testDriveId }
  const found = key && (await findDriver(tx, key))
  if (!sale || !found) throw problem('request.not-found')
  return { dealerId: sale.dealerId, found }
}
