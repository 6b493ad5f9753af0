import { hash } from 'node:crypto'
import { normaliseHeading } from '../../import/headings.ts'
import type { Finding } from '../../import/import.contract.ts'
import type { RowIdentity } from '../../import/kind.ts'

/** What an earlier row of the same file was about. */
export interface Seen {
  readonly row: number
  readonly content: number // 48 bits of its hash
  refused: readonly Finding[] | null
}

export type Remembered =
  | { readonly is: 'first'; readonly key: string; readonly keyIsContent: boolean; readonly seen: Seen }
  | { readonly is: 'repeat'; readonly of: Seen }
  | { readonly is: 'contradiction'; readonly reason: Finding }

/** What a run knows of the rows it has passed, so that a preview and a real run answer alike, and a file that
 *  contradicts itself is told so: keys, claimed values, and how often the same contents came. About 200 bytes a row. */
export class RunMemory {
  private readonly keys = new Map<string, Seen>()
  private readonly claims = new Map<string, number>()
  private readonly ordinals = new Map<string, number>()
  private readonly hashOf: (cells: readonly string[]) => string

  constructor(headings: readonly string[]) {
    this.hashOf = rowHasher(headings)
  }

  remember(row: number, cells: readonly string[], { key, claims = [] }: RowIdentity): Remembered {
    const digest = this.hashOf(cells)
    const content = Number.parseInt(digest.slice(0, 12), 16)
    const fullKey = key ?? this.contentKey(digest)
    const earlier = this.keys.get(fullKey)
    if (earlier)
      return earlier.content === content
        ? { is: 'repeat', of: earlier }
        : contradiction('same-key-other-values', { row: earlier.row })
    for (const claim of claims) {
      const holder = this.claims.get(claim)
      if (holder !== undefined)
        return contradiction('value-taken', { row: holder, value: claim.slice(claim.indexOf(':') + 1) })
    }
    for (const claim of claims) this.claims.set(claim, row)
    const seen: Seen = { row, content, refused: null }
    this.keys.set(fullKey, seen)
    return { is: 'first', key: fullKey, keyIsContent: key === null, seen }
  }

  private contentKey(digest: string): string {
    const ordinal = (this.ordinals.get(digest) ?? 0) + 1
    this.ordinals.set(digest, ordinal)
    return `row:${digest}:${ordinal}`
  }
}

/** SHA-256 of a row's contents by their headings: the order of the columns, empty cells, the width of characters
 *  and spaces around a text make no difference. */
export function rowHasher(headings: readonly string[]): (cells: readonly string[]) => string {
  const columns = headings
    .map((heading, index) => ({ name: normaliseHeading(heading) || `#${index + 1}`, index }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index))
  return cells => {
    let text = ''
    for (const { name, index } of columns) {
      const cell = (cells[index] ?? '').normalize('NFKC').trim()
      if (cell !== '') text += `${name}\u001f${cell}\u001e`
    }
    return hash('sha256', text)
  }
}

function contradiction(code: string, params: Record<string, string | number>): Remembered {
  return { is: 'contradiction', reason: { code, params } }
}
