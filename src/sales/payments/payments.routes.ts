import type { FastifyInstance } from 'fastify'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute } from '../acts/step-route.ts'
import { recordPayment, reversePayment } from './payments.contract.ts'

export function registerPayments(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, recordPayment, async (scene, { body, newId }) => ({
    action: {
      kind: 'record-payment',
      ...base(scene),
      paymentId: newId(),
      purpose: body.purpose,
      method: body.method,
      amountMinor: body.amountMinor,
      currency: body.currency ?? scene.sale.currency ?? (await currencyOf(services, scene.sale.dealerId)),
    },
    details: { paymentNumbers: [await paymentNumber(scene)], reference: body.reference },
  }))
  stepRoute(app, services, reversePayment, async (scene, { params, body, newId }) => ({
    action: { kind: 'reverse-payment', ...base(scene), paymentId: params.paymentId, reversalId: newId() },
    details: { paymentNumbers: [await paymentNumber(scene)], reference: body.reference },
  }))
}

/** Money that comes before any price is in the store's own currency. */
async function currencyOf({ network }: Services, dealerId: string): Promise<string> {
  const organisation = await network.organisation(dealerId)
  if (!organisation) throw new Error(`sale of the closed store ${dealerId}`)
  return organisation.currency
}

function paymentNumber(scene: ActScene): Promise<string> {
  return nextNumber(scene.tx, scene.sale.dealerId, 'payment', scene.today)
}
