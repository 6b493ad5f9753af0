import { useWords } from '../../words/words.ts'
import { widthOf } from '../columns.ts'
import { Icon } from '../Icon.tsx'
import { kitWords } from '../kit.words.ts'

export interface HeadColumn {
  key: string
  title: string
  width?: number
  align?: 'end'
  sort?: string
  pinnedAt?: number
}
interface TableHeadProps {
  columns: readonly HeadColumn[]
  sort?: string
  onSort?: (sort: string) => void
}

export function TableHead({ columns, sort, onSort }: TableHeadProps) {
  return (
    <>
      <colgroup>
        {columns.map(column => (
          <col key={column.key} style={{ width: widthOf(column) }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(column => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
    </>
  )
}

function HeadCell({ column, sort, onSort }: { column: HeadColumn } & Omit<TableHeadProps, 'columns'>) {
  const t = useWords(kitWords)
  const { key, title, align, pinnedAt } = column
  const up = sort !== undefined && sort === column.sort
  const down = sort !== undefined && sort === `-${column.sort}`
  const classes = `${align === 'end' ? 'is-end' : ''} ${pinnedAt === undefined ? '' : 'is-pinned'}`
  const style = pinnedAt === undefined ? undefined : { insetInlineStart: pinnedAt }
  if (!column.sort || !onSort)
    return (
      <th key={key} scope="col" className={classes} style={style}>
        <span className="clip">{title}</span>
      </th>
    )
  const next = up ? `-${column.sort}` : column.sort
  return (
    <th
      scope="col"
      className={classes}
      style={style}
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
    >
      <button type="button" title={t('table.sort', { title })} onClick={() => onSort(next)}>
        <span className="clip">{title}</span>
        <Icon name="up" className={`sort ${up ? 'is-up' : down ? 'is-down' : ''}`} />
      </button>
    </th>
  )
}
