import type { Slice } from '../platform/server/http/app.ts'
import { registerConsents } from './consents/consents.routes.ts'
import { registerLeadExport } from './leads/export-leads.routes.ts'
import { registerLeadOwners } from './leads/own-leads.routes.ts'
import { registerLeadReads } from './leads/read-leads.routes.ts'
import { registerLeadWrites } from './leads/write-leads.routes.ts'
import { registerContactPoints } from './people/contact-points.routes.ts'
import { registerDuplicates } from './people/duplicates.routes.ts'
import { registerCustomerExport } from './people/export-customers.routes.ts'
import { registerCustomerReads } from './people/read-customers.routes.ts'
import type { Renamed } from './people/renamed.ts'
import { registerCustomerWrites } from './people/write-customers.routes.ts'
import type { Claimed } from './pool/claimed.ts'
import { registerPool } from './pool/pool.routes.ts'

/** People and companies with their contact points, and leads. */
export const customersSlice = (
  renamed: readonly Renamed[] = [],
  claimed: readonly Claimed[] = [],
): Slice => ({
  name: 'customers',
  register: (app, services) => {
    registerCustomerReads(app, services)
    registerCustomerWrites(app, services, renamed)
    registerCustomerExport(app, services)
    registerContactPoints(app, services)
    registerDuplicates(app, services)
    registerConsents(app, services)
    registerLeadReads(app, services)
    registerLeadExport(app, services)
    registerLeadWrites(app, services)
    registerLeadOwners(app, services)
    registerPool(app, services, claimed)
  },
})
