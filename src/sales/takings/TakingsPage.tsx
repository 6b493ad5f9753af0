import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addDays } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { FigureTable } from '../../platform/web/kit/FigureTable.tsx'
import { count, date, dateTimeShort, money } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { language, useWords } from '../../platform/web/words/words.ts'
import { exportPayments } from '../payments/ledger.contract.ts'
import { paymentsWords } from '../payments/payments.words.ts'
import { codeWord } from '../sale-words.web.ts'
import { ClosingForm } from './ClosingForm.tsx'
import { listTakings, readTakings, type Takings, type TakingsDay } from './takings.contract.ts'
import './takings.css'

const routeApi = getRouteApi('/shell/takings')
const topics = ['sales', 'takings']

/** The day's takings: what each cashier took by which method, counted and closed; beside it the days before. */
export function TakingsPage() {
  const t = useWords(paymentsWords)
  const { dealer } = useDealer()
  const { day: chosen } = routeApi.useSearch()
  const patch = usePatchSearch<{ day: string }>()
  const { data: days, error } = useAnswer(
    listTakings,
    { query: { dealerId: dealer?.id } },
    { topics, enabled: dealer !== null },
  )
  const day = chosen ?? days?.openDay
  return (
    <Page
      title={t('takings')}
      mark={days && t('openDay', { day: date(days.openDay) })}
      actions={
        <Link to="/payments" className="tool-button">
          {t('toPayments')}
        </Link>
      }
    >
      {dealer === null && <EmptyState why={t('chooseStore')} />}
      {error && !days && <FailedReading failure={error} />}
      {dealer && !days && !error && <RowsSkeleton />}
      {dealer && days && day && (
        <div className="takings">
          <Sheet dealerId={dealer.id} timeZone={dealer.timeZone} day={day} today={days.today} />
          <Days items={days.items} currency={days.currency} day={day} choose={next => patch({ day: next })} />
        </div>
      )}
    </Page>
  )
}

interface SheetProps {
  dealerId: string
  timeZone: string
  day: string
  today: string
}

function Sheet({ dealerId, timeZone, day, today }: SheetProps) {
  const t = useWords(paymentsWords)
  const mayExport = useMay('payments', 'export')
  const mayClose = useMay('takings', 'create')
  const { data: sheet, error } = useAnswer(readTakings, { params: { day }, query: { dealerId } }, { topics })
  if (error && !sheet) return <FailedReading failure={error} />
  if (!sheet) return <RowsSkeleton />
  const query = { dealerId, from: day, to: day, language: language() }
  return (
    <section className="panel takings-sheet" aria-label={date(day)}>
      <header>
        <h2>
          {date(day)}{' '}
          <Mark tone={sheet.closing ? 'green' : 'amber'}>{t(sheet.closing ? 'closed' : 'open')}</Mark>
        </h2>
        <span className="takings-tools">
          <Link to="/payments" search={{ from: day, to: day }}>
            {t('openLines')}
          </Link>
          {mayExport && <ExportButton contract={exportPayments} query={query} />}
        </span>
      </header>
      {sheet.lines.length === 0 ? <p className="quiet">{t('noLines')}</p> : <Lines sheet={sheet} />}
      {sheet.closing && <Closed sheet={sheet} timeZone={timeZone} />}
      {!sheet.closing && mayClose && day <= today && (
        <ClosingForm key={day} sheet={sheet} next={addDays(today > day ? day : today, 1)} />
      )}
    </section>
  )
}

function Lines({ sheet: { lines, totals, currency } }: { sheet: Takings }) {
  const t = useWords(paymentsWords)
  const show = (minor: number) => money(minor, currency)
  const figures = (each: { count: number; inMinor: number; outMinor: number; netMinor: number }) => [
    count(each.count),
    show(each.inMinor),
    show(each.outMinor),
    show(each.netMinor),
  ]
  return (
    <FigureTable
      label={t('takings')}
      heads={[t('cashier'), t('method'), t('lines'), t('in'), t('out'), t('net')]}
      rows={lines.map(line => ({
        key: `${line.cashier?.id} ${line.method}`,
        cells: [line.cashier?.name ?? t('system'), codeWord('paymentMethod', line.method), ...figures(line)],
      }))}
      foot={[t('total'), '', ...figures(totals)]}
    />
  )
}

function Closed({ sheet: { closing, totals, currency }, timeZone }: { sheet: Takings; timeZone: string }) {
  const t = useWords(paymentsWords)
  if (!closing) return null
  const { countedMinor, differenceMinor, reason, closedBy, closedAt } = closing
  const show = (minor: number) => money(minor, currency)
  return (
    <dl className="facts takings-closing">
      <Figure name={t('cash')}>{show(totals.cashMinor)}</Figure>
      <Figure name={t('counted')}>{show(countedMinor)}</Figure>
      <Figure name={t('difference')}>
        {differenceMinor === 0
          ? t('even')
          : `${t(differenceMinor > 0 ? 'over' : 'short')} ${show(Math.abs(differenceMinor))}`}
      </Figure>
      {reason && <Figure name={t('reason')}>{reason}</Figure>}
      <Figure name={t('state')}>
        {t('closedBy', {
          name: closedBy?.name ?? t('system'),
          time: dateTimeShort(closedAt, new Date(), timeZone),
        })}
      </Figure>
    </dl>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface DaysProps {
  items: readonly TakingsDay[]
  currency: string
  day: string
  choose: (day: string) => void
}

function Days({ items, currency, day, choose }: DaysProps) {
  const t = useWords(paymentsWords)
  return (
    <section className="panel takings-days">
      <h2>{t('days')}</h2>
      {items.length === 0 && <p className="quiet">{t('empty')}</p>}
      <ul>
        {items.map(each => (
          <li key={each.day}>
            <button type="button" aria-pressed={each.day === day} onClick={() => choose(each.day)}>
              <span>{date(each.day)}</span>
              <span className="num">{money(each.netMinor, currency)}</span>
              <small>
                {t('lines')} {count(each.count)} · {t(each.closed ? 'closed' : 'open')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
