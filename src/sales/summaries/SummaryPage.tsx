import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { FigureTable } from '../../platform/web/kit/FigureTable.tsx'
import { count, date, money, moneyShort, percent } from '../../platform/web/kit/figures.ts'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, nameWord, salesWords } from '../sale-words.web.ts'
import { readSummary, type Summary } from './summaries.contract.ts'
import { monthLines, openStages, type StoreLine, storeLines, totalLine } from './summary.rules.ts'
import './summary.css'

const routeApi = getRouteApi('/shell/network-summary')
const periods = ['1', '3', '12', '24'] as const

/** Sales in figures by store, month and source: aggregates alone. */
export function SummaryPage() {
  const t = useWords(salesWords)
  const { months = 12 } = routeApi.useSearch()
  const patch = usePatchSearch<{ months: number }>()
  const { dealer } = useDealer()
  const { data, error } = useAnswer(
    readSummary,
    { query: { dealerId: dealer?.id, months } },
    { topics: ['sales'] },
  )
  const chosen = periods.find(period => Number(period) === months) ?? '12'
  return (
    <Page
      title={t('summary.title')}
      mark={data && t('summary.period', { from: date(data.from), to: date(data.to) })}
      actions={
        <Segments
          label={t('summary.months')}
          value={chosen}
          onChange={next => patch({ months: Number(next) })}
          options={periods.map(value => ({
            value,
            label: t('summary.lastMonths', { count: Number(value) }),
          }))}
        />
      }
    >
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && data.stages.length === 0 && <EmptyState why={t('summary.empty')} />}
      {data && data.stages.length > 0 && <Tables summary={data} />}
    </Page>
  )
}

function Tables({ summary }: { summary: Summary }) {
  const t = useWords(salesWords)
  const stores = storeLines(summary)
  const all = totalLine(summary)
  return (
    <div className="summary">
      <Table
        title={t('summary.byDealer')}
        heads={[
          t('summary.dealer'),
          t('summary.inquiries'),
          t('summary.deliveries'),
          t('summary.deliveredSum'),
        ]}
        rows={stores.map(line => ({ key: line.dealerId ?? '', cells: periodCells(summary, line) }))}
        foot={periodCells(summary, all)}
      />
      <Table
        title={t('summary.openNow')}
        heads={[
          t('summary.dealer'),
          ...openStages.map(stage => t(`stage.${stage}`)),
          t('summary.total'),
          t('summary.openSum'),
        ]}
        rows={stores.map(line => ({ key: line.dealerId ?? '', cells: openCells(summary, line) }))}
        foot={openCells(summary, all)}
      />
      <div className="summary-two">
        <Table
          title={t('summary.byMonth')}
          heads={[
            t('summary.month'),
            t('summary.inquiries'),
            t('summary.deliveries'),
            t('summary.deliveredSum'),
          ]}
          rows={monthLines(summary).map(({ month, inquiries, deliveries, sums }) => ({
            key: month,
            cells: [month, count(inquiries), count(deliveries), <Sums key="sums" sums={sums} />],
          }))}
        />
        <Table
          title={t('summary.bySource')}
          heads={[
            t('summary.source'),
            t('summary.count'),
            t('summary.delivered'),
            t('summary.lost'),
            t('summary.rate'),
          ]}
          rows={summary.sources
            .toSorted((one, other) => other.count - one.count)
            .map(({ source, count: all, delivered, lost }) => ({
              key: source,
              cells: [
                codeWord('source', source),
                count(all),
                count(delivered),
                count(lost),
                share(delivered, all),
              ],
            }))}
        />
      </div>
    </div>
  )
}

function periodCells(summary: Summary, line: StoreLine): ReactNode[] {
  return [
    storeName(summary, line),
    count(line.inquiries),
    count(line.deliveries),
    <Sums key="delivered" sums={line.deliveredSums} />,
  ]
}

function openCells(summary: Summary, line: StoreLine): ReactNode[] {
  return [
    storeName(summary, line),
    ...openStages.map(stage => count(line.openAt[stage])),
    count(line.open),
    <Sums key="open" sums={line.openSums} />,
  ]
}

function storeName({ dealers }: Summary, { dealerId }: StoreLine): string {
  const dealer = dealers.find(({ id }) => id === dealerId)
  return dealer ? `${nameWord(dealer)} · ${dealer.code}` : salesWords('summary.total')
}

function share(part: number, whole: number): string {
  return whole === 0 ? salesWords('summary.noSales') : percent(part / whole, 1)
}

function Sums({ sums }: { sums: StoreLine['openSums'] }) {
  if (sums.length === 0) return '—'
  const whole = sums.map(({ currency, amountMinor }) => money(amountMinor, currency)).join(' · ')
  return (
    <span title={whole}>
      {sums.map(({ currency, amountMinor }) => moneyShort(amountMinor, currency)).join(' · ')}
    </span>
  )
}

interface TableProps {
  title: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  foot?: readonly ReactNode[]
}

function Table({ title, ...table }: TableProps) {
  return (
    <section className="panel summary-panel">
      <h2>{title}</h2>
      <FigureTable label={title} {...table} />
    </section>
  )
}
