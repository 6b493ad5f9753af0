import { addDays, businessDate } from '../../platform/business-date.ts'
import type { Role } from '../../platform/permissions.ts'
import { isDone, ownerOf } from '../process/delivery-gate.rules.ts'
import { type PreparationItem, preparationItems } from '../process/hand-over.contract.ts'
import { balanceOf } from '../process/ledger.rules.ts'
import { type DeliveryItem, deliveryItems, type Sale } from '../process/sale.contract.ts'

export const readinessParts = ['commercial', 'vehicle', 'customer'] as const
export type ReadinessPart = (typeof readinessParts)[number]
export const readinessItems = [
  'deposit',
  ...deliveryItems,
  'in-stock',
  ...preparationItems,
  'appointment',
] as const
export type ReadinessName = (typeof readinessItems)[number]

export interface Readiness {
  readonly item: ReadinessName
  readonly part: ReadinessPart
  readonly done: boolean
  /** It is of the gate, or the car is not there: without it nothing is delivered. */
  readonly blocks: boolean
  readonly role: Role
  /** Null: anybody of the role. */
  readonly personId: string | null
  readonly dueOn: string | null
  readonly overdue: boolean
}

/** In which part each stands, and how many days before the keys it is wanted. */
const places: Readonly<Record<ReadinessName, readonly [ReadinessPart, number]>> = {
  deposit: ['commercial', 3],
  balance: ['commercial', 1],
  invoice: ['commercial', 1],
  'in-stock': ['vehicle', 3],
  pdi: ['vehicle', 2],
  certificate: ['vehicle', 1],
  accessories: ['vehicle', 1],
  cleaned: ['vehicle', 0],
  'customer-papers': ['customer', 3],
  insurance: ['customer', 2],
  plate: ['customer', 1],
  appointment: ['customer', 1],
  'joint-inspection': ['customer', 0],
  documents: ['customer', 0],
}
const ordered = Object.keys(places) as ReadinessName[]

/** What a delivery wants: the gate, which keeps the car, and beside it what a good hand-over asks for.
 *  Due dates count back from the appointment, or from the day that the contract promises. */
export function readinessOf(
  sale: Sale,
  at: { inStock: boolean; now: string; timeZone: string },
): Readiness[] {
  const today = businessDate(at.now, at.timeZone)
  const day = sale.appointment
    ? businessDate(sale.appointment.startsAt, at.timeZone)
    : (sale.contract?.deliveryOn ?? null)
  return ordered.map(item => {
    const [part, daysBefore] = places[item]
    const done = sale.delivery !== null || isReady(sale, item, at.inStock)
    const dueOn = day && addDays(day, -daysBefore)
    const role = roleOf(item)
    return {
      item,
      part,
      done,
      blocks: isGate(item) || item === 'in-stock',
      role,
      personId: role === 'consultant' ? personOf(sale, item) : null,
      dueOn,
      overdue: !done && dueOn !== null && dueOn < today,
    }
  })
}

/** @returns how many items of a part are done, open and overdue */
export function tally(items: readonly Pick<Readiness, 'done' | 'overdue'>[]) {
  const done = items.filter(item => item.done).length
  return { done, open: items.length - done, overdue: items.filter(item => item.overdue).length }
}

function isReady(sale: Sale, item: ReadinessName, inStock: boolean): boolean {
  if (isGate(item)) return isDone(sale, item)
  if (isPreparation(item)) return (sale.preparation?.[item]?.state ?? 'open') !== 'open'
  if (item === 'in-stock') return inStock
  if (item === 'appointment') return sale.appointment?.isAgreed ?? false
  return balanceOf(sale).paidMinor >= (sale.contract?.depositMinor ?? 0)
}

function roleOf(item: ReadinessName): Role {
  if (isGate(item)) return ownerOf(item)
  if (item === 'deposit') return 'finance'
  return item === 'in-stock' || item === 'accessories' || item === 'cleaned'
    ? 'inventory-manager'
    : 'consultant'
}

/** On the day itself it is whoever hands the car over. */
function personOf(sale: Sale, item: ReadinessName): string | null {
  const isOfTheDay = item === 'joint-inspection' || item === 'documents'
  return (isOfTheDay && sale.appointment?.delivererId) || sale.ownerId
}

export function isPreparation(item: string): item is PreparationItem {
  return preparationItems.some(each => each === item)
}

function isGate(item: ReadinessName): item is DeliveryItem {
  return deliveryItems.some(each => each === item)
}
