import { analyticsProblems, analyticsSlice } from './analytics/analytics.slice.ts'
import { customersConstraints, customersProblems } from './customers/customers.problems.ts'
import { customersSlice } from './customers/customers.slice.ts'
import { findWatchedCustomers, findWatchedLeads } from './customers/watched-customers.sql.ts'
import { importKinds } from './imports.ts'
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
import type { Slice } from './platform/server/http/app.ts'
import { importsSlice } from './platform/server/import/imports.routes.ts'
import { registerEventStream } from './platform/server/live/stream.routes.ts'
import type { Product } from './platform/server/serve.ts'
import { refreshCustomerSearch } from './sales/sales/customer-search.sql.ts'
import { findWatchedSales } from './sales/sales/watched-sales.sql.ts'
import { salesConstraints } from './sales/sales.constraints.ts'
import { salesProblems } from './sales/sales.problems.ts'
import { salesSlice } from './sales/sales.slice.ts'

/** The stream of changes, which asks each noun's slice whose a record is. */
const liveSlice: Slice = {
  name: 'live',
  register: (app, services) =>
    registerEventStream(app, services, {
      customers: findWatchedCustomers,
      leads: findWatchedLeads,
      sales: findWatchedSales,
    }),
}

/** The slices above the network, with every slice's problems and constraints. */
export const business: Product = {
  slices: [
    customersSlice([refreshCustomerSearch]),
    inventorySlice,
    salesSlice,
    analyticsSlice,
    importsSlice(importKinds),
    liveSlice,
  ],
  problems: {
    ...platformProblems,
    ...importProblems,
    ...networkProblems,
    ...customersProblems,
    ...inventoryProblems,
    ...salesProblems,
    ...analyticsProblems,
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
