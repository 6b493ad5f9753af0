import type { FastifyInstance } from 'fastify'
import { findAskingPrice } from '../../inventory/vehicles/vehicle-facts.sql.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import type { Services } from '../../platform/server/services.ts'
import type { ActScene } from '../acts/act-on-sale.ts'
import { base, stepRoute, vehicleOf } from '../acts/step-route.ts'
import { listPriceOf } from '../quotes/quotes.routes.ts'
import { findTrimModel, findTrimPrice } from '../quotes/quotes.sql.ts'
import { agreeAddendum, matchCar, signContract, swapCar, unmatchCar } from './contracts.contract.ts'
import { namedParties } from './parties.ts'

export function registerContracts(app: FastifyInstance, services: Services): void {
  stepRoute(app, services, signContract, async (scene, { body, newId }) => {
    const { tx, today } = scene
    const { dealerId } = scene.sale
    const quote = scene.sale.quotes.find(each => each.id === body.quoteId)
    const episodeId = body.episodeId ?? quote?.episodeId ?? null
    const vehicle = episodeId ? await vehicleOf(scene, episodeId) : null
    const trimId = body.trimId ?? vehicle?.trimId ?? quote?.trimId ?? scene.sale.trimId
    const price = await listPriceOf(scene, episodeId, trimId, body.currency)
    const { parties, title } = await namedParties(scene, body.parties)
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
        winReason: body.winReason,
        depositType: body.deposit?.type ?? null,
        depositMinor: body.deposit?.amountMinor ?? 0,
        depositPayment: paid,
        parties,
      },
      details: {
        contractNumber: await nextNumber(tx, dealerId, 'contract', today),
        paymentNumbers,
        reference: body.deposit?.reference,
        title,
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
  stepRoute(app, services, swapCar, async (scene, { body, newId }) => {
    const { contract } = scene.sale
    return {
      action: {
        kind: 'swap-car',
        ...base(scene),
        vehicle: await vehicleOf(scene, body.episodeId),
        reservationId: newId(),
        oldListPriceMinor: await offeredAt(scene, contract?.episodeId ?? null, contract?.trimId ?? null),
        listPriceMinor: await offeredAt(scene, body.episodeId, null),
        addendum: body.addendum && { id: newId(), priceMinor: body.addendum.priceMinor },
      },
      details: { terms: body.addendum?.terms },
    }
  })
  stepRoute(app, services, unmatchCar, scene => ({ action: { kind: 'unmatch-car', ...base(scene) } }))
  stepRoute(app, services, agreeAddendum, async (scene, { body, newId }) => {
    const { contract } = scene.sale
    const { reason, priceMinor, deliveryOn, terms } = body
    return {
      action: {
        kind: 'agree-addendum',
        ...base(scene),
        addendumId: newId(),
        listPriceMinor: await offeredAt(scene, contract?.episodeId ?? null, contract?.trimId ?? null),
        priceMinor,
        deliveryOn,
        hasTerms: terms !== '',
        reason,
      },
      details: { terms },
    }
  })
}

/** What a car is offered at, else its trim; null where neither is known in the contract's currency. */
async function offeredAt(
  { tx, sale }: ActScene,
  episodeId: string | null,
  trimId: string | null,
): Promise<number | null> {
  const asked = episodeId ? await findAskingPrice(tx, sale.dealerId, episodeId) : null
  const inCurrency = asked?.currency === sale.currency ? asked?.priceMinor : null
  const trim = asked?.trimId ?? trimId
  if (inCurrency || !trim) return inCurrency ?? null
  const price = await findTrimPrice(tx, trim)
  return price && price.currency === sale.currency ? price.priceMinor : null
}

function needsReservation(scene: ActScene, episodeId: string): boolean {
  return scene.sale.reservation?.episodeId !== episodeId
}
