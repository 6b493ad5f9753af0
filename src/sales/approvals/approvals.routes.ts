import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { taxFactsOf } from '../quotes/quotes.routes.ts'
import { findQuoteLines } from '../quotes/quotes.sql.ts'
import {
  acceptCounterOffer,
  counterOffer,
  giveApproval,
  refuseApproval,
  requestApproval,
  withdrawApproval,
} from './approvals.contract.ts'
import { withDeputies } from './delegations.sql.ts'

export function registerApprovals(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, requestApproval, (scene, { body, newId }) => ({
    action: {
      kind: 'request-approval',
      ...base(scene),
      approvalId: newId(),
      quoteId: body.quoteId,
      reason: body.reason,
    },
    details: { note: body.note },
  }))
  stepRoute(app, services, giveApproval, async (scene, { params, body }) => ({
    action: { kind: 'give-approval', ...(await deciding(scene)), approvalId: params.approvalId },
    details: { note: body.note },
  }))
  stepRoute(app, services, refuseApproval, async (scene, { params, body }) => ({
    action: {
      kind: 'refuse-approval',
      ...(await deciding(scene)),
      approvalId: params.approvalId,
      reason: body.reason,
    },
    details: { note: body.note },
  }))
  stepRoute(app, services, counterOffer, async (scene, { params, body }) => ({
    action: {
      kind: 'counter-offer',
      ...(await deciding(scene)),
      approvalId: params.approvalId,
      discountMinor: body.discountMinor,
    },
    details: { note: body.note },
  }))
  stepRoute(app, services, acceptCounterOffer, async (scene, { params }) => {
    const { tx, sale } = scene
    const approval = sale.approvals.find(each => each.id === params.approvalId)
    const quote = sale.quotes.find(({ id }) => id === approval?.quoteId)
    const lines = approval ? await findQuoteLines(tx, sale.dealerId, approval.quoteId) : []
    return {
      action: {
        kind: 'accept-counter-offer',
        ...base(scene),
        approvalId: params.approvalId,
        taxFacts: await taxFactsOf(scene, quote ?? { episodeId: null, trimId: null }, quote?.currency ?? ''),
        lines: lines.map(({ kind, amountMinor, costMinor }) => ({ kind, amountMinor, costMinor })),
      },
      details: { lineLabels: lines.map(line => line.label) },
    }
  })
  stepRoute(app, services, withdrawApproval, (scene, { params }) => ({
    action: { kind: 'withdraw-approval', ...base(scene), approvalId: params.approvalId },
  }))
}

/** Who decides may do so by the limit of a manager they stand in for today. */
async function deciding(scene: ActScene) {
  const { tx, sale, actor, today } = scene
  return { ...base(scene), actor: await withDeputies(tx, actor, sale.dealerId, today) }
}
