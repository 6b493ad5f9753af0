import { earnestMinor } from '../../contracts/deposit.rules.ts'
import type { ActionOf } from '../action.contract.ts'
import { limitRefusal } from '../discount-limit.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import type { AddendumReason, Contract } from '../sale.contract.ts'
import { type Decide, type Draft, refuse, type Scene } from '../scene.rules.ts'
import { liveInvoice } from './deliveries.rules.ts'

export const agreeAddendum: Decide<'agree-addendum'> = (scene, action) => {
  const { contract } = scene.sale
  if (!contract) return refuse('contract.missing')
  const refusal = termsRefusal(scene, contract, action)
  if (refusal) return refusal
  const { addendumId, deliveryOn, hasTerms, reason } = action
  const priceMinor = newPrice(contract, action.priceMinor)
  const changes = { priceMinor, deliveryOn, hasTerms, reason }
  return [{ ...agreed(scene, contract, addendumId, changes), to: scene.to }]
}

interface Terms {
  /** Null: as it was. */
  priceMinor: number | null
  deliveryOn: string | null
  hasTerms: boolean
  reason: AddendumReason
}

/** The next addendum of a contract; the part of the deposit that binds follows the price. */
export function agreed({ now }: Scene, contract: Contract, addendumId: string, terms: Terms): Draft {
  const { id: contractId, depositType, depositMinor, priceMinor: priceBeforeMinor } = contract
  const facts = {
    addendumId,
    contractId,
    ordinal: (contract.addenda ?? 0) + 1,
    priceBeforeMinor,
    ...terms,
    earnestMinor: earnestMinor(depositType, depositMinor, terms.priceMinor ?? priceBeforeMinor),
    agreedAt: now.at,
  }
  return { action: 'addendum-agreed', facts }
}

/** Why a signed price may not become another: what it gives away beyond what was agreed is within the limit of
 *  whoever agrees to it.  @param price null leaves the price as it is
 *  @param list what the car was offered at, and what the one to come is; null when unknown */
export function priceRefusal(
  scene: Scene,
  contract: Contract,
  price: number | null,
  list: { before: number | null; after: number | null },
): Refusal | null {
  const { priceMinor: before, depositMinor, quoteId } = contract
  if (price === 0) return refuse('contract.price-zero', {}, { field: 'priceMinor' })
  const after = price ?? before
  if (after === null) return null
  if (depositMinor > after) return refuse('contract.deposit-over-price', {}, { field: 'priceMinor' })
  const dearer = list.before === null || list.after === null ? 0 : list.after - list.before
  if ((before ?? after) - after + dearer <= 0) return null // nothing more is given away than was agreed
  const quote = scene.sale.quotes.find(each => each.id === quoteId)
  const listMinor = list.after ?? quote?.listPriceMinor ?? after
  const givenMinor = quote
    ? quote.concessionMinor +
      quote.totalMinor -
      quote.passedOnMinor -
      after +
      listMinor -
      quote.listPriceMinor
    : listMinor - after
  const over = limitRefusal(scene, {
    concessionMinor: Math.max(0, givenMinor),
    listPriceMinor: listMinor,
    modelId: quote?.modelId ?? scene.sale.modelId,
  })
  return over && { ...over, field: 'priceMinor' }
}

/** A price that is sent again unchanged is no change. */
export function newPrice(contract: Contract, priceMinor: number | null): number | null {
  return priceMinor === contract.priceMinor ? null : priceMinor
}

function termsRefusal(scene: Scene, contract: Contract, action: ActionOf<'agree-addendum'>): Refusal | null {
  const { deliveryOn, hasTerms, listPriceMinor } = action
  const priceMinor = newPrice(contract, action.priceMinor)
  const moved = deliveryOn === null || deliveryOn === contract.deliveryOn ? null : deliveryOn
  if (priceMinor === null && moved === null && !hasTerms) return refuse('addendum.empty')
  if (moved !== null && moved < scene.today) {
    return refuse('addendum.delivery-in-past', { deliveryOn: moved }, { field: 'deliveryOn' })
  }
  if (priceMinor === null) return null
  const invoice = liveInvoice(scene.sale)
  if (invoice) return refuse('contract.invoice-live', { number: invoice.number }, { field: 'priceMinor' })
  return priceRefusal(scene, contract, priceMinor, { before: listPriceMinor, after: listPriceMinor })
}
