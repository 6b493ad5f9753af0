import { getRouteApi } from '@tanstack/react-router'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { DataTable } from '../../platform/web/kit/DataTable.tsx'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { useReceptionColumns } from './reception-columns.tsx'
import { exportReceptions, listReceptions, type ReceptionCounts } from './receptions.contract.ts'
import { receptionWords } from './receptions-words.web.ts'
import './receptions.css'

const routeApi = getRouteApi('/shell/receptions')
interface RegisterSearch {
  day?: string
  show?: 'visit' | 'call' | 'waiting'
}

/** The day's register: who came, who called, whose they are and what became of it. */
export function ReceptionsPage() {
  const t = useWords(receptionWords)
  const { day, show } = routeApi.useSearch()
  const patch = usePatchSearch<RegisterSearch>()
  const { dealer, dealers } = useDealer()
  const timeZone = (dealer ?? dealers[0])?.timeZone ?? 'UTC'
  const shownDay = day ?? businessDate(new Date().toISOString(), timeZone)
  const query = {
    dealerId: dealer?.id,
    day: shownDay,
    ...(show === 'waiting' ? { waiting: true } : { kind: show }),
  }
  const list = useAnswerPages(listReceptions, { query }, { topics: ['receptions', 'sales'] })
  const columns = useReceptionColumns()
  const mayCreate = useMay('receptions', 'create')
  const mayExport = useMay('receptions', 'export')
  const add = mayCreate && (
    <ActionLink to="/receptions/new" primary>
      {t('new')}
    </ActionLink>
  )
  return (
    <Page fixed title={t('title')} actions={add}>
      <div className="register-bar">
        <Day day={shownDay} onChange={next => patch({ day: next })} />
        {list.first && (
          <Counts counts={list.first.counts} show={show} onShow={next => patch({ show: next })} />
        )}
        {mayExport && (
          <div className="register-tools">
            <ExportButton contract={exportReceptions} query={query} />
          </div>
        )}
      </div>
      <DataTable
        name="receptions"
        label={t('title')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ id }) => id}
        more={list.more}
        failure={list.error}
        empty={<EmptyState icon="building" why={t('empty')} action={add} />}
      />
    </Page>
  )
}

function Day({ day, onChange }: { day: string; onChange: (day: string | undefined) => void }) {
  const t = useWords(receptionWords)
  return (
    <div className="register-day">
      <button
        type="button"
        className="icon-button"
        aria-label={t('yesterday')}
        onClick={() => onChange(addDays(day, -1))}
      >
        <Icon name="left" />
      </button>
      <DayInput label={t('day')} value={day} onChange={onChange} />
      <button
        type="button"
        className="icon-button"
        aria-label={t('tomorrow')}
        onClick={() => onChange(addDays(day, 1))}
      >
        <Icon name="right" />
      </button>
    </div>
  )
}

interface CountsProps {
  counts: ReceptionCounts
  show: RegisterSearch['show']
  onShow: (show: RegisterSearch['show']) => void
}

function Counts({ counts, show, onShow }: CountsProps) {
  const t = useWords(receptionWords)
  return (
    <>
      <Segments
        label={t('columns.kind')}
        value={show ?? 'all'}
        onChange={next => onShow(next === 'all' ? undefined : next)}
        options={[
          { value: 'all', label: t('counts.all'), count: counts.all },
          { value: 'visit', label: t('counts.visits'), count: counts.visits },
          { value: 'call', label: t('counts.calls'), count: counts.calls },
          { value: 'waiting', label: t('counts.waiting'), count: counts.waiting },
        ]}
      />
      <ul className="register-counts">
        {(['first', 'repeat', 'opened'] as const).map(name => (
          <li key={name}>
            {t(`counts.${name}`)} <b className="num">{counts[name]}</b>
          </li>
        ))}
      </ul>
    </>
  )
}
