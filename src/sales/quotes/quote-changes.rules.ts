import { type NamedLine, type SheetRow, sheetRows } from './present-sheet.ts'
import type { SheetTerms } from './quote-sheet.rules.ts'

/** What one version of a quote says otherwise than another, row by row. */
export interface QuoteChange {
  readonly change: 'added' | 'removed' | 'changed'
  /** As it reads in the later one; in the earlier one where it was removed. */
  readonly row: SheetRow
  /** Null: the row is not there, or its tax is not known. */
  readonly beforeMinor: number | null
  readonly afterMinor: number | null
}

/** Line by line, in the order of the sheet; sums follow from lines and are left out, but for the total. A line
 *  that only has other words is the same line when nothing else of its kind is left to match.
 *  @example quoteChanges(version1, version2) // [{ change: 'changed', row: { what: 'discount' … }, … }] */
export function quoteChanges(before: SheetTerms<NamedLine>, after: SheetTerms<NamedLine>): QuoteChange[] {
  const [old, now] = [leaves(before), leaves(after)]
  const pairs = pairUp(old, now)
  const removed = old.filter(row => ![...pairs.values()].includes(row))
  return [
    ...now.flatMap((row): QuoteChange[] => {
      const was = pairs.get(row)
      if (!was) return [{ change: 'added', row, beforeMinor: null, afterMinor: row.amountMinor }]
      const isSame = was.amountMinor === row.amountMinor && labelOf(was) === labelOf(row)
      return isSame
        ? []
        : [{ change: 'changed', row, beforeMinor: was.amountMinor, afterMinor: row.amountMinor }]
    }),
    ...removed.map(
      (row): QuoteChange => ({ change: 'removed', row, beforeMinor: row.amountMinor, afterMinor: null }),
    ),
  ].toSorted((one, other) => place(one.row) - place(other.row))
}

const sums: readonly SheetRow['what'][] = ['group', 'passed-on', 'to-pay', 'to-customer']

function leaves(terms: SheetTerms<NamedLine>): SheetRow[] {
  return sheetRows(terms).filter(row => !sums.includes(row.what))
}

/** The row of before for each row of after: by its key, else the first line of its kind that no other row takes. */
function pairUp(old: readonly SheetRow[], now: readonly SheetRow[]): Map<SheetRow, SheetRow> {
  const pairs = new Map<SheetRow, SheetRow>()
  const free = new Set(old)
  const take = (row: SheetRow, found: SheetRow | undefined) => {
    if (!found) return
    pairs.set(row, found)
    free.delete(found)
  }
  for (const row of now)
    take(
      row,
      [...free].find(each => each.key === row.key),
    )
  for (const row of now) {
    if (pairs.has(row) || row.what !== 'line') continue
    take(
      row,
      [...free].find(each => each.what === 'line' && each.kind === row.kind),
    )
  }
  return pairs
}

function labelOf(row: SheetRow): string {
  return row.what === 'line' ? row.label : ''
}

const order = ['car', 'accessories', 'services', 'insurance', 'plate', 'purchase-tax', 'gifts'] as const

function place({ group, what }: SheetRow): number {
  if (group !== null) return order.indexOf(group)
  return what === 'total' ? order.length + 1 : order.length
}
