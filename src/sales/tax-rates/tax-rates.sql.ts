import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { DatedRate } from '../quotes/quote-tax.contract.ts'
import type { NewTaxRate, TaxRate } from './tax-rates.contract.ts'

const rateColumns = sql`r.id, r.tax, r.energy, r.currency, r.valid_from as "validFrom", r.valid_to as "validTo",
  r.rate_basis_points as "rateBasisPoints", r.reduction_basis_points as "reductionBasisPoints",
  r.reduction_minor_max as "reductionMinorMax"`

export interface TaxRateRow extends Omit<TaxRate, 'createdBy'> {
  readonly createdById: string | null
  readonly createdByName: string | null
}

/** The whole table: a country changes its rates a few times in ten years. */
export async function findTaxRates(tx: Tx): Promise<TaxRateRow[]> {
  const { rows } = await sql<TaxRateRow>`
    select ${rateColumns}, r.source, r.version, r.created_at as "createdAt",
           r.created_by as "createdById", o.name as "createdByName"
      from tax_rates r left join staff o on o.id = r.created_by
     order by r.valid_from desc, r.tax, r.energy, r.currency, r.id limit 1000`.execute(tx)
  return rows
}

export async function findTaxRate(
  tx: Tx,
  id: string,
): Promise<{ validFrom: string; validTo: string | null; version: number } | undefined> {
  return tx
    .selectFrom('tax_rates')
    .select(['valid_from as validFrom', 'valid_to as validTo', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** What counts on a day for prices in a currency. */
export async function findRatesOn(tx: Tx, on: string, currency: string): Promise<DatedRate[]> {
  const { rows } = await sql<DatedRate>`
    select ${rateColumns} from tax_rates r
     where r.currency = ${currency} and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to >= ${on})
     order by r.id limit 100`.execute(tx)
  return rows
}

export async function insertTaxRate(
  tx: Tx,
  rate: NewTaxRate & { id: string; createdBy: string | null; now: Date },
): Promise<void> {
  await tx
    .insertInto('tax_rates')
    .values({
      id: rate.id,
      tax: rate.tax,
      energy: rate.energy,
      currency: rate.currency,
      valid_from: rate.validFrom,
      valid_to: rate.validTo,
      rate_basis_points: rate.rateBasisPoints,
      reduction_basis_points: rate.reductionBasisPoints,
      reduction_minor_max: rate.reductionMinorMax,
      source: rate.source,
      created_by: rate.createdBy,
      created_at: rate.now.toISOString(),
    })
    .execute()
}

/** @returns the version made, or undefined when the row has moved on from the expected one */
export async function endTaxRate(
  tx: Tx,
  { id, version }: { id: string; version: number },
  validTo: string,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('tax_rates')
    .set({ valid_to: validTo, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}
