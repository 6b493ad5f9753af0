import type { RawRow } from '../../../import/row.ts'

/** A cell merged over several rows; only its first row holds the text. */
export interface Merge {
  readonly column: number // of its left edge, from 0
  readonly top: number
  readonly bottom: number
}

const mergesMax = 200_000
const pattern = /mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g

/** Merges stand after the rows they are about, so the sheet is skimmed for them before it is read. */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<Merge[]> {
  const merges: Merge[] = []
  let carry = ''
  for await (const chunk of chunks) {
    const text = carry + chunk.toString('latin1')
    let end = 0
    if (text.includes('mergeCell'))
      for (const match of text.matchAll(pattern)) {
        end = match.index + match[0].length
        const merge = { column: columnIndex(match[1] ?? ''), top: Number(match[2]), bottom: Number(match[4]) }
        if (merge.bottom > merge.top && merges.length < mergesMax) merges.push(merge)
      }
    carry = text.slice(Math.max(end, text.length - 120))
  }
  return merges
}

/** Fills the rows under a merged cell with its text, and says so. */
export class MergeFiller {
  private readonly byTop = new Map<number, Merge[]>()
  private open: { merge: Merge; text: string }[] = []

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) this.byTop.set(merge.top, [...(this.byTop.get(merge.top) ?? []), merge])
  }

  fill(row: RawRow): RawRow {
    if (this.byTop.size === 0) return row
    this.open = this.open.filter(({ merge }) => merge.bottom >= row.row)
    const filled = this.open.filter(({ merge, text }) => text !== '' && !row.cells[merge.column])
    const starting = (this.byTop.get(row.row) ?? []).map(merge => ({
      merge,
      text: row.cells[merge.column] ?? '',
    }))
    this.open.push(...starting)
    return filled.length === 0 ? row : withTexts(row, filled)
  }
}

/** @example columnIndex('AA') // 26 */
export function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

function withTexts(row: RawRow, filled: readonly { merge: Merge; text: string }[]): RawRow {
  const cells = [...row.cells]
  const faults = [...(row.faults ?? [])]
  for (const { merge, text } of filled) {
    while (cells.length <= merge.column) cells.push('')
    cells[merge.column] = text
    faults.push({ column: merge.column, finding: { code: 'merged-cell' }, severity: 'warning' })
  }
  return { ...row, cells, faults }
}
