import { earnestMinor } from '../../contracts/deposit.rules.ts'
import type { ActionOf } from '../action.contract.ts'
import { limitRefusal } from '../discount-limit.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import { mayAct } from '../rights.rules.ts'
import type { Quote } from '../sale.contract.ts'
import { currencyRefusal, type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { forbidden } from '../standing.rules.ts'
import { carRefusal, heldCar } from './cars.rules.ts'
import { lapsedApprovals } from './lapses.rules.ts'
import { paymentRefusal } from './payments.rules.ts'
import { trimDiffers } from './quotes.rules.ts'

type Signing = ActionOf<'sign-contract'>

export const signContract: Decide<'sign-contract'> = (scene, action) => {
  const refusal =
    subjectRefusal(scene, action) ??
    priceRefusal(scene, action) ??
    depositRefusal(scene, action) ??
    reasonRefusal(scene, action)
  if (refusal) return refusal
  return [
    ...lapsedApprovals(scene.sale),
    ...carDrafts(scene, action),
    signed(scene, action),
    ...depositDrafts(scene, action),
  ]
}

function subjectRefusal({ sale, today }: Scene, action: Signing): Refusal | null {
  const { vehicle, trimId, quoteId } = action
  if (trimId === null && vehicle === null) return refuse('sale.field-missing', {}, { field: 'trimId' })
  if (vehicle && trimDiffers(trimId, vehicle.trimId)) {
    return refuse('contract.trim-differs', {}, { field: 'vehicle' })
  }
  const unavailable = vehicle && carRefusal(sale, vehicle)
  if (unavailable) return unavailable
  if (vehicle && sale.reservation?.episodeId !== vehicle.episodeId && action.reservationId === null) {
    return refuse('sale.field-missing', {}, { field: 'reservationId' })
  }
  if (quoteId === null) return null
  const quote = sale.quotes.find(each => each.id === quoteId)
  if (!quote) return refuse('quote.unknown', {}, { field: 'quoteId' })
  if (quote.state !== 'sent') return refuse('quote.not-sent', { state: quote.state }, { field: 'quoteId' })
  if (quote.validUntil < today) return refuse('quote.expired', { validUntil: quote.validUntil })
  return trimDiffers(quote.trimId, trimId) ? refuse('quote.trim-differs', {}, { field: 'quoteId' }) : null
}

function priceRefusal(scene: Scene, action: Signing): Refusal | null {
  const { sale } = scene
  const { priceMinor, currency } = action
  if (priceMinor === 0) return refuse('contract.price-zero', {}, { field: 'priceMinor' })
  const quote = sale.quotes.find(each => each.id === action.quoteId)
  if (quote && quote.currency !== currency) {
    return refuse('sale.currency-differs', { currency: quote.currency }, { field: 'currency' })
  }
  const otherCurrency = currencyRefusal(sale, currency)
  if (otherCurrency) return otherCurrency
  if (!quote) {
    const listPriceMinor = action.listPriceMinor ?? priceMinor
    const concessionMinor = Math.max(0, listPriceMinor - priceMinor)
    return limitRefusal(scene, { concessionMinor, listPriceMinor, modelId: action.modelId })
  }
  // What a sent quote gives away was within the limit of whoever sent it; only more is asked about.
  // The contract is about what the store sells, not about what it collects for others.
  const quotedMinor = quote.totalMinor - quote.passedOnMinor
  const more = Math.max(0, quotedMinor - priceMinor) + dearerBy(action, quote)
  if (more === 0) return null
  return limitRefusal(scene, {
    concessionMinor: quote.concessionMinor + more,
    listPriceMinor: quote.listPriceMinor + dearerBy(action, quote),
    modelId: quote.modelId,
  })
}

/** By how much the named car asks more than what was quoted, when the quote was for another car or for any. */
function dearerBy({ vehicle, listPriceMinor }: Signing, quote: Quote): number {
  if (!vehicle || vehicle.episodeId === quote.episodeId) return 0
  return Math.max(0, (listPriceMinor ?? 0) - quote.listPriceMinor)
}

function depositRefusal(scene: Scene, action: Signing): Refusal | null {
  const { depositMinor, depositType, priceMinor, depositPayment, currency } = action
  if (depositMinor > priceMinor) return refuse('contract.deposit-over-price', {}, { field: 'depositMinor' })
  if (depositMinor > 0 && depositType === null) {
    return refuse('sale.field-missing', {}, { field: 'depositType' })
  }
  if (!depositPayment) return null
  if (!mayAct(scene.actor, scene.sale, 'record-payment')) {
    return forbidden('record-payment', undefined, 'depositPayment')
  }
  return paymentRefusal(scene, { ...depositPayment, amountMinor: depositMinor, currency })
}

function reasonRefusal({ process }: Scene, { winReason }: Signing): Refusal | null {
  if (!winReason || process.winReasons.includes(winReason)) return null
  return refuse('sale.code-unknown', { given: winReason }, { field: 'winReason' })
}

function carDrafts(scene: Scene, { vehicle, reservationId }: Signing): Draft[] {
  if (!vehicle) return []
  return heldCar(scene, reservationId ?? '', vehicle)
}

function signed({ now, to }: Scene, action: Signing): Draft {
  const { contractId, quoteId, vehicle, priceMinor, depositMinor, currency } = action
  const depositType = depositMinor > 0 ? action.depositType : null
  const facts = {
    contractId,
    quoteId,
    trimId: action.trimId ?? vehicle?.trimId ?? null,
    episodeId: vehicle?.episodeId ?? null,
    priceMinor,
    currency,
    depositType,
    depositMinor,
    earnestMinor: earnestMinor(depositType, depositMinor, priceMinor),
    signedAt: now.at,
    ...(action.parties && { parties: action.parties }),
    ...(action.winReason && { winReason: action.winReason }),
  }
  return { action: 'contract-signed', facts, to }
}

function depositDrafts({ now }: Scene, { depositPayment, depositMinor, currency }: Signing): Draft[] {
  if (!depositPayment) return []
  const { id: paymentId, method } = depositPayment
  const amount = { amountMinor: depositMinor, currency, paidAt: now.at }
  return [{ action: 'payment-recorded', facts: { paymentId, purpose: 'deposit', method, ...amount } }]
}
