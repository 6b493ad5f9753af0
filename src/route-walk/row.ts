import type { Role } from '../platform/permissions.ts'
import type { Browser } from '../testing/product-server.ts'
import type { MarkKind } from './sights.ts'
import type { Place, Reach, Walker } from './walkers.ts'
import type { Lot, World } from './world.ts'

/** Which roles a route is open to, and how far each carries; a role left out answers 403 whatever is named. */
export type Who = Readonly<Partial<Record<Role, Reach>>>

/** Roles that are held at the root alone for what belongs to the whole network. */
export interface RootOnly {
  readonly atRoot: readonly Role[]
}

export interface Question {
  readonly url: string
  readonly body?: object
  /** the version that If-Match names, where the route asks for one */
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What one answer about a lot may be expected to hold. */
export interface Shown {
  readonly place: Place
  readonly role: Role
  /** which of the row's questions was asked */
  readonly index: number
}

/** A list, a summary, a search or a file: one answer with what the reader reaches of it all. */
export interface ListRow {
  readonly kind: 'list'
  readonly who: Who
  /** asked once, or of each lot where the question names one */
  readonly ask: readonly ((world: World) => Question)[] | readonly ((world: World, lot: Lot) => Question)[]
  readonly perLot?: true
  /** what of a reached lot stands in the answer */
  readonly shows: (lot: Lot, shown: Shown) => readonly (string | undefined)[]
  /** kinds of records that the answer names by id within the row's reach, to readers who see nothing else of them */
  readonly names?: readonly MarkKind[]
  /** how many of the reached lots the answer must count, and where it says how many */
  readonly counts?: {
    readonly of: (lot: Lot, place: Place) => boolean
    readonly in: (body: unknown) => number
  }
}

/** One record by its id. */
export interface RecordRow {
  readonly kind: 'record'
  readonly who: Who
  /** the question about nothing, where the record is not named by an id */
  readonly nothing?: () => Question
  /** roles that may know that it is there, and are refused it, by the code */
  readonly refuses?: Readonly<Partial<Record<Role, string>>>
  /** null: nothing of the kind lies there */
  readonly ask: (lot: Lot, world: World) => Question | null
  readonly shows: (lot: Lot) => readonly (string | undefined)[]
}

/** Something that changes: asked of what lies out of reach, and done to what was made for it. */
export interface WriteRow {
  readonly kind: 'write'
  readonly who: Who | RootOnly
  readonly ask: (lot: Lot, world: World) => Question | null
  /** makes what the walker may change, at a place it reaches, and the request that changes it */
  readonly make: (world: World, place: Place, walker: Walker) => Promise<Question>
  /** where it is done; default: the furthest place that the walker reaches */
  readonly at?: readonly Place[]
  /** where it is tried out of reach; default: everywhere */
  readonly beyond?: readonly Place[]
  /** the question about nothing, where no id stands in its address or its JSON */
  readonly nothing?: () => Question
  /** two at once would be in each other's way */
  readonly inTurn?: true
  /** roles that the route lets in and the process then refuses, by the code it refuses with */
  readonly refuses?: Readonly<Partial<Record<Role, string>>>
}

/** About the caller alone: everybody who is signed in may. */
export interface SelfRow {
  readonly kind: 'self'
  readonly ask: (world: World, walker: Walker) => Question
  readonly status: number
  readonly code?: string
  /** what a person keeps for themselves is out of an API key's hands: 403 */
  readonly session?: true
  readonly shows?: (walker: Walker) => readonly string[]
  /** asked in a session of its own, which it ends */
  readonly ends?: true
}

/** A record of one person: another's is as if it were not there. */
export interface PersonalRow {
  readonly kind: 'personal'
  /** makes one of the caller's that may go */
  readonly make: (world: World, client: Browser, username: string) => Promise<string>
  readonly ask: (id: string) => Question
}

/** Open to nobody in particular. */
export interface PublicRow {
  readonly kind: 'public'
  readonly ask: () => Question
  readonly status: number
}

/** A stream of changes, walked in a test of its own. */
export interface StreamRow {
  readonly kind: 'stream'
}

export type Row = ListRow | RecordRow | WriteRow | SelfRow | PersonalRow | PublicRow | StreamRow

export const missingId = '0199aaaa-0000-7000-8000-00000000dead'

/** Where a new record can be out of reach: at another store. */
export const elsewhere = ['neighbours', 'far'] as const

// Who, in the words of the rule.
export const sellers = { consultant: 'own', 'sales-manager': 'store', 'dealer-manager': 'store' } as const
export const poolSellers = { ...sellers, consultant: 'own-and-pool' } as const
export const leaders = { 'sales-manager': 'store', 'dealer-manager': 'store' } as const
export const above = {
  'group-manager': 'below',
  'region-manager': 'below',
  'manufacturer-manager': 'below',
} as const
export const keepers = { 'inventory-manager': 'store', 'dealer-manager': 'store' } as const
export const cashiers = { finance: 'store', 'dealer-manager': 'store' } as const
export const storeStaff = {
  consultant: 'store',
  'sales-manager': 'store',
  'inventory-manager': 'store',
  'service-adviser': 'store',
  finance: 'store',
  'dealer-manager': 'store',
} as const
export const everybody = {
  consultant: 'network',
  'sales-manager': 'network',
  'inventory-manager': 'network',
  'service-adviser': 'network',
  finance: 'network',
  'dealer-manager': 'network',
  'group-manager': 'network',
  'region-manager': 'network',
  'manufacturer-manager': 'network',
  analyst: 'network',
  administrator: 'network',
} as const
