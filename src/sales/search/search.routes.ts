import type { FastifyInstance } from 'fastify'
import type { Customer } from '../../customers/people/customers.contract.ts'
import { ownedStores } from '../../customers/people/owned-stores.ts'
import { searchCustomers } from '../../customers/people/search-customers.ts'
import { searchVehicles } from '../../inventory/vehicles/search-vehicles.ts'
import type { Vehicle } from '../../inventory/vehicles/vehicles.contract.ts'
import { businessDate } from '../../platform/business-date.ts'
import type { Noun } from '../../platform/permissions.ts'
import { reopenWall } from '../../platform/server/database/in-scope.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { type Scope, scopeOf, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { findSalesByCode } from '../sales/find-by-code.sql.ts'
import { presentCustomerName, presentTrim } from '../sales/present-sale.ts'
import { typedText } from '../sales/typed-text.rules.ts'
import { type Found, search } from './search.contract.ts'
import { findSalesOf } from './search.sql.ts'

export function registerSearch(app: FastifyInstance, services: Services): void {
  route(app, services, search, find)
}

type Asking = Call<typeof search>

/** Each noun is searched behind its own wall: who sees cars of the network need not see its customers. */
async function find(call: Asking): Promise<Found> {
  const { tx, query, scope, services } = call
  const { q, limit } = query
  const customers = await behind(call, 'customers', [], reached =>
    searchCustomers(tx, reached, q, limit, services),
  )
  const vehicles = await behind(call, 'vehicles', [], reached =>
    searchVehicles(tx, reached, q, limit, services),
  )
  await reopenWall(tx, walled(scope))
  const ids = await salesByCode(call)
  const customerIds = customers.map(customer => customer.id)
  const sales = await findSalesOf(tx, scope, { ids, customerIds }, limit)
  return {
    customers: customers.map(presentFoundCustomer),
    vehicles: vehicles.map(presentFoundVehicle),
    sales: sales.map(row => ({
      id: row.id,
      dealerId: row.dealerId,
      number: row.number,
      stage: row.stage,
      customer: presentCustomerName(scope, row.dealerId, row),
      trim: presentTrim(row),
    })),
  }
}

/** Searches a noun in the reader's scope of reading it; answers `otherwise` to who may not read it. */
async function behind<T>(
  { actor, services, tx }: Asking,
  noun: Noun,
  otherwise: T,
  find: (scope: Scope) => Promise<T>,
): Promise<T> {
  const scope = scopeOf(actor, noun, 'read', await services.network.ids())
  if (!scope) return otherwise
  await reopenWall(tx, walled(scope))
  return find(scope)
}

async function salesByCode({ tx, scope, query, services, now }: Asking): Promise<string[]> {
  const typed = typedText(query.q, businessDate(now.toISOString(), 'UTC'))
  if (typed.kind === 'name') return []
  const everywhere = { ...scope, all: [...scope.all, ...scope.delivered] }
  const keys = await findSalesByCode(tx, await ownedStores(everywhere, query.q, services), typed)
  return keys.map(key => key.id)
}

function presentFoundCustomer(customer: Customer): Found['customers'][number] {
  const { id, name, nameMasked, kind, dealerId, number, phone, owner } = customer
  return { id, name, nameMasked, kind, dealerId, number, phone, owner }
}

function presentFoundVehicle(vehicle: Vehicle): Found['vehicles'][number] {
  const {
    id: vehicleId,
    episodeId,
    dealerId,
    stockNumber,
    vin,
    make,
    modelName,
    trimName,
    availability,
  } = vehicle
  return { vehicleId, episodeId, dealerId, stockNumber, vin, make, modelName, trimName, availability }
}
