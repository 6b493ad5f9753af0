import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { FigureTable } from '../../platform/web/kit/FigureTable.tsx'
import { count, money, moneyShort, percent } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { ChartData } from './Chart.tsx'
import type { Sold } from './overview.contract.ts'
import { overviewWords } from './overview.words.ts'
import { type Figure, type Narrowed, rowsOf } from './rows.rules.ts'

const Chart = lazy(() => import('./Chart.tsx').then(({ Chart }) => ({ default: Chart })))

interface NumberProps {
  value: number
  /** what it counts, for those who hear the number alone */
  what: string
  figure: Figure
  narrowed: Narrowed
}

/** A number that opens the sales it counts; plain where there is nothing to open, or no right to. */
export function Counted({ value, what, figure, narrowed }: NumberProps) {
  const t = useWords(overviewWords)
  const may = useMay('sales', 'read')
  if (!may || value === 0) return <>{count(value)}</>
  return (
    <Link
      to="/sales"
      search={rowsOf(figure, narrowed) as never}
      className="counted"
      aria-label={t('openRows', { count: value, what })}
    >
      {count(value)}
    </Link>
  )
}

/** A part of a whole; of nothing there is no share. */
export function Share({ part, whole }: { part: number; whole: number }) {
  const t = useWords(overviewWords)
  return whole === 0 ? <span className="quiet">{t('noSales')}</span> : percent(part / whole, 1)
}

export function Sums({ sums, of }: { sums: Sold['sums']; of: 'contractsMinor' | 'deliveriesMinor' }) {
  const known = sums.filter(sum => sum[of] > 0)
  if (known.length === 0) return <>—</>
  return (
    <span title={known.map(sum => money(sum[of], sum.currency)).join(' · ')}>
      {known.map(sum => moneyShort(sum[of], sum.currency)).join(' · ')}
    </span>
  )
}

interface PanelProps {
  title: string
  meaning: string
  chart?: ChartData
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  foot?: readonly ReactNode[]
  empty: boolean
}

/** A table with its definition, and the chart that shows the same where there is one. */
export function FigurePanel({ title, meaning, chart, heads, rows, foot, empty }: PanelProps) {
  const t = useWords(overviewWords)
  const [shown, setShown] = useState<'chart' | 'table'>(chart ? 'chart' : 'table')
  return (
    <section className="panel figures-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Meaning what={title} text={meaning} />
        {chart && !empty && (
          <Segments
            label={title}
            value={shown}
            onChange={setShown}
            options={[
              { value: 'chart', label: t('asChart') },
              { value: 'table', label: t('asTable') },
            ]}
          />
        )}
      </header>
      {empty ? (
        <p className="quiet">{t('noSales')}</p>
      ) : chart && shown === 'chart' ? (
        <Suspense fallback={<div className="chart" aria-busy />}>
          <Chart data={chart} />
        </Suspense>
      ) : (
        <FigureTable label={title} heads={heads} rows={rows} foot={foot} />
      )}
    </section>
  )
}

/** Opened by a press and read in place: a phone has no pointer to hover with. */
function Meaning({ what, text }: { what: string; text: string }) {
  const t = useWords(overviewWords)
  return (
    <details className="meaning">
      <summary aria-label={t('meaning', { what })}>
        <Icon name="info" />
      </summary>
      <p>{text}</p>
    </details>
  )
}
