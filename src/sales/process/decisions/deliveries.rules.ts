import { normaliseVin } from '../../../inventory/vehicles/vin.rules.ts'
import { warrantyOf } from '../../deliveries/warranty.rules.ts'
import type { ActionOf, VehicleFacts } from '../action.contract.ts'
import { type OpenItem, ownerOf } from '../delivery-gate.rules.ts'
import type { Refusal } from '../refusal.contract.ts'
import { type Invoice, MarkedItem, type Sale } from '../sale.contract.ts'
import { type Decide, type Draft, owedBy, refuse, type Scene } from '../scene.rules.ts'
import { reminderOf } from './hand-overs.rules.ts'
import { cancelledBookings } from './test-drives.rules.ts'

export const markItem: Decide<'mark-item'> = (scene, action) => {
  const refusal = evidenceRefusal(scene, action)
  if (refusal) return refusal
  const { item, invoice } = action
  const issued =
    item === 'invoice' && invoice
      ? { id: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn }
      : null
  const facts = { item, markedAt: scene.now.at, invoice: issued }
  return [{ action: 'item-marked', facts, to: scene.to }]
}

export const unmarkItem: Decide<'unmark-item'> = ({ sale, now, to }, { item }) => {
  const invoiceId = item === 'invoice' ? (liveInvoice(sale)?.id ?? null) : null
  return [{ action: 'item-unmarked', facts: { item, unmarkedAt: now.at, invoiceId }, to }]
}

export const deliver: Decide<'deliver'> = (scene, { deliveryId, vehicle }) => {
  const refusal = matchedCarRefusal(scene.sale, vehicle)
  if (refusal) return refusal
  if (vehicle.vin === null) return noVin()
  if (!vehicle.inStock || vehicle.availability === 'off-road') {
    const { inStock, availability } = vehicle
    return refuse('vehicle.not-available', { inStock, availability }, { field: 'vehicle' })
  }
  const owes = reopenedItems(vehicle)
  if (owes.length > 0) return refuse('delivery.item-open', { open: owes.length }, { owes })
  const { now, today, to } = scene
  const facts = { deliveryId, episodeId: vehicle.episodeId, deliveredAt: now.at, deliveredOn: today }
  return [{ action: 'delivered', facts, to }]
}

export const handOver: Decide<'hand-over'> = (scene, { handOverId, adviserId, reminderId }) => {
  const { sale, now, today, to } = scene
  const deliveredOn = sale.delivery?.deliveredOn ?? null
  const invoicedOn = liveInvoice(sale)?.issuedOn ?? deliveredOn ?? today
  const { startsOn, repair } = warrantyOf({ invoicedOn, deliveredOn })
  const terms = { warrantyFrom: startsOn, warrantyTo: repair.until, warrantyKm: repair.km }
  const facts = {
    handOverId,
    adviserId,
    ...terms,
    handedOverAt: now.at,
    closedOn: today,
    reminder: reminderOf(scene, reminderId),
  }
  return [...cancelledBookings(sale), { action: 'handed-over', facts, to }]
}

export function liveInvoice(sale: Sale): Invoice | undefined {
  return sale.invoices.find(invoice => invoice.reversedAt === null)
}

/** What was ticked for a car does not hold for another: all of it is undone, the invoice by a red one. */
export function undoneItems(
  { sale, now }: Scene,
  items: readonly MarkedItem[] = MarkedItem.options,
): Draft[] {
  return items
    .filter(item => sale.items[item] !== null)
    .map(item => {
      const invoiceId = item === 'invoice' ? (liveInvoice(sale)?.id ?? null) : null
      return { action: 'item-unmarked', facts: { item, unmarkedAt: now.at, invoiceId } }
    })
}

/** A red invoice reverses the one that was issued (rule 4). */
export function reversedInvoice({ sale, now }: Scene): Draft[] {
  const invoice = liveInvoice(sale)
  if (!invoice) return []
  const facts = { item: 'invoice', unmarkedAt: now.at, invoiceId: invoice.id } as const
  return [{ action: 'item-unmarked', facts }]
}

function evidenceRefusal({ sale, today }: Scene, action: ActionOf<'mark-item'>): Refusal | null {
  const { item, vehicle, invoice } = action
  if (item === 'joint-inspection' || item === 'documents') return null
  if (!vehicle) return refuse('sale.field-missing', {}, { field: 'vehicle' })
  const other = matchedCarRefusal(sale, vehicle)
  if (other) return other
  if (item !== 'invoice') {
    const isReady = !reopenedItems(vehicle).some(open => open.item === item)
    return isReady ? null : refuse('delivery.item-not-ready', { item }, owedBy(ownerOf(item), item))
  }
  if (!invoice) return refuse('delivery.invoice-missing', {}, { field: 'invoice' })
  if (vehicle.vin === null) return noVin()
  if (normaliseVin(invoice.vin) !== normaliseVin(vehicle.vin)) {
    return refuse('delivery.invoice-vin-differs', {}, { field: 'invoice.vin' })
  }
  const isFuture = invoice.issuedOn > today
  return isFuture ? refuse('delivery.invoice-in-future', {}, { field: 'invoice.issuedOn' }) : null
}

/** Items that inventory knows not to be so, whatever was marked. */
function reopenedItems({ pdiPassed, certificate }: VehicleFacts): OpenItem[] {
  const owes: OpenItem[] = []
  if (pdiPassed === false) owes.push({ item: 'pdi', role: ownerOf('pdi') })
  if (certificate === 'pledged') owes.push({ item: 'certificate', role: ownerOf('certificate') })
  return owes
}

function matchedCarRefusal(sale: Sale, vehicle: VehicleFacts): Refusal | null {
  const isMatched = sale.contract?.episodeId === vehicle.episodeId
  return isMatched ? null : refuse('delivery.car-differs', {}, { field: 'vehicle' })
}

function noVin(): Refusal {
  return refuse('delivery.no-vin', {}, owedBy('inventory-manager', 'vin'))
}
