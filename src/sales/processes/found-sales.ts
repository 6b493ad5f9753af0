import type { Founding } from '../../network/first-run/first-run.routes.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { defaultDefinition } from '../process/default-definition.rules.ts'
import { statutoryRates } from '../quotes/statutory-rates.rules.ts'

/** What a new network sells by until someone publishes something else: the default process, the dated rates. */
export async function foundSales(tx: Tx, { rootId, staffId, at, newId }: Founding): Promise<void> {
  await tx
    .insertInto('process_definitions')
    .values({
      organisation_id: rootId,
      version: defaultDefinition.version,
      document: JSON.stringify(defaultDefinition),
      published_by: staffId,
      published_at: at.toISOString(),
    })
    .execute()
  await insertStatutoryRates(tx, newId)
}

/** The table that a Chinese network starts with. */
export async function insertStatutoryRates(tx: Tx, newId: () => string): Promise<void> {
  await tx
    .insertInto('tax_rates')
    .values(
      statutoryRates.map(rate => ({
        id: newId(),
        tax: rate.tax,
        energy: rate.energy,
        currency: rate.currency,
        valid_from: rate.validFrom,
        valid_to: rate.validTo,
        rate_basis_points: rate.rateBasisPoints,
        reduction_basis_points: rate.reductionBasisPoints,
        reduction_minor_max: rate.reductionMinorMax,
        source: rate.source,
      })),
    )
    .execute()
}
