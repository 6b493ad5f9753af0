import { Parser } from 'csv-parse'
import { restore } from '../../import/neutralise.ts'
import type { RawRow } from '../../import/row.ts'
import { problem } from '../../problem.ts'
import type { Delimiter } from './delimiter.ts'

const recordCharsMax = 2 * 1024 * 1024
const keptChars = 32_000 // of a line that is too long
const openQuotesMax = 50 // each costs up to recordCharsMax of reading again

/** A quote swallowed the rows after it. */
class QuoteNotClosed extends Error {}

/** Cuts UTF-8 bytes into records with csv-parse, and goes on after what it gives up at: the line with the quote
 *  that is not closed is one bad row, and reading starts again on the next line. */
export class CsvRecords {
  count = 0
  private parser: Parser
  private rows: RawRow[] = []
  private tail: Buffer = Buffer.alloc(0) // bytes since the last whole record
  private taken = 0 // of `tail`, by the records of the current chunk
  private tailStart = 0 // where `tail` begins, in the current parser's count
  private skippingLine = false
  private openQuotes = 0

  constructor(
    private readonly delimiter: Delimiter,
    private readonly width: number | null,
  ) {
    this.parser = this.newParser()
  }

  async push(chunk: Buffer): Promise<RawRow[]> {
    await this.feed(chunk)
    return this.takeRows()
  }

  async end(): Promise<RawRow[]> {
    for (;;) {
      const error = await finish(this.parser)
      if (!error) return this.takeRows()
      const rest = this.recover(error)
      await this.feed(rest)
    }
  }

  private async feed(chunk: Buffer): Promise<void> {
    let bytes = chunk
    for (;;) {
      if (this.skippingLine) bytes = this.skipLine(bytes)
      if (bytes.length === 0) return
      this.tail = this.tail.length === 0 ? bytes : Buffer.concat([this.tail, bytes])
      this.taken = 0
      const error = await write(this.parser, bytes)
      if (!error) {
        this.dropTaken()
        return
      }
      bytes = this.recover(error)
    }
  }

  /** Makes the line that the parser gave up at a bad row; answers what comes after it. */
  private recover(error: Error): Buffer {
    this.dropTaken()
    const rest = this.tail
    const lineEnd = lineEndOf(rest)
    const isLong = (lineEnd === -1 ? rest.length : lineEnd) > recordCharsMax
    if (!isLong && !isOpenQuote(error)) throw error
    this.addBadRow(rest.subarray(0, lineEnd === -1 ? rest.length : lineEnd), isLong)
    this.parser = this.newParser()
    this.tail = Buffer.alloc(0)
    this.tailStart = 0
    this.skippingLine = lineEnd === -1
    return lineEnd === -1 ? Buffer.alloc(0) : rest.subarray(afterLine(rest, lineEnd))
  }

  private addBadRow(line: Buffer, isLong: boolean): void {
    const row = ++this.count
    const text = line.subarray(0, keptChars).toString()
    const params = isLong ? { max: recordCharsMax } : undefined
    const finding = { code: isLong ? 'row-too-long' : 'quote-not-closed', ...(params && { params }) }
    this.rows.push({ row, cells: isLong ? [text] : text.split(this.delimiter), faults: [{ finding }] })
    if (!isLong && ++this.openQuotes > openQuotesMax)
      throw problem('import.quotes-broken', { limit: openQuotesMax, row })
  }

  private skipLine(bytes: Buffer): Buffer {
    const lineEnd = lineEndOf(bytes)
    if (lineEnd === -1) return Buffer.alloc(0)
    this.skippingLine = false
    return bytes.subarray(afterLine(bytes, lineEnd))
  }

  private addRecord(cells: string[], bytesRead: number): void {
    const end = bytesRead - this.tailStart
    if (cells.some(cell => cell.includes('\n')) && this.isSwallowing(cells, end)) throw new QuoteNotClosed()
    this.taken = end
    if (this.count === 0 && cells.length <= 2 && /^sep=/.test(cells[0] ?? '')) return // Excel's own hint
    this.rows.push({ row: ++this.count, cells: cells.map(restore) })
  }

  /** A record over several lines is suspect when its cells do not fit the headings, its quotes do not pair, or a
   *  quote opens a cell and something stands after the one that should close it. */
  private isSwallowing(cells: readonly string[], end: number): boolean {
    if (this.width !== null && cells.length !== this.width) return true
    const record = this.tail.subarray(this.taken, end)
    let quotes = 0
    for (const byte of record) if (byte === 0x22) quotes++
    const keptQuote = cells.some(cell => cell.startsWith('"') && cell.includes('\n'))
    return quotes % 2 === 1 || (keptQuote && !record.includes('"""'))
  }

  private dropTaken(): void {
    this.tail = this.tail.subarray(this.taken)
    this.tailStart += this.taken
    this.taken = 0
  }

  private takeRows(): RawRow[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  private newParser(): Parser {
    const parser = new Parser({
      delimiter: this.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: recordCharsMax,
      on_record: (record: string[], { bytes }) => {
        this.addRecord(record, bytes)
        return null // kept here: no second queue of records inside the stream
      },
    })
    parser.on('error', () => {}) // every error is answered where it is caused, by write and finish
    return parser
  }
}

function isOpenQuote(error: Error): boolean {
  if (error instanceof QuoteNotClosed) return true
  return 'code' in error && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
}

function write(parser: Parser, bytes: Buffer): Promise<Error | null> {
  return new Promise(resolve => parser.write(bytes, error => resolve(error ?? null)))
}

function finish(parser: Parser): Promise<Error | null> {
  return new Promise(resolve => {
    parser.once('error', resolve)
    parser.once('finish', () => resolve(null))
    parser.end()
  })
}

function lineEndOf(bytes: Buffer): number {
  const lf = bytes.indexOf(10)
  const cr = (lf === -1 ? bytes : bytes.subarray(0, lf)).indexOf(13)
  return cr === -1 ? lf : cr
}

function afterLine(bytes: Buffer, lineEnd: number): number {
  return lineEnd + (bytes[lineEnd] === 13 && bytes[lineEnd + 1] === 10 ? 2 : 1)
}
