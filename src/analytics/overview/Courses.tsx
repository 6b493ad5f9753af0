import { useMemo } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import { durationWord, salesWords } from '../../sales/sale-words.web.ts'
import { Counted, FigurePanel, Share, Sums } from './Figures.tsx'
import type { Cohort, Overview } from './overview.contract.ts'
import { overviewWords } from './overview.words.ts'
import type { Narrowed } from './rows.rules.ts'
import { addedSold } from './sold.rules.ts'

export interface PartProps {
  overview: Overview
  narrowed: Narrowed
}

const steps = [
  'inquiries',
  'showings',
  'testDrives',
  'negotiations',
  'contracts',
  'deliveries',
  'handedOver',
] as const satisfies readonly (keyof Cohort)[]

/** What is asked first: how many came, signed, drove off, are still open. */
export function KeyFigures({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { total, from, to } = overview
  const sold = addedSold(overview.months)
  const cohort = (part: keyof Cohort) => ({ kind: 'cohort' as const, part, from, to })
  return (
    <dl className="figures-key">
      <div className="panel">
        <dt>{t('inquiries')}</dt>
        <dd>
          <Counted
            value={total.inquiries}
            what={t('inquiries')}
            figure={cohort('inquiries')}
            narrowed={narrowed}
          />
          <small>
            {t('conversion')} <Share part={total.contracts} whole={total.inquiries} />
          </small>
        </dd>
      </div>
      <div className="panel">
        <dt>{t('signed')}</dt>
        <dd>
          <Counted
            value={sold.contracts}
            what={t('signed')}
            figure={{ kind: 'contracts', from, to }}
            narrowed={narrowed}
          />
          <small>
            <Sums sums={sold.sums} of="contractsMinor" />
          </small>
        </dd>
      </div>
      <div className="panel">
        <dt>{t('delivered')}</dt>
        <dd>
          <Counted
            value={sold.deliveries}
            what={t('delivered')}
            figure={{ kind: 'deliveries', from, to }}
            narrowed={narrowed}
          />
          <small>
            <Sums sums={sold.sums} of="deliveriesMinor" />
          </small>
        </dd>
      </div>
      {(['open', 'lost', 'cancelled'] as const).map(part => (
        <div key={part} className="panel">
          <dt>{t(part)}</dt>
          <dd>
            <Counted value={total[part]} what={t(part)} figure={cohort(part)} narrowed={narrowed} />
            <small>
              <Share part={total[part]} whole={total.inquiries} />
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Rows are months of inquiry; each stage with the part of the month's inquiries that came so far. */
export function Funnel({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { cohorts, total, from, to } = overview
  const cells = (counts: Cohort, name: string, months: { from: string; to: string }) =>
    [...steps, 'open' as const, 'lost' as const, 'cancelled' as const].map(part => (
      <span key={part} className="figures-pair">
        <Counted
          value={counts[part]}
          what={`${name} ${t(part)}`}
          figure={{ kind: 'cohort', part, ...months }}
          narrowed={narrowed}
        />
        {part !== 'inquiries' && (
          <small className="quiet">
            {' '}
            <Share part={counts[part]} whole={counts.inquiries} />
          </small>
        )}
      </span>
    ))
  return (
    <FigurePanel
      title={t('funnel')}
      meaning={t('def.funnel')}
      empty={total.inquiries === 0}
      heads={[t('month'), ...steps.map(part => t(part)), t('open'), t('lost'), t('cancelled')]}
      rows={cohorts.toReversed().map(each => ({
        key: each.month,
        cells: [each.month, ...cells(each, each.month, { from: each.month, to: each.month })],
      }))}
      foot={[t('total'), ...cells(total, t('total'), { from, to })]}
    />
  )
}

export function Monthly({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { months } = overview
  const chart = useMemo(
    () => ({
      label: t('monthly'),
      names: months.map(({ month }) => month),
      series: [
        { name: t('signed'), kind: 'bar' as const, values: months.map(({ contracts }) => contracts) },
        { name: t('delivered'), kind: 'bar' as const, values: months.map(({ deliveries }) => deliveries) },
        ...(months.some(({ target }) => target?.deliveries != null)
          ? [
              {
                name: t('targetDeliveries'),
                kind: 'line' as const,
                values: months.map(({ target }) => target?.deliveries ?? null),
              },
            ]
          : []),
      ],
    }),
    [months, t],
  )
  return (
    <FigurePanel
      title={t('monthly')}
      meaning={t('def.monthly')}
      chart={chart}
      empty={months.every(({ contracts, deliveries }) => contracts + deliveries === 0)}
      heads={[
        t('month'),
        t('signed'),
        t('targetContracts'),
        t('signedAmount'),
        t('delivered'),
        t('targetDeliveries'),
        t('deliveredAmount'),
      ]}
      rows={months.toReversed().map(({ month, contracts, deliveries, sums, target }) => ({
        key: month,
        cells: [
          month,
          <Counted
            key="contracts"
            value={contracts}
            what={`${month} ${t('signed')}`}
            figure={{ kind: 'contracts', from: month, to: month }}
            narrowed={narrowed}
          />,
          <Aim key="aim" done={contracts} target={target?.contracts ?? null} />,
          <Sums key="signed" sums={sums} of="contractsMinor" />,
          <Counted
            key="deliveries"
            value={deliveries}
            what={`${month} ${t('delivered')}`}
            figure={{ kind: 'deliveries', from: month, to: month }}
            narrowed={narrowed}
          />,
          <Aim key="aims" done={deliveries} target={target?.deliveries ?? null} />,
          <Sums key="delivered" sums={sums} of="deliveriesMinor" />,
        ],
      }))}
    />
  )
}

/** A target with how much of it is done. */
function Aim({ done, target }: { done: number; target: number | null }) {
  const t = useWords(overviewWords)
  if (target === null) return <span className="quiet">{t('noTarget')}</span>
  return (
    <>
      {target}
      {target > 0 && (
        <small className={done >= target ? 'is-reached' : 'quiet'}>
          {' '}
          <Share part={done} whole={target} />
        </small>
      )}
    </>
  )
}

export function Times({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const w = useWords(salesWords)
  const { times, from, to } = overview
  const chart = useMemo(
    () => ({
      label: t('times'),
      lying: true as const,
      names: times.map(({ stage }) => w(`stage.${stage}`)),
      series: (['lower', 'median', 'upper'] as const).map(name => ({
        name: `${t(name)} (${w('duration.days', { count: '' }).trim()})`,
        kind: 'bar' as const,
        values: times.map(each => Math.round(each[`${name}Seconds`] / 8640) / 10),
      })),
    }),
    [times, t, w],
  )
  return (
    <FigurePanel
      title={t('times')}
      meaning={t('def.times')}
      chart={chart}
      empty={times.length === 0}
      heads={[t('stage'), t('sales'), t('lower'), t('median'), t('upper')]}
      rows={times.map(({ stage, sales, lowerSeconds, medianSeconds, upperSeconds }) => ({
        key: stage,
        cells: [
          w(`stage.${stage}`),
          <Counted
            key="sales"
            value={sales}
            what={w(`stage.${stage}`)}
            figure={{ kind: 'left', stage, from, to }}
            narrowed={narrowed}
          />,
          durationWord(lowerSeconds),
          durationWord(medianSeconds),
          durationWord(upperSeconds),
        ],
      }))}
    />
  )
}
