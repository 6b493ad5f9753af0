import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** In pixels; the table shares what is left. */
  width?: number
  align?: 'end'
  /** The server's name of this order; without it the column does not sort. */
  sort?: string
  /** Not shown until chosen. */
  optional?: true
  /** On the phone's card: its title, its right corner, a line (the default), or nowhere. */
  phone?: 'title' | 'mark' | 'line' | 'none'
}

/** What a person changed about a table's columns. */
export interface ColumnChoice {
  order: string[]
  shown: Record<string, boolean>
  pinned: string[]
}
export const noChoice: ColumnChoice = { order: [], shown: {}, pinned: [] }

/** All columns in the person's order; one that came later stands where the table has it. */
export function ordered<C extends { key: string }>(columns: readonly C[], { order }: ColumnChoice): C[] {
  const rank = (column: C) => {
    const at = order.indexOf(column.key)
    return at >= 0 ? at : columns.indexOf(column)
  }
  return [...columns].sort((one, other) => rank(one) - rank(other))
}

export function isShown(
  { key, optional }: { key: string; optional?: true },
  { shown }: ColumnChoice,
): boolean {
  return shown[key] ?? !optional
}

/** The columns to draw: pinned first, each with where it sticks. */
export function laidOut<Row>(columns: readonly Column<Row>[], choice: ColumnChoice) {
  const visible = ordered(columns, choice).filter(column => isShown(column, choice))
  const first = columns[0]?.key
  const isPinned = ({ key }: Column<Row>) => key === first || choice.pinned.includes(key)
  const sorted = [...visible.filter(isPinned), ...visible.filter(column => !isPinned(column))]
  let left = 0
  return sorted.map(column => {
    const pinnedAt = isPinned(column) ? left : undefined
    left += widthOf(column)
    return { ...column, pinnedAt }
  })
}

export function widthOf({ width = 140 }: { width?: number }): number {
  return width
}

/** Moves a key one place up or down in the order of all keys. */
export function moved(keys: readonly string[], key: string, by: -1 | 1): string[] {
  const at = keys.indexOf(key)
  const to = at + by
  if (at < 0 || to < 0 || to >= keys.length) return [...keys]
  const next = [...keys]
  next[at] = keys[to]!
  next[to] = key
  return next
}
