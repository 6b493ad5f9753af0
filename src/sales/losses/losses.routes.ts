import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { confirmLoss, declineLoss, proposeLoss } from './losses.contract.ts'

export function registerLosses(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, proposeLoss, async (scene, { body, newId }) => ({
    action: { kind: 'propose-loss', ...base(scene), lossId: newId(), reason: body.reason },
    details: {
      note: body.note,
      competitor: body.competitor,
      competitorModel: body.competitorModel,
      priceGapMinor: body.priceGapMinor,
      currency:
        scene.sale.currency ?? (await services.network.organisation(scene.sale.dealerId))?.currency ?? 'CNY',
    },
  }))
  stepRoute(app, services, confirmLoss, scene => ({ action: { kind: 'confirm-loss', ...base(scene) } }))
  stepRoute(app, services, declineLoss, (scene, { body }) => ({
    action: { kind: 'decline-loss', ...base(scene) },
    details: { note: body.note },
  }))
}
