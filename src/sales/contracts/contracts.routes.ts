import type { FastifyInstance } from 'fastify'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { listPriceOf } from '../quotes/quotes.routes.ts'
import { findTrimModel } from '../quotes/quotes.sql.ts'
import { matchCar, signContract } from './contracts.contract.ts'

export function registerContracts(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, signContract, async (scene, { body, newId }) => {
    const { tx, today } = scene
    const { dealerId } = scene.sale
    const quote = scene.sale.quotes.find(each => each.id === body.quoteId)
    const episodeId = body.episodeId ?? quote?.episodeId ?? null
    const vehicle = episodeId ? await vehicleOf(scene, episodeId) : null
    const trimId = body.trimId ?? vehicle?.trimId ?? quote?.trimId ?? scene.sale.trimId
    const price = await listPriceOf(scene, episodeId, trimId, body.currency)
    const paid = body.deposit?.paidBy ? { id: newId(), method: body.deposit.paidBy } : null
    const paymentNumbers = paid ? [await nextNumber(tx, dealerId, 'payment', today)] : []
    return {
      action: {
        kind: 'sign-contract',
        ...base(scene),
        contractId: newId(),
        quoteId: body.quoteId,
        trimId,
        vehicle,
        reservationId: vehicle && needsReservation(scene, vehicle.episodeId) ? newId() : null,
        currency: price.currency,
        listPriceMinor: price.priceMinor,
        modelId: trimId ? await findTrimModel(tx, trimId) : null,
        priceMinor: body.priceMinor,
        depositType: body.deposit?.type ?? null,
        depositMinor: body.deposit?.amountMinor ?? 0,
        depositPayment: paid,
      },
      details: {
        contractNumber: await nextNumber(tx, dealerId, 'contract', today),
        paymentNumbers,
        reference: body.deposit?.reference,
      },
    }
  })
  stepRoute(app, services, matchCar, async (scene, { body, newId }) => ({
    action: {
      kind: 'match-car',
      ...base(scene),
      vehicle: await vehicleOf(scene, body.episodeId),
      reservationId: newId(),
    },
  }))
}

function needsReservation(scene: ActScene, episodeId: string): boolean {
  return scene.sale.reservation?.episodeId !== episodeId
}
