import type { Fields } from '../../import/fields.ts'
import type { ImportKindName } from '../../import/import.contract.ts'
import type { ImportKind } from '../../import/kind.ts'
import type { ReadingDefaults } from '../../import/values.ts'
import type { Noun } from '../../permissions.ts'
import type { Seals } from '../crypto/seals.ts'
import type { Tx } from '../database/connect.ts'

/** Where, when and for whom rows are imported: what a kind of a slice plans and writes with. */
export interface ImportContext {
  readonly dealerId: string
  /** from the root to the dealer, both included */
  readonly ancestorIds: readonly string[]
  readonly timeZone: string
  readonly currency: string
  readonly now: Date
  readonly today: string // the store's business date
  readonly newId: () => string
  readonly seals: Seals
  /** null: the operator at the command line */
  readonly staffId: string | null
  /** of what the kind offers, what was asked for */
  readonly choices: ReadonlySet<string>
  /** what events name as their cause */
  readonly requestId: string
}

export type AnyImportKind = ImportKind<Fields, unknown, Tx, ImportContext>
/** Every kind by its name; src/imports.ts names them. */
export type ImportKinds = Readonly<Record<ImportKindName, AnyImportKind>>

/** What one must be permitted to import for each kind, besides imports themselves. */
export const nounOfKind: Readonly<Record<ImportKindName, Noun>> = {
  stock: 'vehicles',
  leads: 'leads',
  customers: 'customers',
  sales: 'sales',
  staff: 'staff',
  models: 'models',
}

export function readingDefaults({ timeZone, currency }: ImportContext): ReadingDefaults {
  return { timeZone, currency, distanceUnit: 'km' }
}
