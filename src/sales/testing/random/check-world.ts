import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Sale } from '../../process/sale.contract.ts'
import { readEventsOf } from '../read-events.ts'
import { checkMoney, checkReceipts } from './check-money.ts'
import { checkRows, readRows } from './check-rows.ts'
import { checkSale } from './check-sale.ts'
import { checkStates } from './check-states.ts'
import type { Stores } from './stores.ts'
import { leaveIfOver, type World } from './world.ts'

/** Everything that must hold of a store whatever its people did. */
export async function checkWorld(stores: Stores, world: World): Promise<void> {
  const { owner } = stores.server
  const [rows, events, nouns] = await Promise.all([
    owner.selectFrom('sales').selectAll().where('id', 'in', world.saleIds).execute(),
    readEventsOf(owner, world.saleIds),
    readRows(owner, world.saleIds),
  ])
  const sales = rows.map(row => row.state as unknown as Sale)
  for (const row of rows) {
    const history = events.get(row.id) ?? []
    checkSale(stores, world, row, history)
    checkRows(history, nouns.get(row.id) ?? [])
    checkHold(row.state as unknown as Sale)
  }
  await checkStates(owner, sales, events)
  await checkMoney(owner, sales)
  await checkReceipts(owner, world.dealerId)
  await checkQuotes(stores, sales)
  await checkCars(stores, world, sales)
  leaveIfOver(world, sales)
}

/** What a quote comes to is its car, its lines and its tax, in its row as in the fold. */
async function checkQuotes({ server }: Stores, sales: readonly Sale[]): Promise<void> {
  const { rows } = await sql<{ id: string; total: number; added: number; passedOn: number; state: string }>`
    select q.id, q.state, q.total_minor as total,
           q.list_price_minor - q.discount_minor + coalesce(l.amount, 0) + t.tax as added,
           coalesce(l.passed_on, 0) + t.tax as "passedOn"
      from app.quotes q
      cross join lateral (select coalesce((q.purchase_tax ->> 'taxMinor')::bigint, 0) as tax) t
      left join lateral (
        select sum(l.amount_minor)::bigint as amount,
               (sum(l.amount_minor) filter (where l.kind ~ 'insurance|plate|purchase-tax'))::bigint as passed_on
          from app.quote_lines l where l.dealer_id = q.dealer_id and l.quote_id = q.id) l on true
     where q.sale_id = any(${sales.map(({ id }) => id)}::uuid[])`.execute(server.owner)
  const folded = new Map(sales.flatMap(({ quotes }) => quotes.map(quote => [quote.id, quote])))
  for (const { id, total, added, passedOn, state } of rows) {
    expect(total, 'a quote adds up').toBe(added)
    expect(folded.get(id)).toMatchObject({ totalMinor: total, passedOnMinor: passedOn, state })
  }
}

/** One buyer per car, and its availability says so. */
async function checkCars({ server }: Stores, world: World, sales: readonly Sale[]): Promise<void> {
  const { rows } = await sql<{ id: string; availability: string; sold: number; active: number }>`
    select e.id, e.availability,
           (select count(*)::int from app.deliveries d where d.dealer_id = e.dealer_id and d.episode_id = e.id
             and d.taken_back_at is null) as sold,
           (select count(*)::int from app.reservations r where r.dealer_id = e.dealer_id and r.episode_id = e.id
             and r.state = 'active') as active
      from app.stock_episodes e where e.id = any(${world.cars.map(car => car.episodeId)}::uuid[])`.execute(
    server.owner,
  )
  expect(rows.length).toBe(world.cars.length)
  for (const car of rows) {
    const claims = sales.filter(sale => sale.reservation?.episodeId === car.id && !sale.delivery)
    expect(car.sold, 'deliveries of a car').toBeLessThanOrEqual(1)
    expect(car.active, 'active reservations of a car').toBe(claims.length)
    expect(claims.length, 'sales that hold a car').toBeLessThanOrEqual(1)
    expect(car.availability, 'availability agrees with the claims').toBe(availabilityBy(car.sold, claims[0]))
  }
}

/** A car is held without an end by the contract that names it, and only so. */
function checkHold({ reservation, contract, delivery }: Sale): void {
  if (delivery || !reservation) return
  const isForContract = contract?.episodeId === reservation.episodeId
  expect(reservation.expiresAt === null, 'a car is held for its contract').toBe(isForContract)
}

function availabilityBy(sold: number, claim: Sale | undefined): string {
  if (sold > 0) return 'closed'
  if (!claim) return 'available'
  return claim.reservation?.expiresAt === null ? 'sold' : 'reserved'
}
