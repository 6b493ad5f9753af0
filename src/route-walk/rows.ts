import { approvalRows } from './approvals.rows.ts'
import { auditRows } from './audit.rows.ts'
import { customerRows } from './customers.rows.ts'
import { deliveryRows } from './deliveries.rows.ts'
import { doorRows } from './door.rows.ts'
import { driveRows } from './drives.rows.ts'
import { importRows } from './imports.rows.ts'
import { inventoryRows } from './inventory.rows.ts'
import { managerRows } from './managers.rows.ts'
import { moneyRows } from './money.rows.ts'
import { networkRows } from './network.rows.ts'
import { paperRows } from './paper.rows.ts'
import { peopleRows } from './people.rows.ts'
import { priceRows } from './price.rows.ts'
import { processRows } from './processes.rows.ts'
import { quoteLinkRows } from './quote-links.rows.ts'
import { roadRows } from './road.rows.ts'
import type { Row } from './row.ts'
import { saleRows } from './sales.rows.ts'

/** One row for each route of the product. */
export const rows: Readonly<Record<string, Row>> = {
  ...networkRows,
  ...auditRows,
  ...customerRows,
  ...peopleRows,
  ...importRows,
  ...inventoryRows,
  ...roadRows,
  ...saleRows,
  ...moneyRows,
  ...approvalRows,
  ...driveRows,
  ...deliveryRows,
  ...managerRows,
  ...quoteLinkRows,
  ...priceRows,
  ...doorRows,
  ...driveRows,
  ...processRows,
  ...paperRows,
}

export type RowKey<Kind extends Row['kind']> = readonly [
  route: string,
  row: Extract<Row, { readonly kind: Kind }>,
]

export function rowsOf<Kind extends Row['kind']>(kind: Kind): RowKey<Kind>[] {
  return Object.entries(rows).filter((entry): entry is [string, Extract<Row, { kind: Kind }>] => {
    const [, row] = entry
    return row.kind === kind
  })
}

/** What the router has beside the product's own endpoints: health, documentation, the web app's files. */
export const unwalked: readonly RegExp[] = [
  /^GET \/livez$/,
  /^GET \/readyz$/,
  /^GET \/api\/openapi\.json$/,
  /^(GET|HEAD) \/api\/docs(\/.*)?$/,
]
