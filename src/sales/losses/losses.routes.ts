import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { confirmLoss, declineLoss, proposeLoss } from './losses.contract.ts'

export function registerLosses(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, proposeLoss, (scene, { body, newId }) => ({
    action: { kind: 'propose-loss', ...base(scene), lossId: newId(), reason: body.reason },
    details: { note: body.note, competitor: body.competitor },
  }))
  stepRoute(app, services, confirmLoss, scene => ({ action: { kind: 'confirm-loss', ...base(scene) } }))
  stepRoute(app, services, declineLoss, scene => ({ action: { kind: 'decline-loss', ...base(scene) } }))
}
