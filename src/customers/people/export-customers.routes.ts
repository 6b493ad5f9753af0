import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import type { Services } from '../../platform/server/services.ts'
import { customersEn, customersZh } from '../customers.words.ts'
import { type Customer, exportCustomers } from './customers.contract.ts'
import { listCustomers } from './customers.sql.ts'
import { ownedStores } from './owned-stores.ts'
import { presentCustomer } from './present-customer.ts'
import { storeOf } from './store-of.ts'

export function registerCustomerExport(app: FastifyInstance, services: Services): void {
  route(app, services, exportCustomers, exportCustomerList)
}

export async function exportCustomerList(call: Call<typeof exportCustomers>) {
  const { query, services, actor } = call
  const { format, ...filters } = query
  const scope = narrowed(call.scope, query.dealerId)
  const stores = await ownedStores(scope, query.q, services)
  const words = actor.locale === 'en' ? customersEn : customersZh
  return sendList<typeof exportCustomers, Line>(call, {
    noun: 'customers',
    format,
    fileName: words.customers,
    headings: headingsOf(words),
    facts: { ...filters, q: filters.q !== undefined }, // what was typed may be a name or a phone
    cells: ({ customer, createdOn }) => cellsOf(customer, createdOn, words),
    at: ({ customer, nameSearch }) => ({ value: nameSearch, id: customer.id }),
    read: async (tx, after, limit) => {
      const rows = await listCustomers(tx, stores, { ...query, after, staffId: scope.staffId, limit })
      const colleagues = await findColleagues(
        tx,
        rows.map(row => row.ownerId),
      )
      const reading = { scope, seals: services.seals, colleagues }
      const lines = rows.map(async row => {
        const { today: createdOn } = await storeOf(services, row.dealerId, new Date(row.createdAt))
        return { customer: presentCustomer(row, reading), nameSearch: row.nameSearch, createdOn }
      })
      return Promise.all(lines)
    },
  })
}

interface Line {
  readonly customer: Customer
  readonly nameSearch: string
  /** in the store's calendar */
  readonly createdOn: string
}

type Words = typeof customersZh | typeof customersEn

function headingsOf(words: Words): string[] {
  return [words.number, words.name, words.kind.title, words.phone, words.owner, words.source, words.createdAt]
}

function cellsOf(customer: Customer, createdOn: string, words: Words): CellRow {
  const { number, name, kind, phone, owner, source } = customer
  return [number, name, words.kind[kind], phone, owner?.name ?? words.pool, source, createdOn]
}
