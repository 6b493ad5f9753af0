import { getRouteApi } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { FigureTable } from '../../platform/web/kit/FigureTable.tsx'
import { count, moneyShort } from '../../platform/web/kit/figures.ts'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { nameWord } from '../../sales/sale-words.web.ts'
import { monthAfter } from '../overview/rows.rules.ts'
import { summed } from './nodes.rules.ts'
import { TargetCell } from './TargetCell.tsx'
import { copyTargets, readTargets, type StoreTargets, type Targets } from './targets.contract.ts'
import { targetWords } from './targets.words.ts'
import '../analytics.css'
import './targets.css'

const routeApi = getRouteApi('/shell/targets')

/** What each store and consultant wants in a month, edited in place, beside what is done and the pace. */
export function TargetsPage() {
  const t = useWords(targetWords)
  const { month } = routeApi.useSearch()
  const patch = usePatchSearch<{ month?: string }>()
  const { dealer } = useDealer()
  const query = { dealerId: dealer?.id, month }
  const { data, error } = useAnswer(readTargets, { query }, { topics: ['targets', 'sales'] })
  return (
    <Page
      title={t('title')}
      mark={data?.month}
      actions={
        data && (
          <>
            <Button onClick={() => patch({ month: monthAfter(data.month, -1) })}>{t('previous')}</Button>
            <Button onClick={() => patch({ month: monthAfter(data.month, 1) })}>{t('next')}</Button>
          </>
        )
      }
    >
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && data.stores.length === 0 && <EmptyState why={t('empty')} />}
      {data && (
        <div className="figures">
          <Nodes targets={data} />
          {data.stores.map(store => (
            <Store key={store.dealerId} store={store} month={data.month} />
          ))}
        </div>
      )}
    </Page>
  )
}

function Nodes({ targets: { nodes } }: { targets: Targets }) {
  const t = useWords(targetWords)
  if (nodes.length === 0) return null
  const of = (done: number, target: number | null) =>
    `${count(done)} / ${target === null ? t('none') : count(target)}`
  return (
    <section className="panel figures-panel" aria-label={t('network')}>
      <header>
        <h2>{t('network')}</h2>
      </header>
      <FigureTable
        label={t('network')}
        heads={[t('who'), t('contracts'), t('deliveries'), t('amount'), t('title')]}
        rows={nodes.map(node => ({
          key: node.id,
          cells: [
            `${nameWord(node)} · ${node.code}`,
            of(node.done.contracts, node.contracts),
            of(node.done.deliveries, node.deliveries),
            node.sums.length === 0
              ? t('none')
              : node.sums.map(sum => moneyShort(sum.amountMinor, sum.currency)).join(' · '),
            t('withTarget', { count: node.withTarget, of: node.stores }),
          ],
        }))}
      />
    </section>
  )
}

function Store({ store, month }: { store: StoreTargets; month: string }) {
  const t = useWords(targetWords)
  const copy = useAct(copyTargets, { topics: ['targets'] })
  const name = `${nameWord(store)} · ${store.code}`
  const lines = [
    ...(store.store ? [{ key: store.dealerId, name: t('store'), staffId: null, line: store.store }] : []),
    ...store.people.map(({ staff, ...line }) => ({
      key: staff.id,
      name: staff.name,
      staffId: staff.id,
      line,
    })),
  ]
  return (
    <section className="panel figures-panel" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <small className="quiet">{t('pace', { begun: store.daysBegun, days: store.days })}</small>
        {store.mayEdit && (
          <Button
            className="targets-copy"
            loading={copy.pending}
            onClick={() =>
              void copy.act({ body: { dealerId: store.dealerId, month } }).catch(() => undefined)
            }
          >
            {t('copy')}
          </Button>
        )}
      </header>
      {copy.problem && <ProblemAlert failure={copy.problem} />}
      <FigureTable
        label={name}
        heads={[t('who'), t('contracts'), t('deliveries'), t('amount')]}
        rows={lines.map(({ key, name: who, staffId, line }) => ({
          key,
          cells: [
            who,
            ...(['contracts', 'deliveries', 'amountMinor'] as const).map(figure => (
              <TargetCell key={figure} {...{ store, month, who, staffId, line, figure }} />
            )),
          ],
        }))}
        foot={
          store.people.length > 0 && store.store ? peopleSum(store, t('peopleSum'), t('none')) : undefined
        }
      />
    </section>
  )
}

/** What the consultants' targets add up to, to hold against the store's own. */
function peopleSum({ people, currency }: StoreTargets, title: string, none: string) {
  const sum = (of: 'contracts' | 'deliveries' | 'amountMinor') =>
    summed(people.map(({ target }) => target[of]))
  const amount = sum('amountMinor')
  return [
    title,
    sum('contracts') ?? none,
    sum('deliveries') ?? none,
    amount === null ? none : moneyShort(amount, currency),
  ]
}
