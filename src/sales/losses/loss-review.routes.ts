import type { FastifyInstance } from 'fastify'
import { seesNames } from '../../platform/permissions.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentNames } from '../sales/present-sale.ts'
import { dayBounds } from '../today/day-bounds.rules.ts'
import { type LossLine, listLosses } from './loss-review.contract.ts'
import { countReasons, findLosses, type LossRow } from './loss-review.sql.ts'

export function registerLossReview(app: FastifyInstance, services: Services): void {
  route(app, services, listLosses, list)
}

async function list({ tx, query, services, ...call }: Call<typeof listLosses>) {
  const scope = narrowed(call.scope, query.dealerId)
  const dealerId = scope.all[0] ?? scope.own[0]
  const timeZone = (dealerId && (await services.network.organisation(dealerId))?.timeZone) || 'UTC'
  const from = query.from && dayBounds(query.from, timeZone).startsAt
  const filter = { state: query.state, reason: query.reason, from }
  const rows = await findLosses(tx, scope, filter)
  return { items: rows.map(row => presentLoss(scope, row)), reasons: await countReasons(tx, scope, filter) }
}

function presentLoss(scope: Scope, row: LossRow): LossLine {
  const { id: saleId, dealerId, number, stage, version: saleVersion, reason, proposedAt, decidedAt } = row
  const { competitor, competitorModel, priceGapMinor, gapCurrency: currency, lossId: id } = row
  const { customer, owner, trim } = presentNames(scope, dealerId, row)
  const shown = holdsAt(scope, dealerId, seesNames)
  return {
    id,
    saleId,
    dealerId,
    number,
    stage,
    saleVersion,
    customer,
    owner,
    trim,
    state: row.decision ?? 'proposed',
    reason,
    competitor,
    competitorModel,
    priceGapMinor,
    currency,
    note: (shown && row.note) || null,
    decisionNote: (shown && row.decisionNote) || null,
    proposedBy: nameOf(row.proposedById, row.proposedByName),
    proposedAt,
    decidedBy: nameOf(row.decidedById, row.decidedByName),
    decidedAt,
  }
}

function nameOf(id: string | null, name: string | null) {
  return id !== null && name !== null ? { id, name } : null
}
