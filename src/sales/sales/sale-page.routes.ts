import type { FastifyInstance } from 'fastify'
import { findContactPoints } from '../../customers/people/contact-points.sql.ts'
import { presentContactPoint } from '../../customers/people/present-customer.ts'
import { listOrganisations } from '../../network/organisations/organisations.sql.ts'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { actingPerson } from '../acts/act-on-sale.ts'
import { withDeputies } from '../approvals/delegations.sql.ts'
import { processOfVersion } from '../processes/processes.sql.ts'
import { presentNames } from './present-sale.ts'
import { carsIn, checklistOf, peopleIn, presentAmounts, presentSaleCar } from './present-sale-page.ts'
import { readSale, type SalePage } from './sale-page.contract.ts'
import { findCarNames, findSalePage, type SalePageRow } from './sale-page.sql.ts'

export function registerSalePage(app: FastifyInstance, services: Services): void {
  route(app, services, readSale, read)
}

async function read(call: Call<typeof readSale>): Promise<SalePage> {
  const { tx, params, scope } = call
  const row = await findSalePage(tx, scope, params.id)
  if (!row) throw problem('request.not-found')
  const { id, dealerId, number, state, version, externalRef, contractNumber, createdAt, updatedAt } = row
  const [dealer] = await listOrganisations(tx, [dealerId])
  if (!dealer) throw problem('request.not-found')
  const today = businessDate(call.now.toISOString(), dealer.timeZone)
  const colleagues = await findColleagues(tx, peopleIn(state))
  const { owner, trim } = presentNames(scope, dealerId, row)
  return {
    id,
    dealerId,
    number,
    dealer,
    state,
    process: await processOfVersion(tx, await call.services.network.rootId(), state.processVersion),
    actor: await withDeputies(tx, actingPerson(call, dealerId), dealerId, today),
    customer: await customerOf(call, row),
    owner,
    trim,
    car: presentSaleCar(scope, row),
    people: [...colleagues.values()],
    cars: await findCarNames(tx, dealerId, carsIn(state)),
    lead: row.leadId && row.leadNumber ? { id: row.leadId, number: row.leadNumber } : null,
    externalRef,
    contractNumber,
    amounts: presentAmounts(state, row.amountMinor),
    checklist: checklistOf(state, colleagues),
    version,
    createdAt,
    updatedAt,
  }
}

/** The customer with masked contact points: a full number is only given by a logged reveal. */
async function customerOf({ tx, scope, services }: Call<typeof readSale>, row: SalePageRow) {
  const { customer } = presentNames(scope, row.dealerId, row)
  if (!customer) return null
  const points = await findContactPoints(tx, row.dealerId, customer.id)
  return {
    ...customer,
    number: row.customerNumber ?? '',
    contactPoints: points.map(point => presentContactPoint(point, row.dealerId, services.seals)),
  }
}
