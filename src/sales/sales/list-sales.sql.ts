import { type RawBuilder, sql } from 'kysely'
import { BusinessDate } from '../../platform/scalars.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { Position } from '../../platform/server/page.ts'
import { type AskedSales, conditions } from './asked-sales.ts'
import type { SaleOrder } from './sale-filter.contract.ts'
import { type Lane, type LaneKind, lanesMax } from './sale-lanes.rules.ts'
import { type SaleLineRow, saleLineColumns, saleLineJoins } from './sale-line-columns.sql.ts'

export interface SalesPage {
  readonly order: SaleOrder
  readonly after: Position | null
  readonly limit: number
}

export type PagedSaleRow = SaleLineRow & { readonly orderKey: string | number | null }

/** A page: the first of each run, then the first of those; only these are joined with what they name.
 *  Joining before the limit would let the wall hide the limit from the planner. */
export async function listSales(tx: Tx, asked: AskedSales, page: SalesPage): Promise<PagedSaleRow[]> {
  const runs = runsOf(asked)
  if (runs.length === 0) return []
  const { key, by } = orders[page.order]
  const firsts = runs.map(
    run => sql`select found.dealer_id, found.id, found.key from ${run.table} cross join lateral (
      select s.dealer_id, s.id, ${key} as key from sales s
       where ${run.bound} and ${conditions(asked)} ${after(page)}
       order by ${by('s')} limit ${page.limit}) found`,
  )
  const { rows } = await sql<PagedSaleRow>`
    select ${saleLineColumns}, page.key as "orderKey"
      from (select dealer_id, id, key from (${sql.join(firsts, sql` union all `)}) found
             order by ${by('found')} limit ${page.limit}) page
      cross join lateral (select * from sales s where s.dealer_id = page.dealer_id and s.id = page.id limit 1) s
      ${saleLineJoins}
     order by ${by('page')}`.execute(tx)
  return rows
}

