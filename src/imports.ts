import { leadsImport } from './customers/leads/leads.import.ts'
import { customersImport } from './customers/people/customers.import.ts'
import { modelsImport } from './inventory/models/models.import.ts'
import { stockImport } from './inventory/vehicles/stock.import.ts'
import { staffImport } from './network/staff/staff.import.ts'
import type { ImportKinds } from './platform/server/import/import-context.ts'
import { salesImport } from './sales/imports/sales.import.ts'
import { refreshCustomerSearch } from './sales/sales/customer-search.sql.ts'

/** What can be imported, by name. */
export const importKinds: ImportKinds = {
  stock: stockImport,
  leads: leadsImport,
  customers: customersImport([refreshCustomerSearch]),
  sales: salesImport,
  staff: staffImport,
  models: modelsImport,
}
