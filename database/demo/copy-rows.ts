import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Rows of one table; a column that only some of them name is null in the others. */
export interface Batch {
  table: string
  rows: readonly object[]
}

const chunkLength = 1 << 17

/** Writes rows by COPY, in the order given. */
export async function copyRows(client: pg.Client, { table, rows }: Batch): Promise<void> {
  if (rows.length === 0) return
  const columns = columnsOf(rows)
  const list = columns.map(column => `"${column}"`).join(', ')
  const stream = client.query(copyFrom(`copy ${table} (${list}) from stdin`))
  const done = finished(stream)
  done.catch(() => undefined) // reported by the await below; a failure while writing must not be unhandled
  let chunk = ''
  for (const row of rows) {
    chunk += copyLine(row as Record<string, unknown>, columns)
    if (chunk.length < chunkLength) continue
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done])
    chunk = ''
  }
  stream.end(chunk)
  await done
}

function columnsOf(rows: readonly object[]): string[] {
  const columns = new Set<string>()
  for (const row of rows) for (const column of Object.keys(row)) columns.add(column)
  return [...columns]
}

function copyLine(row: Record<string, unknown>, columns: readonly string[]): string {
  let line = ''
  for (const [index, column] of columns.entries()) {
    if (index > 0) line += '\t'
    line += copyText(row[column])
  }
  return `${line}\n`
}

/** A value as COPY reads it: lists of text as arrays, other objects as JSON.
 *  @example copyText('a\tb') // 'a\\tb' */
export function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return escaped(value)
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (Array.isArray(value)) return escaped(`{${value.map(item => JSON.stringify(item)).join(',')}}`)
  return escaped(JSON.stringify(value))
}

const special = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return text.replace(special, character => escapes[character]!)
}
