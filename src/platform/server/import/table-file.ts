import { open, stat } from 'node:fs/promises'
import type { RawRow } from '../../import/row.ts'
import { problem } from '../../problem.ts'
import { openCsv } from './csv-file.ts'
import type { Encoding } from './encoding.ts'
import { openXlsx } from './xlsx/xlsx-file.ts'

export const fileBytesMax = 50 * 1024 * 1024
export const rowsMax = 1_000_000
export const columnsMax = 512

/** How the user says a file is to be opened, when it is not found out right. */
export interface TableOptions {
  readonly encoding?: Encoding
  readonly delimiter?: ',' | ';' | '\t' | '|'
  readonly sheet?: string
}

/** A table on disk, whatever its format: rows that are not blank, in order, as many times as asked. */
export interface TableFile {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly date1904: boolean
  /** Yields in chunks. `width` is the number of headings, once known: rows of a sheet are filled up to it, and a
   *  quote that swallows the rows after it is told by it. */
  rows(options?: { width?: number; signal?: AbortSignal }): AsyncGenerator<RawRow[]>
  close(): Promise<void>
}

/** @throws import.file-too-large, import.file-format, import.file-empty, import.file-damaged,
 *  import.archive-bomb, import.sheet-unknown */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableFile> {
  const { size } = await stat(path)
  if (size > fileBytesMax)
    throw problem('import.file-too-large', { limitMiB: fileBytesMax / 1024 / 1024, bytes: size })
  if (size === 0) throw problem('import.file-empty')
  const magic = await firstBytes(path)
  if (magic.startsWith('504b0304') || magic.startsWith('504b0506')) return openXlsx(path, options)
  const other = otherFormats.find(([bytes]) => magic.startsWith(bytes))
  if (other) throw problem('import.file-format', { found: other[1] })
  const text = textFormats.find(([start]) => start.test(Buffer.from(magic, 'hex').toString('latin1')))
  if (text) throw problem('import.file-format', { found: text[1] })
  return openCsv(path, options)
}

const otherFormats: readonly [string, string][] = [
  ['d0cf11e0a1b11ae1', 'XLS (Excel 97–2003) or a workbook with a password'],
  ['25504446', 'PDF'],
  ['89504e47', 'PNG'],
  ['ffd8ff', 'JPEG'],
  ['47494638', 'GIF'],
  ['1f8b', 'GZIP'],
  ['526172211a07', 'RAR'],
  ['377abcaf271c', '7z'],
  ['7b5c727466', 'RTF'],
  ['7f454c46', 'a program'],
]

const textFormats: readonly [RegExp, string][] = [
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|div)\b/i, 'HTML'],
  [/^(?:\xef\xbb\xbf)?\s*<\?xml/i, 'XML'],
  [/^(?:\xef\xbb\xbf)?\s*(?:\[\s*[[{]|\{\s*")/, 'JSON'],
]

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}
