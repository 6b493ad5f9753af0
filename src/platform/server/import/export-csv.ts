import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { type CellRow, safeCell } from './export-cells.ts'

const rowsTogether = 200
const bom = '\ufeff' // without it Excel takes UTF-8 for the local code page

/** A CSV file as a stream, written as fast as it is read: the rows may come from a cursor. */
export function exportCsv(headings: readonly string[], rows: AsyncIterable<CellRow>): Readable {
  return Readable.from(csvText(headings, rows), { objectMode: false })
}

async function* csvText(headings: readonly string[], rows: AsyncIterable<CellRow>): AsyncGenerator<string> {
  yield bom + csvLines([headings])
  let waiting: CellRow[] = []
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < rowsTogether) continue
    yield csvLines(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield csvLines(waiting)
}

function csvLines(rows: readonly CellRow[]): string {
  return stringify(
    rows.map(row => row.map(safeCell)),
    { record_delimiter: 'windows', cast: { boolean: value => (value ? 'true' : 'false') } },
  )
}