/** How many sales were asked for, counted up to `most`. */
export async function countSales(tx: Tx, asked: AskedSales, most: number): Promise<number> {
  const runs = runsOf(asked)
  if (runs.length === 0) return 0
  const some = runs.map(
    run => sql`(select 1 from ${run.table} cross join lateral (
      select 1 from sales s where ${run.bound} and ${conditions(asked)} limit ${most}) found limit ${most})`,
  )
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from (${sql.join(some, sql` union all `)}) found limit ${most}) counted`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

interface Run {
  /** the lanes as a table `lane` */
  readonly table: RawBuilder<unknown>
  /** what binds `s` to its lane */
  readonly bound: RawBuilder<boolean>
}

/** One run per kind of lane; too many lanes, or one customer's sales, are read store by store instead. */
export function runsOf(asked: AskedSales): Run[] {
  const kinds = Object.entries(asked.lanes) as [LaneKind, readonly Lane[]][]
  const count = kinds.reduce((sum, [, lanes]) => sum + lanes.length, 0)
  const byStore = asked.filter.customerId !== undefined || count > lanesMax
  const run = asked.keys ? keyRun : byStore ? storeRun : laneRun
  return kinds.filter(([, lanes]) => lanes.length > 0).map(([kind, lanes]) => run(asked, kind, lanes))
}

const bindings: Readonly<Record<LaneKind, RawBuilder<boolean>>> = {
  store: sql`s.dealer_id = lane.dealer_id`,
  stage: sql`s.dealer_id = lane.dealer_id and s.stage = lane.stage`,
  owner: sql`s.dealer_id = lane.dealer_id and s.owner_id = lane.owner_id and s.stage = lane.stage`,
}

function laneRun(asked: AskedSales, kind: LaneKind, lanes: readonly Lane[]): Run {
  return {
    table: sql`unnest(${lanes.map(lane => lane.dealerId)}::uuid[], ${lanes.map(lane => lane.ownerId)}::uuid[],
      ${lanes.map(lane => lane.stage)}::text[], ${lanes.map(lane => asked.days.get(lane.dealerId) ?? null)}::date[])
      as lane (dealer_id, owner_id, stage, today)`,
    bound: bindings[kind],
  }
}

/** The same sales with owner and stage as tests instead of runs. */
function storeRun(asked: AskedSales, kind: LaneKind, lanes: readonly Lane[]): Run {
  const stores = [...new Set(lanes.map(lane => lane.dealerId))]
  const { table } = laneRun(
    asked,
    'store',
    stores.map(dealerId => ({ dealerId, ownerId: null, stage: null })),
  )
  return { table, bound: sql`${bindings.store} ${ownerAndStage(kind, lanes)}` }
}

/** Sales that are known by their keys: those of them that the lanes hold. */
function keyRun(asked: AskedSales, kind: LaneKind, lanes: readonly Lane[]): Run {
  const stores = new Set(lanes.map(lane => lane.dealerId))
  const keys = (asked.keys ?? []).filter(key => stores.has(key.dealerId))
  return {
    table: sql`unnest(${keys.map(key => key.dealerId)}::uuid[], ${keys.map(key => key.id)}::uuid[],
      ${keys.map(key => asked.days.get(key.dealerId) ?? null)}::date[]) as lane (dealer_id, sale_id, today)`,
    bound: sql`${bindings.store} and s.id = lane.sale_id ${ownerAndStage(kind, lanes)}`,
  }
}

function ownerAndStage(kind: LaneKind, lanes: readonly Lane[]): RawBuilder<unknown> {
  const owners = [...new Set(lanes.map(lane => lane.ownerId))]
  const stages = [...new Set(lanes.map(lane => lane.stage))]
  const owner = kind === 'owner' ? sql`and s.owner_id = any(${owners}::uuid[])` : sql``
  const stage = kind === 'store' ? sql`` : sql`and s.stage = any(${stages}::text[])`
  return sql`${owner} ${stage}`
}

/** Whether a cursor's value is one that the order could have given. */
export function isKeyOf(order: SaleOrder, { value }: Position): boolean {
  if (order === 'newest') return value === null
  if (order === 'follow-up') return value === 'infinity' || BusinessDate.safeParse(value).success
  return order === 'amount' ? Number.isSafeInteger(value) : Number.isFinite(value)
}

interface Order {
  /** what is sorted by before the id; null where the id alone is */
  readonly key: RawBuilder<unknown>
  readonly by: (row: string) => RawBuilder<unknown>
  readonly beyond: (after: Position) => RawBuilder<boolean>
}

const orders: Readonly<Record<SaleOrder, Order>> = {
  newest: {
    key: sql`null::int`,
    by: row => sql`${sql.ref(`${row}.id`)} desc`,
    beyond: ({ id }) => sql`s.id < ${id}::uuid`,
  },
  'follow-up': keyed(sql`coalesce(s.follow_up_due_on, 'infinity'::date)::text collate "C"`, 'asc', 'text'),
  amount: keyed(sql`coalesce(s.amount_minor, -1)`, 'desc', 'bigint'),
  'stage-since': keyed(sql`coalesce(extract(epoch from s.stage_since), 1e12)::float8`, 'asc', 'float8'),
}

/** Equal keys stand newest first. Unknown ones come last. */
function keyed(key: RawBuilder<unknown>, direction: 'asc' | 'desc', type: string): Order {
  const typed = sql.raw(type)
  const way = sql.raw(direction)
  const further = sql.raw(direction === 'asc' ? '>' : '<')
  return {
    key,
    by: row => sql`${row === 's' ? key : sql.ref(`${row}.key`)} ${way}, ${sql.ref(`${row}.id`)} desc`,
    beyond: ({ value, id }) =>
      sql`(${key} ${further} ${value}::${typed} or ${key} = ${value}::${typed} and s.id < ${id}::uuid)`,
  }
}

function after({ order, after: position }: SalesPage): RawBuilder<unknown> {
  return position ? sql`and ${orders[order].beyond(position)}` : sql``
}
