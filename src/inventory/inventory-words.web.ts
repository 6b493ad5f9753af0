import { words } from '../platform/web/words/words.ts'
import { inventoryEn, inventoryZh } from './inventory.words.ts'

export const inventoryWords = words('inventory', inventoryZh, inventoryEn)
