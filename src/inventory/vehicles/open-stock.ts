import { problem } from '../../platform/problem.ts'
import type { Call } from '../../platform/server/http/route.ts'
import { findStock, type StockRow, touchVehicle } from './stock.sql.ts'

/** @throws Problem when the car is not in the scope, or its stay has ended */
export async function openStock<C>({ tx, scope, params }: Call<C>): Promise<StockRow> {
  const stock = await findStock(tx, scope, (params as { id: string }).id)
  if (!stock) throw problem('request.not-found')
  if (stock.closedAt !== null) throw problem('vehicle.closed', { state: stock.state })
  return stock
}

export function episodeOf<C>({ now }: Call<C>, stock: StockRow) {
  return { dealerId: stock.dealerId, id: stock.episodeId, now }
}

/** The car's new version with its line in the audit log, said to whoever looks at it. */
export async function recorded<C>(
  call: Call<C>,
  { dealerId, vehicleId }: StockRow,
  verb: string,
  fields: readonly string[],
  more: Record<string, unknown> = {},
) {
  const version = await touchVehicle(call.tx, { dealerId, id: vehicleId, now: call.now })
  const facts = { ...more, fields, version }
  await call.audit({ dealerId, verb, noun: 'vehicles', subjectId: vehicleId, facts })
  call.announce(dealerId, 'vehicles', `vehicles:${vehicleId}`)
  return { id: vehicleId, version }
}
