import { customersConstraints, customersProblems } from './customers/customers.problems.ts'
import { customersSlice } from './customers/customers.slice.ts'
import { inventoryConstraints, inventoryProblems } from './inventory/inventory.problems.ts'
import { inventorySlice } from './inventory/inventory.slice.ts'
import {
  type NetworkParts,
  networkConstraints,
  networkProblems,
  networkSlice,
} from './network/network.slice.ts'
import { importProblems } from './platform/import/import.problems.ts'
import { platformProblems } from './platform/platform.problems.ts'
import type { Product } from './platform/server/serve.ts'
import { refreshCustomerSearch } from './sales/sales/customer-search.sql.ts'
import { salesConstraints } from './sales/sales.constraints.ts'
import { salesProblems } from './sales/sales.problems.ts'
import { salesSlice } from './sales/sales.slice.ts'

/** The slices above the network, with every slice's problems and constraints. */
export const business: Product = {
  slices: [customersSlice([refreshCustomerSearch]), inventorySlice, salesSlice],
  problems: {
    ...platformProblems,
    ...importProblems,
    ...networkProblems,
    ...customersProblems,
    ...inventoryProblems,
    ...salesProblems,
  },
  constraints: {
    ...networkConstraints,
    ...customersConstraints,
    ...inventoryConstraints,
    ...salesConstraints,
  },
}

/** The whole product: the slices by name, lowest first. */
export function product(parts: NetworkParts): Product {
  return { ...business, slices: [networkSlice(parts), ...business.slices] }
}
