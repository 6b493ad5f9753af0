import { addContent, type ContentCounts, noContent } from '../../import/content.ts'
import {
  addDateEvidence,
  type DateEvidence,
  noDateEvidence,
  openQuestion,
  possibleOrders,
} from '../../import/date-order.ts'
import type { Fields } from '../../import/fields.ts'
import { duplicateHeadings, guessColumns } from '../../import/guess.ts'
import { headingUnits } from '../../import/headings.ts'
import type { ColumnGuess, ColumnReading, ImportInspection } from '../../import/import.contract.ts'
import { addNumberEvidence, likelyMark, type NumberEvidence, noNumberEvidence } from '../../import/numbers.ts'
import type { CellFault, RawRow } from '../../import/row.ts'
import { type HeadingRow, readHeadingRow } from './headings-row.ts'
import type { TableFile } from './table-file.ts'

const samplesShown = 4
const sampleChars = 80
/** Cells by which a column's contents are known; evidence for date order and decimal mark goes on to the end. */
const cellsTested = 500

/** Reads the whole file once, keeping counts alone: how many rows, what each column seems to hold, in which order
 *  its dates are written and which mark its decimals have. */
export async function inspectTable(
  table: TableFile,
  fields: Fields,
  signal?: AbortSignal,
): Promise<ImportInspection> {
  const heading = await readHeadingRow(table, fields)
  const columns = heading.headings.map(() => new ColumnStudy(table.date1904))
  let rows = 0
  for await (const chunk of dataRows(table, heading, signal)) {
    rows += chunk.length
    for (const row of chunk) if (!row.faults?.some(isFault)) study(columns, row)
  }
  const { format, encoding, delimiter, sheet, sheets, date1904 } = table
  return {
    ...{ format, encoding, delimiter, sheet, sheets: [...sheets], date1904 },
    headingRow: heading.row,
    rows,
    columns: guesses(heading.headings, columns, fields),
    duplicateHeadings: duplicateHeadings(heading.headings),
  }
}

/** The rows under the headings. */
export async function* dataRows(
  table: TableFile,
  { row: headingRow, width }: HeadingRow,
  signal?: AbortSignal,
) {
  for await (const chunk of table.rows({ width, signal })) {
    const rows = (chunk[0]?.row ?? 0) > headingRow ? chunk : chunk.filter(({ row }) => row > headingRow)
    if (rows.length > 0) yield rows
  }
}

function isFault({ severity }: CellFault): boolean {
  return severity !== 'warning'
}

function study(columns: readonly ColumnStudy[], { cells }: RawRow): void {
  for (let index = 0; index < columns.length; index++) columns[index]?.add(cells[index] ?? '')
}

function guesses(
  headings: readonly string[],
  studies: readonly ColumnStudy[],
  fields: Fields,
): ColumnGuess[] {
  const guessed = guessColumns(
    headings,
    studies.map(({ content }) => content),
    fields,
  )
  return guessed.map(({ index, field, confidence }) => {
    const heading = headings[index] ?? ''
    return { index, heading, field, confidence, ...(studies[index] as ColumnStudy).findings(heading) }
  })
}

/** What one column holds, studied cell by cell. */
class ColumnStudy {
  readonly content: ContentCounts = noContent()
  private readonly dates: DateEvidence = noDateEvidence()
  private readonly numbers: NumberEvidence = noNumberEvidence()
  private readonly samples = new Set<string>()
  private filled = 0

  constructor(private readonly date1904: boolean) {}

  add(cell: string): void {
    const text = cell.trim()
    if (text === '') return
    this.filled++
    if (this.samples.size < samplesShown) this.samples.add(text.slice(0, sampleChars))
    if (text.length > sampleChars) return
    if (this.content.cells < cellsTested) addContent(this.content, text)
    const { cells, date, number } = this.content
    if (date * 4 >= cells) addDateEvidence(this.dates, text, this.date1904)
    if (number * 4 >= cells) addNumberEvidence(this.numbers, text)
  }

  findings(heading: string): Omit<ColumnGuess, 'index' | 'heading' | 'field' | 'confidence'> {
    const orders = this.dates.dates > 0 ? possibleOrders(this.dates) : []
    const question = openQuestion(this.dates)
    return {
      samples: [...this.samples],
      filled: this.filled,
      dateOrders: question?.readings ?? [],
      dateSample: question?.sample ?? null,
      reading: this.reading(heading, orders.length === 1 ? orders[0] : undefined),
    }
  }

  private reading(heading: string, dateOrder: ColumnReading['dateOrder']): ColumnReading {
    const { scale, unit, currency } = headingUnits(heading)
    const decimalMark = likelyMark(this.numbers)
    return {
      ...(dateOrder && { dateOrder }),
      ...(decimalMark && { decimalMark }),
      ...(scale === 10_000 && { scale: 10_000 as const }),
      ...(unit && { unit }),
      ...(currency && { currency }),
    }
  }
}
