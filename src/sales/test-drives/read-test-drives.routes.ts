import type { FastifyInstance } from 'fastify'
import { maskName } from '../../customers/people/masks.rules.ts'
import { seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { chooseDealer } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { signedTextOf } from '../attachments/keep-attachment.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { agreementOf } from './read-agreement.ts'
import { listDriveCars, listTestDrives, readAgreement, type TestDriveRow } from './test-drives.contract.ts'
import { type FoundTestDrive, findDriveCars, findTestDrivesBetween } from './test-drives.sql.ts'

export function registerTestDriveReads(app: FastifyInstance, services: Services): void {
  route(app, services, listTestDrives, list)
  route(app, services, listDriveCars, listCars)
  route(app, services, readAgreement, agreement)
}

async function list({ tx, scope, query }: Call<typeof listTestDrives>) {
  const rows = await findTestDrivesBetween(tx, scope, query)
  return { items: rows.map(row => presentDrive(scope, row)) }
}

/** A drive with its customer's name as this reader may see it. */
function presentDrive(scope: Scope, found: FoundTestDrive): TestDriveRow {
  const {
    driverName,
    driverRelation,
    customerName,
    customerKind,
    licenceValidUntil,
    agreementSignedAt,
    onPaper,
    ...drive
  } = found
  const seesThem = holdsAt(scope, drive.dealerId, seesNames)
  const isShown = customerName === null || seesThem
  const kind = customerKind === 'company' ? 'company' : 'person'
  return {
    ...drive,
    state: drive.state as TestDriveRow['state'],
    customerName: isShown ? customerName : maskName(customerName, kind),
    driver:
      driverName === null || driverRelation === null
        ? null
        : { name: seesThem ? driverName : maskName(driverName, 'person'), relation: driverRelation },
    licence: licenceValidUntil === null ? null : { validUntil: licenceValidUntil },
    agreement: agreementSignedAt === null ? null : { signedAt: agreementSignedAt, onPaper },
  }
}

async function listCars({ tx, scope, query, services }: Call<typeof listDriveCars>) {
  const dealerId = chooseDealer(scope, query.dealerId)
  const store = await services.network.organisation(dealerId)
  if (!store) throw problem('request.not-found')
  const process = await processOfDealer(tx, store.ancestorIds)
  const items = await findDriveCars(tx, dealerId, query)
  return { items, bufferMinutes: process.testDriveBufferMinutes }
}

async function agreement({ tx, scope, params, query, services, now }: Call<typeof readAgreement>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const key = { dealerId: sale.dealerId, saleId: params.id, testDriveId: params.testDriveId }
  const found = await agreementOf(tx, services, key, query.language, now)
  const code = 'test-drive-agreement' as const
  const { version, language, title, paragraphs, driverName, text } = found
  const { sha256 } = signedTextOf({ code, version, language, text })
  return { code, version, language, title, paragraphs: [...paragraphs], sha256, driverName }
}
