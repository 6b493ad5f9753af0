import { analyticsProblems, analyticsSlice } from './analytics/analytics.slice.ts'
import { auditedCustomers, auditedLeads } from './customers/audited-customers.sql.ts'
import { customersConstraints, customersProblems } from './customers/customers.problems.ts'
import { customersSlice } from './customers/customers.slice.ts'
import { heldCustomers, heldLeads } from './customers/pool/held-work.ts'
import { findWatchedCustomers, findWatchedLeads } from './customers/watched-customers.sql.ts'
import { importKinds } from './imports.ts'
import { inventoryConstraints, inventoryProblems } from './inventory/inventory.problems.ts'
import { inventorySlice } from './inventory/inventory.slice.ts'
import { auditedVehicles } from './inventory/vehicles/audited-vehicles.sql.ts'
import { registerAudit } from './network/audit/audit.routes.ts'
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
import { bringSalesAlong } from './sales/assignments/bring-sales-along.ts'
import { heldSales } from './sales/assignments/hand-over-sales.ts'
import { auditedSales } from './sales/sales/audited-sales.sql.ts'
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

/** What people hold, and hand over when they leave: customers first, so that their sales follow them. */
const held = [heldCustomers, heldLeads, heldSales]
/** The audit log, which asks each noun's slice what its records are called. */
const auditSlice: Slice = {
  name: 'audit',
  register: (app, services) =>
    registerAudit(app, services, {
      customers: auditedCustomers,
      leads: auditedLeads,
      vehicles: auditedVehicles,
      sales: auditedSales,
    }),
}

/** The slices above the network, with every slice's problems and constraints. */
export const business: Product = {
  slices: [
    customersSlice([refreshCustomerSearch], [bringSalesAlong]),
    inventorySlice,
    salesSlice,
    analyticsSlice,
    importsSlice(importKinds),
    liveSlice,
    auditSlice,
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
  return { ...business, slices: [networkSlice({ ...parts, held }), ...business.slices] }
}
