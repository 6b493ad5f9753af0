import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import type { RawRow } from '../../import/row.ts'
import { problem } from '../../problem.ts'
import { CsvRecords } from './csv-records.ts'
import { type Delimiter, sniffDelimiter } from './delimiter.ts'
import { type DetectedEncoding, detectEncoding } from './encoding.ts'
import { rowsMax, type TableFile, type TableOptions } from './table-file.ts'

const chunkBytes = 256 * 1024

/** Opens a text table, in whatever encoding and with whatever separator it comes. */
export async function openCsv(path: string, options: TableOptions): Promise<TableFile> {
  const detected = await detectEncoding(path)
  const encoding = options.encoding ? { ...detected, encoding: options.encoding } : detected
  const sample = await readSample(path, encoding)
  const delimiter = options.delimiter ?? sniffDelimiter(sample)
  return {
    format: 'csv',
    encoding: encoding.encoding,
    delimiter,
    sheet: null,
    sheets: [],
    date1904: false,
    rows: ({ width, signal } = {}) => csvRows(path, encoding, delimiter, width ?? null, signal),
    close: async () => {},
  }
}

async function* csvRows(
  path: string,
  encoding: DetectedEncoding,
  delimiter: Delimiter,
  width: number | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<RawRow[]> {
  const records = new CsvRecords(delimiter, width)
  for await (const bytes of utf8Chunks(path, encoding, signal)) {
    const rows = (await records.push(bytes)).filter(isNotBlank)
    if (records.count > rowsMax) throw problem('import.too-many-rows', { limit: rowsMax })
    if (rows.length > 0) yield rows
  }
  const rest = (await records.end()).filter(isNotBlank)
  if (rest.length > 0) yield rest
}

async function* utf8Chunks(
  path: string,
  { encoding, bomLength }: DetectedEncoding,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { start: bomLength, highWaterMark: chunkBytes, signal })
  if (encoding === 'utf-8') {
    for await (const chunk of stream) yield chunk as Buffer
    return
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  for await (const chunk of stream) yield Buffer.from(decoder.write(chunk as Buffer))
  const rest = decoder.end()
  if (rest) yield Buffer.from(rest)
}

async function readSample(path: string, { encoding, bomLength }: DetectedEncoding): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, bomLength)
    return iconv.decode(buffer.subarray(0, bytesRead), encoding)
  } finally {
    await file.close()
  }
}

function isNotBlank({ cells, faults }: RawRow): boolean {
  return faults !== undefined || cells.some(cell => cell.trim() !== '')
}
