import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { likePattern } from '../../customers/people/name-search.ts'
import { type OwnedStore, ownedStores } from '../../customers/people/owned-stores.ts'
import { businessDate } from '../../platform/business-date.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { type Scope, walled } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { wayStages } from '../process/sale.contract.ts'
import { endReason, winReason } from './end-reason.sql.ts'
import { findSalesByCode, type SaleKey } from './find-by-code.sql.ts'
import type { SaleFilter } from './sale-filter.contract.ts'
import { type Lanes, lanesOf } from './sale-lanes.rules.ts'
import { typedText } from './typed-text.rules.ts'
import { stuckAt, unansweredAt } from './waiting.sql.ts'

/** Sales that somebody asked for: the runs to walk and what else must hold of each. */
export interface AskedSales {
  readonly lanes: Lanes
  /** the business date of each store */
  readonly days: ReadonlyMap<string, string>
  readonly filter: SaleFilter
  readonly now: Date
  /** the only sales it can be, found by a phone, number or VIN; null: any */
  readonly keys: readonly SaleKey[] | null
  /** how the customer's search text must read; null: any way */
  readonly pattern: string | null
}

/** Reads a filter for a scope: typed text is looked up, or becomes a pattern for the walk. */
export async function askedSales(
  tx: Tx,
  scope: Scope,
  filter: SaleFilter,
  services: Pick<Services, 'network' | 'seals'>,
  now: Date,
): Promise<AskedSales> {
  const days = await storeDays(walled(scope), services, now)
  const lanes = lanesOf(scope, filter)
  const asked = { lanes, days, filter, now, keys: null, pattern: null }
  if (filter.q === undefined) return asked
  const stores = await ownedStores(withDelivered(scope), filter.q, services)
  const typed = typedText(filter.q, [...days.values()][0] ?? businessDate(now.toISOString(), 'UTC'))
  if (typed.kind === 'code') {
    const keys = await findSalesByCode(tx, stores, typed)
    if (keys.length > 0 || /^\d+$/.test(typed.text)) return { ...asked, keys }
  }
  return { ...asked, lanes: seenByName(lanes, stores), pattern: likePattern(filter.q) }
}

/** Today, in each store's calendar. */
export async function storeDays(
  dealerIds: readonly string[],
  { network }: Pick<Services, 'network'>,
  now: Date,
): Promise<Map<string, string>> {
  const at = now.toISOString()
  const entries = dealerIds.map(async id => {
    const zone = (await network.organisation(id))?.timeZone ?? 'UTC'
    return [id, businessDate(at, zone)] as const
  })
  return new Map(await Promise.all(entries))
}

/** Where names are masked, nobody is found by name. */
function seenByName(lanes: Lanes, stores: readonly OwnedStore[]): Lanes {
  const seen = new Set(stores.filter(store => store.findsNames).map(store => store.id))
  return Object.fromEntries(
    Object.entries(lanes).map(([kind, runs]) => [kind, runs.filter(lane => seen.has(lane.dealerId))]),
  )
}

function withDelivered(scope: Scope): Scope {
  return { ...scope, all: [...scope.all, ...scope.delivered] }
}

/** What must hold of a sale beside its lane; `lane.today` is in scope. */
export function conditions({ filter, pattern, now }: AskedSales): RawBuilder<boolean> {
  const { source, intentLevel, modelId, trimId, customerId, overdue, lossProposed } = filter
  const tests = [
    pattern !== null && sql`s.customer_search like ${pattern}`,
    source && sql`s.source = any(${source}::text[])`,
    intentLevel && sql`s.intent_level = any(${intentLevel}::text[])`,
    trimId && sql`s.trim_id = ${trimId}::uuid`,
    modelId &&
      sql`(s.trim_id = any(array(select id from trims where model_id = ${modelId}::uuid)) or s.state ->> 'modelId' = ${modelId}::text)`,
    customerId && sql`s.customer_id = ${customerId}::uuid`,
    overdue === true && sql`s.follow_up_due_on < lane.today`,
    overdue === false && sql`s.follow_up_due_on >= lane.today`,
    lossProposed === true && sql`s.id = any(${proposedLosses})`,
    lossProposed === false && sql`not s.id = any(${proposedLosses})`,
    ...waiting(filter, now),
    ...course(filter),
  ].filter(test => test !== false && test !== undefined && test !== null)
  return tests.length === 0 ? sql`true` : sql`${sql.join(tests, sql` and `)}`
}

/** What waits too long. */
function waiting({ stuck, unanswered }: SaleFilter, now: Date) {
  return [
    stuck !== undefined && (stuck ? stuckAt(now) : sql`not ${stuckAt(now)}`),
    unanswered !== undefined && (unanswered ? unansweredAt(now) : sql`not ${unansweredAt(now)}`),
  ]
}

/** How far it came, and when. */
function course(filter: SaleFilter) {
  const { reached, left, endReason: reasons, winReason: wins } = filter
  return [
    reached && sql`s.furthest_stage = any(${wayStages.slice(wayStages.indexOf(reached))}::text[])`,
    left && sql`jsonb_exists(s.state -> 'stageSeconds', ${left}::text)`,
    reasons && sql`${endReason} = any(${reasons}::text[])`,
    wins && sql`${winReason} = any(${wins}::text[])`,
    ...dated.flatMap(({ column, from, to }) => [
      filter[from] && sql`${sql.ref(`s.${column}`)} >= ${filter[from]}::date`,
      filter[to] && sql`${sql.ref(`s.${column}`)} <= ${filter[to]}::date`,
    ]),
  ]
}

const dated = [
  { column: 'inquired_on', from: 'inquiredFrom', to: 'inquiredTo' },
  { column: 'contracted_on', from: 'contractedFrom', to: 'contractedTo' },
  { column: 'delivered_on', from: 'deliveredFrom', to: 'deliveredTo' },
  { column: 'closed_on', from: 'closedFrom', to: 'closedTo' },
] as const

const proposedLosses = sql`array(select l.sale_id from losses l where l.dealer_id = lane.dealer_id and l.decision is null)`
