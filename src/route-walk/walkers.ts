import type { Role } from '../platform/permissions.ts'

/** Where a record lies, seen from store one: owned by its consultant, by nobody, by a colleague, or delivered;
 *  at the store of the same region, or at the one of another. */
export const places = [
  'mine',
  'pool',
  'colleagues',
  'delivered',
  'neighbours',
  'neighbours-delivered',
  'far',
] as const
export type Place = (typeof places)[number]

/** How far a role carries. */
export type Reach = 'own' | 'own-and-pool' | 'delivered' | 'store' | 'stock-of-network' | 'below' | 'network'

export type Node = 'D1' | 'R1' | 'M'

/** Someone who walks the routes: one role at one node, or a program with a key. */
export interface Walker {
  readonly username: string
  readonly role: Role
  readonly node: Node
  /** a key narrowed to these scopes, of the person named */
  readonly scopes?: readonly string[]
}

/** One of each role; those above the stores also at a node that has something outside it. */
export const walkers: readonly Walker[] = [
  { username: 'd1.consultant', role: 'consultant', node: 'D1' },
  { username: 'd1.salesmanager', role: 'sales-manager', node: 'D1' },
  { username: 'd1.inventorymanager', role: 'inventory-manager', node: 'D1' },
  { username: 'd1.serviceadviser', role: 'service-adviser', node: 'D1' },
  { username: 'd1.finance', role: 'finance', node: 'D1' },
  { username: 'd1.dealermanager', role: 'dealer-manager', node: 'D1' },
  { username: 'groupmanager', role: 'group-manager', node: 'R1' },
  { username: 'regionmanager', role: 'region-manager', node: 'R1' },
  { username: 'manufacturermanager', role: 'manufacturer-manager', node: 'M' },
  { username: 'r1.analyst', role: 'analyst', node: 'R1' },
  { username: 'analyst', role: 'analyst', node: 'M' },
  { username: 'r1.administrator', role: 'administrator', node: 'R1' },
  { username: 'administrator', role: 'administrator', node: 'M' },
]

/** Programs: a store manager's key for reading cars alone, and a consultant's for reading sales. */
export const keyWalkers: readonly (Walker & { readonly scopes: readonly string[] })[] = [
  { username: 'd1.dealermanager', role: 'dealer-manager', node: 'D1', scopes: ['vehicles:read'] },
  { username: 'd1.consultant', role: 'consultant', node: 'D1', scopes: ['sales:read'] },
]

const store: readonly Place[] = ['mine', 'pool', 'colleagues', 'delivered']
const below: Readonly<Record<Node, readonly Place[]>> = {
  D1: store,
  R1: [...store, 'neighbours', 'neighbours-delivered'],
  M: places,
}

/** The places that a reach covers for someone at a node. */
export function placesWithin(reach: Reach | undefined, node: Node): readonly Place[] {
  switch (reach) {
    case undefined:
      return []
    case 'own':
      return ['mine']
    case 'own-and-pool':
      return ['mine', 'pool']
    case 'delivered':
      return ['delivered']
    case 'store':
      return store
    case 'stock-of-network': // a car that was handed over is no stock any more
      return [...store, 'neighbours', 'far']
    case 'below':
      return below[node]
    case 'network':
      return places
  }
}

export function nameOf({ username, scopes }: Walker): string {
  return scopes ? `${username}'s key (${scopes.join(', ')})` : username
}
