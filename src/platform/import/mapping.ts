import { problem } from '../problem.ts'
import { currencyOf } from './currencies.ts'
import type { DateOrder } from './dates.ts'
import type { Field, Fields } from './fields.ts'
import { headingScore } from './guess.ts'
import { normaliseHeading } from './headings.ts'
import type { ColumnGuess, ImportInspection, ImportMapping, MappedColumn } from './import.contract.ts'

/** What a person says about a file: `--map price=售价 --map vin=#4 --date-order wonDate=dmy --currency GBP`. */
export interface MappingChoices {
  readonly map?: Readonly<Record<string, string>> // field → heading, or #number of the column; '' leaves it out
  readonly dateOrder?: DateOrder // of every date column
  readonly dateOrders?: Readonly<Record<string, DateOrder>> // field → order
  readonly currency?: string
  readonly distanceUnit?: 'km' | 'mi'
}

/** The mapping that the guess proposes, with what was said about a file of these headings before. */
export function proposedMapping(
  { columns }: ImportInspection,
  remembered: ImportMapping | null = null,
): ImportMapping {
  if (remembered === null) return { columns: columns.flatMap(column => guessedColumn(column) ?? []) }
  const known = remembered.columns.filter(({ index }) => index < columns.length)
  return { ...remembered, columns: known.map(column => ({ ...column, ...readingNow(column, columns) })) }
}

/** Whether a mapping says no more than the guess does. */
export function isGuessed(inspection: ImportInspection, mapping: ImportMapping): boolean {
  return said(proposedMapping(inspection)) === said(mapping)
}

function said({ columns, currency, distanceUnit }: ImportMapping): string {
  const ordered = columns.toSorted((a, b) => a.index - b.index)
  const each = ordered.map(({ index, field, dateOrder }) => [index, field, dateOrder])
  return JSON.stringify([each, currency, distanceUnit])
}

/** Puts a person's choices over a proposal.
 *  @throws import.field-unknown, import.column-unknown, import.duplicate-heading, import.currency-unknown */
export function withChoices(
  fields: Fields,
  inspection: ImportInspection,
  proposal: ImportMapping,
  choices: MappingChoices,
): ImportMapping {
  let columns = proposal.columns
  for (const [field, heading] of Object.entries(choices.map ?? {})) {
    checkField(fields, field)
    columns = columns.filter(column => column.field !== field)
    if (heading === '') continue
    const guess = columnNamed(inspection, heading)
    columns = columns.filter(column => column.index !== guess.index)
    columns = [...columns, { ...guess.reading, index: guess.index, field }]
  }
  for (const field of Object.keys(choices.dateOrders ?? {})) checkField(fields, field)
  const { currency = proposal.currency } = choices
  const distanceUnit = choices.distanceUnit ?? proposal.distanceUnit ?? usualUnit(currency)
  if (currency !== undefined && currencyOf(currency) !== currency)
    throw problem('import.currency-unknown', { currency })
  return {
    ...proposal,
    ...(currency && { currency }),
    ...(distanceUnit && { distanceUnit }),
    columns: columns.map(column => withDateOrder(fields, column, choices)),
  }
}

/** Where prices are in pounds or dollars, odometers count miles, unless the user or the heading says otherwise. */
function usualUnit(currency: string | undefined): 'mi' | undefined {
  return currency === 'GBP' || currency === 'USD' ? 'mi' : undefined
}

/** Answers the mapping only when nothing is left to ask.
 *  @throws import.field-unknown, import.column-unknown, import.field-twice, import.duplicate-heading,
 *  import.column-missing, import.date-order-ambiguous */
export function confirmedMapping(
  fields: Fields,
  inspection: ImportInspection,
  mapping: ImportMapping,
): ImportMapping {
  checkColumns(fields, inspection, mapping)
  checkDuplicates(fields, inspection, mapping)
  checkRequired(fields, inspection, mapping)
  checkDateOrders(fields, inspection, mapping)
  const columns = mapping.columns.map(column => settled(fields, inspection, column))
  return { ...mapping, columns: columns.sort((a, b) => a.index - b.index) }
}

function guessedColumn({ index, field, reading }: ColumnGuess): MappedColumn[] | undefined {
  return field === null ? undefined : [{ ...reading, index, field }]
}

/** What was remembered helps where this file leaves something open; what the file shows comes first. */
function readingNow({ index, dateOrder, decimalMark }: MappedColumn, columns: readonly ColumnGuess[]) {
  const { reading, dateOrders } = columns[index] ?? { reading: {}, dateOrders: [] }
  const isOpen = dateOrder !== undefined && dateOrders.some(({ order }) => order === dateOrder)
  return {
    dateOrder: isOpen ? dateOrder : reading.dateOrder,
    decimalMark: reading.decimalMark ?? decimalMark,
  }
}

