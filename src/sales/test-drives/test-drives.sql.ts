import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Scope } from '../../platform/server/scope.ts'
import { within } from '../../platform/server/within.ts'

const spanRowsMax = 500

export async function findTestDrivesBetween(
  tx: Tx,
  scope: Scope,
  span: { from: string; to: string; dealerId?: string | undefined },
) {
  return tx
    .selectFrom('test_drives as drive')
    .innerJoin('sales as sale', join =>
      join.onRef('sale.dealer_id', '=', 'drive.dealer_id').onRef('sale.id', '=', 'drive.sale_id'),
    )
    .innerJoin('stock_episodes as episode', join =>
      join.onRef('episode.dealer_id', '=', 'drive.dealer_id').onRef('episode.id', '=', 'drive.episode_id'),
    )
    .innerJoin('vehicles as vehicle', join =>
      join.onRef('vehicle.dealer_id', '=', 'drive.dealer_id').onRef('vehicle.id', '=', 'drive.vehicle_id'),
    )
    .innerJoin('staff as escort', 'escort.id', 'drive.escort_id')
    .leftJoin('customers as customer', join =>
      join.onRef('customer.dealer_id', '=', 'sale.dealer_id').onRef('customer.id', '=', 'sale.customer_id'),
    )
    .select([
      'drive.id',
      'drive.dealer_id as dealerId',
      'drive.sale_id as saleId',
      'sale.number as saleNumber',
      'sale.sequence as saleVersion',
      'drive.state',
      'drive.vehicle_id as vehicleId',
      'drive.episode_id as episodeId',
      'drive.escort_id as escortId',
      'escort.name as escortName',
      'drive.starts_at as startsAt',
      'drive.ends_at as endsAt',
      'drive.mileage_out_km as mileageOutKm',
      'drive.mileage_in_km as mileageInKm',
      'customer.name as customerName',
      'customer.kind as customerKind',
      'episode.stock_number as stockNumber',
      'vehicle.model_name as modelName',
    ])
    .where('drive.starts_at', '<', span.to)
    .where('drive.starts_at', '>=', sql<string>`${span.from}::timestamptz - interval '1 day'`)
    .where('drive.ends_at', '>', span.from)
    .where(within(scope, 'drive.dealer_id', 'sale.owner_id'))
    .$if(span.dealerId !== undefined, query => query.where('drive.dealer_id', '=', span.dealerId ?? ''))
    .orderBy('drive.starts_at')
    .orderBy('drive.id')
    .limit(spanRowsMax)
    .execute()
}

/** A drive needs an escort who works at the dealer now. */
export async function isEscort(tx: Tx, dealerId: string, staffId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .select('staff.id')
    .where('staff.id', '=', staffId)
    .where('staff.deactivated_at', 'is', null)
    .where('staff_roles.organisation_id', '=', dealerId)
    .executeTakeFirst()
  return found !== undefined
}
