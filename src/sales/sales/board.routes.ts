import type { FastifyInstance } from 'fastify'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid, type Position, pageOfRows, positionOf } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { actingPerson } from '../acts/act-on-sale.ts'
import type { Sale, StageCode } from '../process/sale.contract.ts'
import { processOfVersion } from '../processes/processes.sql.ts'
import { type AskedSales, askedSales } from './asked-sales.ts'
import { type BoardColumn, readBoard, type SaleCard } from './board.contract.ts'
import { findStates, type StageSum, sumByStage } from './board.sql.ts'
import { isKeyOf, listSales, type PagedSaleRow } from './list-sales.sql.ts'
import { isStuck, nextActions } from './next-actions.rules.ts'
import { isOverdue, presentNames } from './present-sale.ts'
import { openStages } from './sale-lanes.rules.ts'

export function registerBoard(app: FastifyInstance, services: Services): void {
  route(app, services, readBoard, read)
}

/** Due first, then the newest: what wants doing stands on top. */
const order = 'follow-up'

async function read(call: Call<typeof readBoard>): Promise<{ columns: BoardColumn[] }> {
  const { tx, scope, query, services, now } = call
  const { stage, cursor, cards, ...filter } = query
  const after = positionOf(order, cursor)
  if (after && !stage) throw invalid('stage', 'missing')
  if (after && !isKeyOf(order, after)) throw invalid('cursor', 'cursor')
  const stages = stage ? [stage] : openStages
  const asked = await askedSales(tx, scope, { ...filter, stage: [...stages] }, services, now)
  const sums = await sumByStage(tx, asked)
  const columns: BoardColumn[] = []
  for (const each of stages) {
    const page = await readColumn(call, { ...asked, lanes: atStage(asked, each) }, after)
    columns.push({ stage: each, ...totalOf(sums, each), ...page })
  }
  return { columns }
}

function atStage({ lanes }: AskedSales, stage: StageCode): AskedSales['lanes'] {
  return Object.fromEntries(
    Object.entries(lanes).map(([kind, runs]) => [kind, runs.filter(lane => lane.stage === stage)]),
  )
}

function totalOf(sums: readonly StageSum[], stage: StageCode): Pick<BoardColumn, 'count' | 'sums'> {
  const own = sums.filter(sum => sum.stage === stage)
  return {
    count: own.reduce((total, { count }) => total + count, 0),
    sums: own.flatMap(({ currency, amountMinor }) => (currency ? [{ currency, amountMinor }] : [])),
  }
}

async function readColumn(call: Call<typeof readBoard>, asked: AskedSales, after: Position | null) {
  const { tx, query } = call
  const rows = await listSales(tx, asked, { order, after, limit: query.cards + 1 })
  const page = pageOfRows(rows, query.cards, order, ({ orderKey, id }) => ({ value: orderKey, id }))
  const states = await findStates(tx, page.rows)
  const cards: SaleCard[] = []
  for (const row of page.rows) {
    const state = states.get(row.id)
    if (state) cards.push(await cardOf(call, row, state, asked.days.get(row.dealerId)))
  }
  return { cards, nextCursor: page.nextCursor }
}

async function cardOf(
  call: Call<typeof readBoard>,
  row: PagedSaleRow,
  sale: Sale,
  today: string | undefined,
): Promise<SaleCard> {
  const { id, dealerId, number, stage, stageSince, intentLevel, followUpDueOn, amountMinor, currency } = row
  const process = await processOfVersion(call.tx, await call.services.network.rootId(), sale.processVersion)
  const at = call.now.toISOString()
  const timeZone = (await call.services.network.organisation(dealerId))?.timeZone ?? 'UTC'
  const { customer, owner, trim, car } = presentNames(call.scope, dealerId, row)
  const carName = car && [car.make, car.modelName, car.trimName].filter(part => part !== null).join(' ')
  return {
    id,
    dealerId,
    number,
    stage,
    stageSince,
    stuck: isStuck(process, sale, at),
    customer,
    owner,
    trim,
    carName,
    intentLevel,
    followUpDueOn,
    overdue: isOverdue(followUpDueOn, today),
    amountMinor,
    currency,
    lossProposed: sale.loss?.state === 'proposed',
    nextActions: nextActions(process, sale, actingPerson(call, dealerId), { at, timeZone }),
    version: row.version,
  }
}
