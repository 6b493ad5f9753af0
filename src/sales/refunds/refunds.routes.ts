import type { FastifyInstance } from 'fastify'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { approveRefund, payRefund, refuseRefund, requestRefund } from './refunds.contract.ts'

export function registerRefunds(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, requestRefund, (scene, { body, newId }) => {
    const { note, ...asked } = body
    return {
      action: { kind: 'request-refund', ...base(scene), refundId: newId(), ...asked },
      details: { note },
    }
  })
  stepRoute(app, services, approveRefund, (scene, { params, body }) => ({
    action: { kind: 'approve-refund', ...base(scene), refundId: params.refundId },
    details: { note: body.note },
  }))
  stepRoute(app, services, refuseRefund, (scene, { params, body }) => ({
    action: { kind: 'refuse-refund', ...base(scene), refundId: params.refundId, reason: body.reason },
    details: { note: body.note },
  }))
  stepRoute(app, services, payRefund, async (scene, { params, body, newId }) => ({
    action: {
      kind: 'pay-refund',
      ...base(scene),
      refundId: params.refundId,
      paymentId: newId(),
      method: body.method,
    },
    details: {
      paymentNumbers: [await nextNumber(scene.tx, scene.sale.dealerId, 'payment', scene.today)],
      reference: body.reference,
    },
  }))
}
