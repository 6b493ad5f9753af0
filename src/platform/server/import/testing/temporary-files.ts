import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawRow } from '../../../import/row.ts'
import { openTable, type TableOptions } from '../table-file.ts'

/** A folder that is gone when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-import-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every row of a file with these bytes. */
export async function rowsOf(
  content: Buffer | string,
  options: TableOptions & { width?: number } = {},
): Promise<RawRow[]> {
  return withFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    const table = await openTable(path, options)
    try {
      const rows: RawRow[] = []
      for await (const chunk of table.rows({ width: options.width })) for (const row of chunk) rows.push(row)
      return rows
    } finally {
      await table.close()
    }
  })
}
