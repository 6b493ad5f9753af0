import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { cancelSale } from './cancellations.contract.ts'

export function registerCancellations(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, cancelSale, (scene, { body, newId }) => ({
    action: {
      kind: 'cancel-sale',
      ...base(scene),
      cancellationId: newId(),
      refundId: newId(),
      reason: body.reason,
      defaultingParty: body.defaultingParty,
    },
    details: { note: body.note },
  }))
}
