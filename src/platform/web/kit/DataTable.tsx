import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAppearance } from '../design/appearance.ts'
import { usePreference } from '../session/preference.ts'
import { useKey } from '../shell/keys.ts'
import { usePhone } from '../shell/phone.ts'
import { useWords } from '../words/words.ts'
import { type Column, type ColumnChoice, laidOut, noChoice } from './columns.ts'
import { FailedReading } from './FailedReading.tsx'
import { kitWords } from './kit.words.ts'
import { RowsSkeleton } from './Skeletons.tsx'
import { CardRow } from './table/CardRow.tsx'
import { TableHead } from './table/TableHead.tsx'
import { TableRow } from './table/TableRow.tsx'
import './table/table.css'

export type { Column } from './columns.ts'
export interface More {
  has: boolean
  loading: boolean
  load: () => void
}
export interface DataTableProps<Row> {
  /** Under which the person's columns are kept: 'sales'. */
  name: string
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The path of a row: its first cell is the link, a click or Enter opens it. */
  href?: (row: Row) => string
  /** 'age' or '-age', as the server takes it. */
  sort?: string
  onSort?: (sort: string) => void
  more?: More
  failure?: unknown
  empty: ReactNode
}

/** A list of records: a table on the desktop, cards on the phone; only what is in sight is drawn. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, failure, empty } = props
  if (failure && !rows?.length) return <FailedReading failure={failure} />
  if (!rows) return <RowsSkeleton />
  if (rows.length === 0) return empty
  return <Rows {...props} rows={rows} />
}

export function useColumnChoice(name: string): [ColumnChoice, (choice: ColumnChoice) => void] {
  return usePreference(`table.${name}`, noChoice)
}

const rowHeights = { comfortable: 40, compact: 32 }
const cardHeight = 92

function Rows<Row>({ rows, ...props }: DataTableProps<Row> & { rows: readonly Row[] }) {
  const { name, label, columns, rowKey, href, sort, onSort, more } = props
  const phone = usePhone()
  const { density } = useAppearance()
  const [choice] = useColumnChoice(name)
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (phone ? cardHeight : rowHeights[density]),
    overscan: 12,
    getItemKey: index => rowKey(rows[index]!),
  })
  const cursor = useCursor(rows, virtual.scrollToIndex, box, href)
  const items = virtual.getVirtualItems()
  useLoadMore(items.at(-1)?.index ?? 0, rows.length, more)
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const shown = laidOut(columns, choice)
  const drawn = items.map(({ index, key }) => ({ index, key, row: rows[index]! }))
  if (phone)
    return (
      <div className="table-box" ref={box}>
        <ul className="cards" aria-label={label} style={{ paddingBlock: `${before}px ${after}px` }}>
          {drawn.map(({ index, key, row }) => (
            <CardRow
              key={key}
              row={row}
              index={index}
              columns={shown}
              path={href?.(row)}
              measure={virtual.measureElement}
            />
          ))}
        </ul>
        <MoreLine more={more} />
      </div>
    )
  return (
    <div className="table-box panel" ref={box}>
      <table className="table" aria-label={label} aria-rowcount={more?.has ? -1 : rows.length + 1}>
        <TableHead columns={shown} sort={sort} onSort={onSort} />
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {drawn.map(({ index, key, row }) => (
            <TableRow
              key={key}
              row={row}
              index={index}
              columns={shown}
              path={href?.(row)}
              current={index === cursor.at}
              onCurrent={cursor.set}
            />
          ))}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
      <MoreLine more={more} />
    </div>
  )
}

/** J and K move, Enter opens. */
function useCursor<Row>(
  rows: readonly Row[],
  scrollTo: (index: number) => void,
  box: React.RefObject<HTMLDivElement | null>,
  href?: (row: Row) => string,
) {
  const [at, set] = useState(0)
  const navigate = useNavigate()
  const move = (by: number) => {
    const inTable = box.current?.contains(document.activeElement)
    const next = inTable ? Math.max(0, Math.min(rows.length - 1, at + by)) : at
    set(next)
    scrollTo(next)
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }),
    )
  }
  const open = () => {
    const row = rows[at]
    if (row && href && box.current?.contains(document.activeElement)) void navigate({ to: href(row) })
  }
  useKey('j', down, () => move(1))
  useKey('k', up, () => move(-1))
  useKey('enter', opens, open, href !== undefined)
  return { at, set }
}

const down = () => kitWords('table.down')
const up = () => kitWords('table.up')
const opens = () => kitWords('table.open')
const loadBefore = 15

function useLoadMore(last: number, count: number, more?: More) {
  const near = last >= count - loadBefore && more?.has && !more.loading
  useEffect(() => {
    if (near) more?.load()
  }, [near, more?.load])
}

function MoreLine({ more }: { more?: More }) {
  const t = useWords(kitWords)
  if (!more?.has) return null
  return (
    <p className="table-more" role="status">
      {more.loading ? t('table.loading') : ''}
      {!more.loading && (
        <button type="button" className="tool-button" onClick={more.load}>
          {t('table.more')}
        </button>
      )}
    </p>
  )
}
