import { parse } from 'csv-parse/sync'
import {
  addNumberEvidence,
  type DecimalMark,
  likelyMark,
  noNumberEvidence,
  parseNumber,
  toNumber,
} from '../../platform/import/numbers.ts'
import { Refusal } from '../../platform/server/refusal.ts'
import { type ColumnChoice, type Columns, chooseColumns, isMissing, type Row } from './columns.ts'
import { type Period, readPeriod, spread } from './periods.ts'

export interface NamedSeries {
  /** null: the file holds one series */
  readonly key: string | null
  /** NaN: not observed */
  readonly values: Float64Array
}

/** Reads a column of numbers, dates with numbers, or keys with dates and numbers, under headings.
 *  @throws Refusal naming the row and the value that cannot be read */
export function readSeriesFile(text: string, file: string, choice: ColumnChoice = {}): NamedSeries[] {
  const [headings, ...rows] = readRows(text, file)
  if (!headings) throw new Refusal(`${file} is empty.`)
  if (rows.length === 0) throw new Refusal(`${file} has no rows below its headings.`)
  const columns = chooseColumns(headings.cells, rows, file, choice)
  const mark = markOf(rows, columns.value)
  return columns.dates.length > 0
    ? readDated(rows, columns, file, mark)
    : groupByKey(rows, columns.key).map(([key, members]) => ({
        key,
        values: Float64Array.from(members, row => readValue(row, columns.value, file, mark)),
      }))
}

function readDated(rows: readonly Row[], columns: Columns, file: string, mark: DecimalMark): NamedSeries[] {
  const groups = groupByKey(rows, columns.key).map(([key, members]) => ({
    key,
    values: members.map(row => ({
      row: row.row,
      value: readValue(row, columns.value, file, mark),
      period: readDate(row, columns.dates, file),
    })),
  }))
  return spread(groups, file)
}

function readRows(text: string, file: string): Row[] {
  try {
    const rows: Row[] = []
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ row: lines, cells })
        return null
      },
    })
    const isEmpty = ({ cells }: Row) => cells.every(cell => cell === '')
    // An empty line in a single column is a missing value, but not at the end of the file.
    if ((rows[0]?.cells.length ?? 0) > 1) return rows.filter(row => !isEmpty(row))
    return rows.slice(0, rows.findLastIndex(row => !isEmpty(row)) + 1)
  } catch (error) {
    throw new Refusal(`${file} cannot be read as CSV: ${error instanceof Error ? error.message : error}.`)
  }
}

/** As the headings have it; a single column has none, and its commas belong to the numbers. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n|\r/, 1)
  const counts = [',', ';', '\t'].map(each => ({ each, count: line.split(each).length - 1 }))
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one))
  return best.count > 0 ? best.each : ';'
}

function groupByKey(rows: readonly Row[], key: number | null): [string | null, Row[]][] {
  if (key === null) return [[null, [...rows]]]
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = row.cells[key] ?? ''
    const group = groups.get(name)
    if (group) group.push(row)
    else groups.set(name, [row])
  }
  return [...groups]
}

function markOf(rows: readonly Row[], column: number): DecimalMark {
  const evidence = noNumberEvidence()
  for (const { cells } of rows) addNumberEvidence(evidence, cells[column] ?? '')
  return likelyMark(evidence) ?? 'point'
}

function readValue({ row, cells }: Row, column: number, file: string, mark: DecimalMark): number {
  const text = cells[column] ?? ''
  if (isMissing(text)) return Number.NaN
  const number = parseNumber(text, mark)
  const value = number ? toNumber(number) : Number.NaN
  if (!Number.isFinite(value)) throw new Refusal(`${file} row ${row}: "${text}" is not a number.`)
  return value
}

function readDate({ row, cells }: Row, columns: readonly number[], file: string): Period {
  const text = columns.map(at => cells[at] ?? '').join('-')
  const period = readPeriod(text)
  if (!period) throw new Refusal(`${file} row ${row}: "${text}" is not a date; write such as 2016-02.`)
  return period
}
