import type { ReactNode } from 'react'
import './figure-table.css'

interface FigureTableProps {
  label: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  foot?: readonly ReactNode[]
}

/** A small table of figures, all of them drawn: what a row is about stands first, numbers at the end. On the phone it
 *  scrolls sideways within itself. */
export function FigureTable({ label, heads, rows, foot }: FigureTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, also by keys
    <section className="figure-table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <Line key={key} cells={cells} heads={heads} />
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <Line cells={foot} heads={heads} />
          </tfoot>
        )}
      </table>
    </section>
  )
}

function Line({ cells, heads }: { cells: readonly ReactNode[]; heads: readonly string[] }) {
  const [first, ...others] = cells
  return (
    <tr>
      <th scope="row">{first}</th>
      {others.map((cell, index) => (
        <td key={heads[index + 1]}>{cell}</td>
      ))}
    </tr>
  )
}
