import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { FigureTable } from '../../platform/web/kit/FigureTable.tsx'
import { count, date, dateSpoken } from '../../platform/web/kit/figures.ts'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { countApprovals } from '../approvals/approval-list.contract.ts'
import { salesWords, sinceWord } from '../sale-words.web.ts'
import type { SaleFilter } from '../sales/sale-filter.contract.ts'
import { openStages } from '../sales/sale-lanes.rules.ts'
import { listSales, type SaleLine } from '../sales/sales.contract.ts'
import { type Steps, useSteps } from '../sales/use-steps.web.ts'
import { Do, Section, Work } from '../today/Work.tsx'
import { readTeam, type Team, type TeamLine } from './team.contract.ts'
import { teamWords } from './team.words.ts'
import '../levels.css'
import '../today/today.css'
import './team.css'

const StepDrawer = lazy(() =>
  import('../steps/StepDrawer.tsx').then(({ StepDrawer }) => ({ default: StepDrawer })),
)
const topics = ['sales']
const listed = 20

/** Who has how much to do, and what waits too long: where a sales manager's day begins. */
export function TeamPage() {
  const t = useWords(teamWords)
  const { dealer } = useDealer()
  const steps = useSteps()
  const { data, error } = useAnswer(readTeam, { query: { dealerId: dealer?.id } }, { topics })
  return (
    <Page title={t('title')} mark={data && <time dateTime={data.date}>{dateSpoken(data.date)}</time>}>
      {error && !data && <FailedReading failure={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && data.people.length === 0 && <EmptyState why={t('empty')} />}
      {data && data.people.length > 0 && (
        <div className="day">
          <Totals team={data} />
          <People people={data.people} />
          <div className="day-columns">
            <Late kind="overdue" total={sum(data, 'overdue')} dealerId={dealer?.id} steps={steps} />
            <Late kind="stuck" total={sum(data, 'stuck')} dealerId={dealer?.id} steps={steps} />
          </div>
        </div>
      )}
      {steps.kind && steps.sale && (
        <Suspense fallback={null}>
          <StepDrawer saleId={steps.sale} kind={steps.kind} of={steps.of} onClose={steps.close} />
        </Suspense>
      )}
    </Page>
  )
}

type Waiting = 'overdue' | 'stuck' | 'unanswered'
const filters = {
  open: { open: true },
  overdue: { open: true, overdue: true },
  stuck: { stuck: true },
  unanswered: { unanswered: true },
} as const satisfies Record<Waiting | 'open', Partial<SaleFilter>>

const waiting = ['open', 'overdue', 'stuck', 'unanswered'] as const

function sum({ people }: Team, name: Waiting): number {
  return people.reduce((total, line) => total + line[name], 0)
}

function Totals({ team }: { team: Team }) {
  const t = useWords(teamWords)
  const { dealer } = useDealer()
  const { data } = useAnswer(countApprovals, { query: { dealerId: dealer?.id } }, { topics })
  return (
    <ul className="day-figures">
      <li>
        <Link to="/approvals">
          <b>{data ? count(data.forMe) : '…'}</b>
          <span>{t('approvals')}</span>
        </Link>
      </li>
      <li>
        <Link to="/sales" search={{ lossProposed: true }}>
          <b>{count(team.lossesProposed)}</b>
          <span>{t('losses')}</span>
        </Link>
      </li>
      {(['overdue', 'stuck', 'unanswered'] as const).map(name => (
        <li key={name}>
          <Link to="/sales" search={filters[name]}>
            <b className={sum(team, name) > 0 ? 'is-late' : undefined}>{count(sum(team, name))}</b>
            <span>{t(name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function People({ people }: { people: readonly TeamLine[] }) {
  const t = useWords(teamWords)
  const w = useWords(salesWords)
  const most = Math.max(1, ...people.map(({ open }) => open))
  return (
    <section className="panel team-people">
      <h2>{t('people')}</h2>
      <FigureTable
        label={t('people')}
        heads={[t('who'), ...waiting.map(name => t(name)), ...openStages.map(stage => w(`stage.${stage}`))]}
        rows={people.map(line => ({
          key: line.owner?.id ?? 'nobody',
          cells: [
            <Person key="who" line={line} most={most} />,
            ...waiting.map(name => (
              <Figure
                key={name}
                line={line}
                value={line[name]}
                what={t(name)}
                search={filters[name]}
                late={name !== 'open'}
              />
            )),
            ...openStages.map(stage => (
              <Figure
                key={stage}
                line={line}
                value={line.stages.find(each => each.stage === stage)?.count ?? 0}
                what={w(`stage.${stage}`)}
                search={{ stage: [stage] }}
              />
            )),
          ],
        }))}
      />
    </section>
  )
}

function Person({ line: { owner, open }, most }: { line: TeamLine; most: number }) {
  const t = useWords(teamWords)
  return (
    <>
      {owner?.name ?? t('nobody')}
      <meter className="team-load" min={0} max={most} value={open} aria-label={`${t('load')} ${open}`} />
    </>
  )
}

interface FigureProps {
  line: TeamLine
  value: number
  what: string
  search: Partial<SaleFilter>
  late?: boolean
}

/** A number that opens the person's sales it counts. */
function Figure({ line: { owner }, value, what, search, late }: FigureProps) {
  const t = useWords(teamWords)
  if (value === 0) return <span className="quiet">{value}</span>
  if (!owner) return <span>{value}</span>
  return (
    <Link
      to="/sales"
      search={{ ...search, ownerId: [owner.id] }}
      className={late ? 'is-late' : undefined}
      aria-label={t('rows', { who: owner.name, what, count: value })}
    >
      {count(value)}
    </Link>
  )
}

interface LateProps {
  kind: 'overdue' | 'stuck'
  total: number
  dealerId: string | undefined
  steps: Steps
}

function Late({ kind, total, dealerId, steps }: LateProps) {
  const t = useWords(teamWords)
  const order = kind === 'overdue' ? ('follow-up' as const) : ('stage-since' as const)
  const query = { ...filters[kind], dealerId, order, limit: listed }
  const { data } = useAnswer(listSales, { query }, { topics })
  const lines = data?.items ?? []
  return (
    <Section
      id={kind}
      title={t(kind)}
      count={total}
      shown={lines.length}
      empty={t(kind === 'overdue' ? 'noOverdue' : 'noStuck')}
    >
      {lines.map(line => (
        <LateSale key={line.id} line={line} kind={kind} steps={steps} />
      ))}
    </Section>
  )
}

function LateSale({ line, kind, steps }: { line: SaleLine; kind: LateProps['kind']; steps: Steps }) {
  const t = useWords(teamWords)
  const w = useWords(salesWords)
  const why =
    kind === 'overdue'
      ? line.followUpDueOn && t('dueOn', { date: date(line.followUpDueOn) })
      : line.stageSince && t('since', { stage: w(`stage.${line.stage}`), time: sinceWord(line.stageSince) })
  return (
    <Work
      about={{ ...line, saleId: line.id }}
      why={why}
      car={line.car}
      owner
      actions={
        <Do
          label={t('reassign')}
          about={line.customer?.name ?? line.number}
          onClick={() => steps.open('assign-owner', { sale: line.id })}
        />
      }
    />
  )
}
