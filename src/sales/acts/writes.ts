import type { Insertable, Updateable } from 'kysely'
import type { DB } from '../../platform/server/database/generated.ts'

export type Table = Exclude<keyof DB, 'sales' | 'events' | 'audit' | 'idempotency_keys'>

/** A row to insert, or rows to change, beside a sale's events; all go out as one statement. */
export type Write =
  | {
      readonly [T in Table]: {
        readonly insert: T
        readonly row: Insertable<DB[T]>
        readonly replaceOn?: readonly string[]
      }
    }[Table]
  | {
      readonly [T in Table]: {
        readonly update: T
        readonly set: Updateable<DB[T]>
        readonly where: Where<DB[T]>
      }
    }[Table]
  | { readonly remove: 'quote_lines'; readonly where: Where<DB['quote_lines']>; readonly from: number }

/** Equality per column; null is `is null`. */
type Where<Row> = { readonly [column in keyof Row]?: string | number | null }
