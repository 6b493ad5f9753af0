import type { Role } from '../../platform/permissions.ts'
import { balanceOf } from './ledger.rules.ts'
import { roleFor } from './rights.rules.ts'
import { type DeliveryItem, deliveryItems, type Sale } from './sale.contract.ts'

export interface OpenItem {
  item: DeliveryItem
  role: Role
}

/** What still keeps the car at the dealer's (rule 9), and who owes it. */
export function openItems(sale: Sale): OpenItem[] {
  return deliveryItems.filter(item => !isDone(sale, item)).map(item => ({ item, role: ownerOf(item) }))
}

export function isDone(sale: Sale, item: DeliveryItem): boolean {
  return item === 'balance' ? balanceOf(sale).dueMinor === 0 : sale.items[item] !== null
}

/** The role that owes an item. */
export function ownerOf(item: DeliveryItem): Role {
  const role = item === 'balance' ? roleFor('record-payment') : roleFor('mark-item', item)
  if (!role) throw new Error(`no role owes ${item}`)
  return role
}
