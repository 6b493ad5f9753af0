import type { FastifyInstance } from 'fastify'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { seesCost, seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid, pageOfRows, positionOf } from '../../platform/server/page.ts'
import { holdsAt } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { namedIn, presentEntry } from './present-timeline.ts'
import { listSaleEvents } from './sale-page.contract.ts'
import { findCarNames, findSale } from './sale-page.sql.ts'
import { findNounTexts, findTimeline } from './timeline.sql.ts'

export function registerTimeline(app: FastifyInstance, services: Services): void {
  route(app, services, listSaleEvents, list)
}

const order = 'sequence'

async function list({ tx, scope, params, query }: Call<typeof listSaleEvents>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const { dealerId } = sale
  const asked = { dealerId, saleId: params.id, before: sequenceIn(query.cursor), limit: query.limit + 1 }
  const rows = await findTimeline(tx, asked)
  const page = pageOfRows(rows, query.limit, order, row => ({ value: row.sequence, id: row.id }))
  const named = namedIn(page.rows)
  const colleagues = await findColleagues(tx, named.people)
  const reading = {
    colleagues,
    texts: await findNounTexts(tx, dealerId, params.id),
    seesNames: holdsAt(scope, dealerId, seesNames),
    seesCost: holdsAt(scope, dealerId, seesCost),
  }
  return {
    items: page.rows.map(row => presentEntry(row, reading)),
    nextCursor: page.nextCursor,
    people: [...colleagues.values()],
    cars: await findCarNames(tx, dealerId, named.episodes),
  }
}

function sequenceIn(cursor: string | undefined): number | null {
  const position = positionOf(order, cursor)
  if (!position) return null
  if (!Number.isSafeInteger(position.value) || Math.abs(Number(position.value)) > 2_147_483_647)
    throw invalid('cursor', 'cursor')
  return Number(position.value)
}
