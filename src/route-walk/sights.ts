import type { Role } from '../platform/permissions.ts'
import { type Place, placesWithin, type Reach, type Walker } from './walkers.ts'

/** What an answer can give away. */
export type MarkKind =
  | 'customer'
  | 'name'
  | 'lead'
  | 'sale'
  | 'car'
  | 'cost'
  | 'staff'
  | 'key'
  | 'view'
  | 'import'
  | 'row'
  | 'number'

/** A text by which a record is recognised in an answer. */
export interface Mark {
  readonly kind: MarkKind
  readonly place: Place
  readonly text: string
  readonly what: string
  /** the username of the person it names: everybody may see themselves */
  readonly whose?: string
}

type Sight = Readonly<Partial<Record<MarkKind, Reach>>>

const wholeStore: Sight = {
  customer: 'store',
  name: 'store',
  lead: 'store',
  sale: 'store',
  staff: 'store',
  car: 'store',
}

/** Names are masked above the stores; cost prices are seen by those who answer for stock. */
const belowThem: Sight = {
  customer: 'below',
  lead: 'below',
  sale: 'below',
  car: 'below',
  cost: 'below',
  staff: 'below',
}

/** Who sees what (domain, section 4). What is left out is never seen. A phone or document number in full
 *  (`number`) is nobody's: only a reveal gives it. */
const sights: Readonly<Record<Role, Sight>> = {
  consultant: {
    customer: 'own-and-pool',
    name: 'own-and-pool',
    lead: 'own-and-pool',
    sale: 'own',
    car: 'stock-of-network',
    staff: 'store',
  },
  'sales-manager': { ...wholeStore, car: 'stock-of-network' },
  'inventory-manager': { ...wholeStore, lead: undefined, cost: 'store' },
  'service-adviser': {
    customer: 'delivered',
    name: 'delivered',
    sale: 'delivered',
    car: 'delivered',
    staff: 'store',
  },
  finance: { ...wholeStore, lead: undefined },
  'dealer-manager': { ...wholeStore, car: 'stock-of-network', cost: 'store', import: 'store', row: 'store' },
  'group-manager': belowThem,
  'region-manager': belowThem,
  'manufacturer-manager': belowThem,
  analyst: {},
  administrator: { staff: 'below', key: 'below', import: 'below' },
}

/** What each scope of a key lets through. */
const sightsOfScope: Readonly<Record<string, readonly MarkKind[]>> = {
  'vehicles:read': ['car', 'cost'],
  'sales:read': ['sale', 'customer', 'name', 'car', 'lead', 'staff'],
}

export function maySee(walker: Walker, mark: Mark): boolean {
  const { role, node, scopes, username } = walker
  if (mark.whose === username) return true
  if (scopes && !scopes.some(scope => sightsOfScope[scope]?.includes(mark.kind))) return false
  return placesWithin(sights[role][mark.kind], node).includes(mark.place)
}