function checkField(fields: Fields, field: string): void {
  if (!Object.hasOwn(fields, field))
    throw problem('import.field-unknown', { field, fields: Object.keys(fields).join(', ') })
}

function columnNamed({ columns }: ImportInspection, heading: string): ColumnGuess {
  const number = /^#(\d+)$/.exec(heading)?.[1]
  const byNumber = number === undefined ? undefined : columns[Number(number) - 1]
  if (byNumber) return byNumber
  const exact = columns.filter(column => column.heading === heading)
  const alike = columns.filter(column => normaliseHeading(column.heading) === normaliseHeading(heading))
  const [found, second] = exact.length === 1 ? exact : alike
  if (!found)
    throw problem('import.column-unknown', {
      column: heading,
      columns: columns.map(c => c.heading).join(', '),
    })
  if (second) throw problem('import.duplicate-heading', { heading, columns: numbersOf(alike) })
  return found
}

function withDateOrder(fields: Fields, column: MappedColumn, choices: MappingChoices): MappedColumn {
  if (!isDate(fields[column.field])) return column
  const order = choices.dateOrders?.[column.field] ?? choices.dateOrder
  return order ? { ...column, dateOrder: order } : column
}

function checkColumns(fields: Fields, { columns }: ImportInspection, mapping: ImportMapping): void {
  const seen = new Set<string>()
  for (const { index, field } of mapping.columns) {
    checkField(fields, field)
    if (!columns[index])
      throw problem('import.column-unknown', {
        column: `#${index + 1}`,
        columns: columns.map(column => column.heading).join(', '),
      })
    if (seen.has(field)) throw problem('import.field-twice', { field })
    seen.add(field)
  }
}

/** Two columns of one heading that names a field: which one is meant is asked, never guessed. */
function checkDuplicates(fields: Fields, inspection: ImportInspection, mapping: ImportMapping): void {
  const mapped = new Set(mapping.columns.map(({ field }) => field))
  for (const { heading, indexes } of inspection.duplicateHeadings) {
    if (indexes.some(index => mapping.columns.some(column => column.index === index))) continue
    const meant = Object.entries(fields).find(
      ([name, field]) => !mapped.has(name) && headingScore(heading, name, field) === 1,
    )
    if (meant)
      throw problem('import.duplicate-heading', {
        heading,
        field: meant[0],
        columns: numbersOf(indexes.map(index => ({ index }))),
      })
  }
}

const fieldsSaid = 8

function checkRequired(fields: Fields, { columns }: ImportInspection, mapping: ImportMapping): void {
  const mapped = new Set(mapping.columns.map(({ field }) => field))
  const needed = Object.keys(fields).filter(name => mapped.size === 0 || fields[name]?.required)
  const missing = needed.filter(name => !mapped.has(name))
  if (missing.length > 0)
    throw problem('import.column-missing', {
      fields: missing.slice(0, fieldsSaid).join(', ') + (missing.length > fieldsSaid ? ' …' : ''),
      columns: columns.map(column => column.heading).join(', '),
    })
}

function checkDateOrders(fields: Fields, { columns }: ImportInspection, mapping: ImportMapping): void {
  const open = mapping.columns.filter(
    ({ index, field, dateOrder }) =>
      isDate(fields[field]) && !dateOrder && (columns[index]?.dateOrders.length ?? 0) > 1,
  )
  const [first] = open
  const guess = first && columns[first.index]
  if (!guess) return
  throw problem('import.date-order-ambiguous', {
    column: guess.heading,
    field: first.field,
    sample: guess.dateSample ?? '',
    readings: guess.dateOrders.map(({ order, date }) => `${order} → ${date}`).join(', '),
    columns: open.map(({ index, field }) => ({
      field,
      heading: columns[index]?.heading,
      orders: columns[index]?.dateOrders,
    })),
  })
}

/** A mark that the column leaves open depends on the field: amounts have no three decimals. */
function settled(fields: Fields, { columns }: ImportInspection, column: MappedColumn): MappedColumn {
  const reading = { ...columns[column.index]?.reading, ...column }
  const unlessShown = fields[column.field]?.type === 'decimal' ? 'point' : 'comma'
  return { ...reading, decimalMark: reading.decimalMark ?? unlessShown }
}

function isDate(field: Field | undefined): boolean {
  return field?.type === 'date' || field?.type === 'datetime'
}

function numbersOf(columns: readonly { index: number }[]): string {
  return columns.map(({ index }) => `#${index + 1}`).join(', ')
}
