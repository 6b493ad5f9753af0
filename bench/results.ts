import { readFile, writeFile } from 'node:fs/promises'
import type { BenchRow } from './bench-row.ts'

export interface MeasuredRow extends BenchRow {
  /** which of the measurements it comes from: some have several rows */
  readonly measurement: string
  /** when */
  readonly at: string
}

/** Writes the new rows over the older ones of the same measurements, in the order of the names.
 *  @returns all rows */
export async function keepRows(
  file: string,
  names: readonly string[],
  measured: readonly MeasuredRow[],
): Promise<MeasuredRow[]> {
  const rows = merged(names, await readRows(file), measured)
  await writeFile(file, `${JSON.stringify({ rows }, null, 2)}\n`)
  return rows
}

export function merged(
  names: readonly string[],
  older: readonly MeasuredRow[],
  measured: readonly MeasuredRow[],
): MeasuredRow[] {
  return names.flatMap(name => {
    const fresh = measured.filter(row => row.measurement === name)
    return fresh.length > 0 ? fresh : older.filter(row => row.measurement === name)
  })
}

async function readRows(file: string): Promise<MeasuredRow[]> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return '{"rows":[]}'
    throw error
  })
  return JSON.parse(text).rows
}
