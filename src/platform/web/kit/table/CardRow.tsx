import { Link } from '@tanstack/react-router'
import type { Column } from '../columns.ts'

interface CardRowProps<Row> {
  row: Row
  index: number
  columns: readonly Column<Row>[]
  path?: string
  measure: (element: HTMLElement | null) => void
}

/** One record on the phone: a title, a mark at its right, and lines with their names. */
export function CardRow<Row>({ row, index, columns, path, measure }: CardRowProps<Row>) {
  const title = columns.find(({ phone }) => phone === 'title') ?? columns[0]
  const mark = columns.find(({ phone }) => phone === 'mark')
  const lines = columns.filter(column => column !== title && column !== mark && column.phone !== 'none')
  const content = (
    <>
      <span className="card-top">
        <strong className="clip">{title?.render(row)}</strong>
        {mark && <span>{mark.render(row)}</span>}
      </span>
      <span className="card-lines">
        {lines.map(({ key, title: name, render }) => (
          <span key={key}>
            <span className="card-name">{name}</span> {render(row)}
          </span>
        ))}
      </span>
    </>
  )
  return (
    <li data-index={index} ref={measure}>
      {path ? (
        <Link to={path} className="card">
          {content}
        </Link>
      ) : (
        <div className="card">{content}</div>
      )}
    </li>
  )
}
