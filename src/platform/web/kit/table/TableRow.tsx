import { Link, useNavigate } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { Column } from '../columns.ts'

interface TableRowProps<Row> {
  row: Row
  index: number
  columns: readonly (Column<Row> & { pinnedAt?: number })[]
  path?: string
  current: boolean
  onCurrent: (index: number) => void
}

export function TableRow<Row>({ row, index, columns, path, current, onCurrent }: TableRowProps<Row>) {
  const navigate = useNavigate()
  const open = (event: MouseEvent<HTMLElement>) => {
    onCurrent(index)
    const inner = event.target instanceof Element && event.target.closest('a, button, input, label')
    if (!path || inner || getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) globalThis.open(path, '_blank')
    else void navigate({ to: path })
  }
  return (
    // Enter on the row is bound by the table, and its first cell is a link.
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={current ? 0 : -1}
      className={path ? 'is-open' : undefined}
      onClick={open}
      onFocus={() => onCurrent(index)}
    >
      {columns.map((column, at) => (
        <td
          key={column.key}
          className={`${column.align === 'end' ? 'is-end' : ''} ${column.pinnedAt === undefined ? '' : 'is-pinned'}`}
          style={column.pinnedAt === undefined ? undefined : { insetInlineStart: column.pinnedAt }}
        >
          {at === 0 && path ? <Link to={path}>{column.render(row)}</Link> : column.render(row)}
        </td>
      ))}
    </tr>
  )
}
