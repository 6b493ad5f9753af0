import type { QuoteLine } from '../process/action.contract.ts'
import { quoteSheet, type SheetGroupCode, type SheetTerms, taxMinorOf } from './quote-sheet.rules.ts'

/** A line with the words that somebody gave it. */
export interface NamedLine extends QuoteLine {
  readonly label: string
}

/** One row of the sheet as a customer may read it: no costs, no concession. Codes, put into words by who shows it. */
export type SheetRow = { readonly key: string } & (
  | { readonly what: 'group'; readonly group: SheetGroupCode; readonly amountMinor: number }
  | { readonly what: 'list-price' | 'discount'; readonly group: 'car'; readonly amountMinor: number }
  | {
      readonly what: 'line'
      readonly group: SheetGroupCode
      readonly kind: QuoteLine['kind']
      readonly label: string
      readonly amountMinor: number
    }
  /** Null: not computed, and not part of the total. */
  | { readonly what: 'tax'; readonly group: 'purchase-tax'; readonly amountMinor: number | null }
  | {
      readonly what: 'total' | 'passed-on' | 'trade-in' | 'to-pay' | 'to-customer'
      readonly group: null
      readonly amountMinor: number
    }
)

/** The sheet of a quote, row by row, for the screen, for paper and for a link. Equal keys are the same row of
 *  another version. The amounts of the rows inside a group make the group's, the groups the total. */
export function sheetRows(terms: SheetTerms<NamedLine>): SheetRow[] {
  const sheet = quoteSheet(terms)
  const seen = new Map<string, number>()
  const keyOf = ({ kind, label }: NamedLine) => {
    const name = `line:${kind}:${label}`
    seen.set(name, (seen.get(name) ?? 0) + 1)
    return `${name}:${seen.get(name)}`
  }
  return [
    ...groupsOf(terms, sheet.groups).flatMap(({ code: group, lines, subtotalMinor }): SheetRow[] => [
      { what: 'group', key: `group:${group}`, group, amountMinor: subtotalMinor },
      ...(group === 'car' ? carRows(terms) : []),
      ...lines.map(
        (line): SheetRow => ({
          what: 'line',
          key: keyOf(line),
          group,
          kind: line.kind,
          label: line.label,
          amountMinor: line.amountMinor,
        }),
      ),
      ...(group === 'purchase-tax' ? taxRows(terms) : []),
    ]),
    { what: 'total', key: 'total', group: null, amountMinor: sheet.totalMinor },
    { what: 'passed-on', key: 'passed-on', group: null, amountMinor: sheet.passedOnMinor },
    ...(sheet.tradeInMinor > 0 ? tradeInRows(sheet) : []),
  ]
}

/** A tax that could not be computed has its place on the sheet all the same. */
function groupsOf(
  { tax }: SheetTerms<NamedLine>,
  groups: ReturnType<typeof quoteSheet<NamedLine>>['groups'],
): ReturnType<typeof quoteSheet<NamedLine>>['groups'] {
  const isThere = groups.some(group => group.code === 'purchase-tax')
  if (isThere || (tax?.state !== 'unknown' && tax?.state !== 'computed')) return groups
  const place = groups.findIndex(group => group.code === 'gifts')
  const at = place < 0 ? groups.length : place
  const empty = { code: 'purchase-tax', side: 'passed-on', lines: [], subtotalMinor: 0 } as const
  return [...groups.slice(0, at), empty, ...groups.slice(at)]
}

function carRows({ listPriceMinor, discountMinor }: SheetTerms): SheetRow[] {
  const group = 'car'
  const list: SheetRow = { what: 'list-price', key: 'list-price', group, amountMinor: listPriceMinor }
  return discountMinor > 0
    ? [list, { what: 'discount', key: 'discount', group, amountMinor: 0 - discountMinor }]
    : [list]
}

function taxRows({ tax }: SheetTerms): SheetRow[] {
  if (tax?.state !== 'computed' && tax?.state !== 'unknown') return []
  const amountMinor = tax.state === 'computed' ? taxMinorOf(tax) : null
  return [{ what: 'tax', key: 'tax', group: 'purchase-tax', amountMinor }]
}

function tradeInRows({
  tradeInMinor,
  toPayMinor,
  toCustomerMinor,
}: ReturnType<typeof quoteSheet>): SheetRow[] {
  const rest: SheetRow =
    toCustomerMinor > 0
      ? { what: 'to-customer', key: 'to-pay', group: null, amountMinor: toCustomerMinor }
      : { what: 'to-pay', key: 'to-pay', group: null, amountMinor: toPayMinor }
  return [{ what: 'trade-in', key: 'trade-in', group: null, amountMinor: 0 - tradeInMinor }, rest]
}
