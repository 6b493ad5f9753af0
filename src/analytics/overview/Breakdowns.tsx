import { useMemo } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, nameWord, salesWords } from '../../sales/sale-words.web.ts'
import type { PartProps } from './Courses.tsx'
import { Counted, FigurePanel, Share, Sums } from './Figures.tsx'
import { overviewWords } from './overview.words.ts'

export function Sources({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { from, to } = overview
  const sources = overview.sources.toSorted((one, other) => other.inquiries - one.inquiries)
  return (
    <FigurePanel
      title={t('sources')}
      meaning={t('def.sources')}
      empty={sources.length === 0}
      heads={[t('source'), t('inquiries'), t('contracts'), t('conversion'), t('lost')]}
      rows={sources.map(each => ({
        key: each.source,
        cells: [
          codeWord('source', each.source),
          ...(['inquiries', 'contracts'] as const).map(part => (
            <Counted
              key={part}
              value={each[part]}
              what={`${codeWord('source', each.source)} ${t(part)}`}
              figure={{ kind: 'cohort', part, from, to }}
              narrowed={{ ...narrowed, source: each.source }}
            />
          )),
          <Share key="share" part={each.contracts} whole={each.inquiries} />,
          <Counted
            key="lost"
            value={each.lost}
            what={`${codeWord('source', each.source)} ${t('lost')}`}
            figure={{ kind: 'cohort', part: 'lost', from, to }}
            narrowed={{ ...narrowed, source: each.source }}
          />,
        ],
      }))}
    />
  )
}

export function Wins({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { from, to } = overview
  const wins = overview.endings.filter(({ stage }) => stage === 'contract')
  const all = wins.reduce((sum, { sales }) => sum + sales, 0)
  return (
    <FigurePanel
      title={t('wins')}
      meaning={t('def.wins')}
      empty={wins.length === 0}
      heads={[t('reason'), t('sales'), t('share')]}
      rows={wins.map(({ stage, reason, sales }) => {
        const name = reason === 'not-given' ? t('notGiven') : codeWord('winReason', reason)
        return {
          key: reason,
          cells: [
            name,
            <Counted
              key="sales"
              value={sales}
              what={name}
              figure={{ kind: 'ending', stage, reason, from, to }}
              narrowed={narrowed}
            />,
            <Share key="share" part={sales} whole={all} />,
          ],
        }
      })}
    />
  )
}

export function Endings({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const w = useWords(salesWords)
  const { from, to } = overview
  const endings = useMemo(
    () => overview.endings.filter(({ stage }) => stage !== 'contract'),
    [overview.endings],
  )
  const all = endings.reduce((sum, { sales }) => sum + sales, 0)
  const named = useMemo(
    () =>
      endings.map(each => ({
        ...each,
        name:
          each.reason === 'not-given'
            ? t('notGiven')
            : codeWord(each.stage === 'lost' ? 'lossReason' : 'cancellationReason', each.reason),
      })),
    [endings, t],
  )
  const chart = useMemo(
    () => ({
      label: t('endings'),
      lying: true as const,
      names: named.map(({ stage, name }) => `${w(`stage.${stage}`)} · ${name}`),
      series: [{ name: t('sales'), kind: 'bar' as const, values: named.map(({ sales }) => sales) }],
    }),
    [named, t, w],
  )
  return (
    <FigurePanel
      title={t('endings')}
      meaning={t('def.endings')}
      chart={chart}
      empty={endings.length === 0}
      heads={[t('reason'), t('kind'), t('sales'), t('share')]}
      rows={named.map(({ stage, reason, sales, name }) => ({
        key: `${stage} ${reason}`,
        cells: [
          name,
          w(`stage.${stage}`),
          <Counted
            key="sales"
            value={sales}
            what={name}
            figure={{ kind: 'ending', stage, reason, from, to }}
            narrowed={narrowed}
          />,
          <Share key="share" part={sales} whole={all} />,
        ],
      }))}
    />
  )
}

export function Consultants({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { consultants, dealers, from, to } = overview
  if (!consultants) return null
  const lines = consultants.toSorted((one, other) => other.sold.deliveries - one.sold.deliveries)
  return (
    <FigurePanel
      title={t('consultants')}
      meaning={t('def.consultants')}
      empty={lines.length === 0}
      heads={[
        t('owner'),
        t('opened'),
        t('conversion'),
        t('signed'),
        t('delivered'),
        t('deliveredAmount'),
        t('overdue'),
      ]}
      rows={lines.map(({ owner, cohort, sold, overdue }) => {
        const name = owner?.name ?? t('unknownOwner')
        const by = { ...narrowed, dealerId: dealers[0]?.id, ownerId: owner?.id }
        const opened = { kind: 'cohort', part: 'inquiries', from, to } as const
        const number = (value: number, what: string, figure: Parameters<typeof Counted>[0]['figure']) =>
          owner ? (
            <Counted key={what} value={value} what={`${name} ${what}`} figure={figure} narrowed={by} />
          ) : (
            value
          )
        return {
          key: owner?.id ?? 'nobody',
          cells: [
            name,
            number(cohort.inquiries, t('opened'), opened),
            <Share key="share" part={cohort.contracts} whole={cohort.inquiries} />,
            number(sold.contracts, t('signed'), { kind: 'contracts', from, to }),
            number(sold.deliveries, t('delivered'), { kind: 'deliveries', from, to }),
            <Sums key="sums" sums={sold.sums} of="deliveriesMinor" />,
            number(overdue, t('overdue'), { kind: 'overdue' }),
          ],
        }
      })}
    />
  )
}

export function Stores({ overview, narrowed }: PartProps) {
  const t = useWords(overviewWords)
  const { stores, dealers, from, to } = overview
  if (stores.length < 2) return null
  return (
    <FigurePanel
      title={t('stores')}
      meaning={t('def.stores')}
      empty={false}
      heads={[
        t('store'),
        t('inquiries'),
        t('conversion'),
        t('open'),
        t('signed'),
        t('delivered'),
        t('deliveredAmount'),
      ]}
      rows={stores.map(({ dealerId, cohort, sold }) => {
        const dealer = dealers.find(({ id }) => id === dealerId)
        const name = dealer ? `${nameWord(dealer)} · ${dealer.code}` : dealerId
        const number = (value: number, what: string, figure: Parameters<typeof Counted>[0]['figure']) => (
          <Counted
            key={what}
            value={value}
            what={`${name} ${what}`}
            figure={figure}
            narrowed={{ ...narrowed, dealerId }}
          />
        )
        return {
          key: dealerId,
          cells: [
            name,
            number(cohort.inquiries, t('inquiries'), { kind: 'cohort', part: 'inquiries', from, to }),
            <Share key="share" part={cohort.contracts} whole={cohort.inquiries} />,
            number(cohort.open, t('open'), { kind: 'cohort', part: 'open', from, to }),
            number(sold.contracts, t('signed'), { kind: 'contracts', from, to }),
            number(sold.deliveries, t('delivered'), { kind: 'deliveries', from, to }),
            <Sums key="sums" sums={sold.sums} of="deliveriesMinor" />,
          ],
        }
      })}
    />
  )
}
