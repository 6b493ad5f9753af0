import { getRouteApi } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { lazy, Suspense, useState } from 'react'
import { listOrganisations } from '../../network/organisations/organisations.contract.ts'
import { usePatchSearch } from '../../platform/web/address.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useDealer, useMe, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { nameWord, salesWords } from '../sale-words.web.ts'
import { DefinitionView } from './DefinitionView.tsx'
import { listProcesses, readEffectiveProcess, readProcess } from './processes.contract.ts'
import './process.css'

const DefinitionEditor = lazy(() =>
  import('./DefinitionEditor.tsx').then(({ DefinitionEditor }) => ({ default: DefinitionEditor })),
)
const routeApi = getRouteApi('/shell/processes')
const topics = ['processes']

/** How an organisation sells: the process that holds there, its versions, and a new one for those who may. */
export function ProcessPage() {
  const t = useWords(salesWords)
  const search = routeApi.useSearch()
  const patch = usePatchSearch<typeof search>()
  const { dealer } = useDealer()
  const me = useMe()
  const organisationId = search.organisation ?? dealer?.id ?? me.organisation.id
  const effective = useAnswer(readEffectiveProcess, { query: { organisationId } }, { topics })
  const [editing, setEditing] = useState(false)
  const older = useAnswer(
    readProcess,
    { params: { version: search.version ?? 1 } },
    { topics, enabled: search.version !== undefined },
  )
  const current = effective.data
  const shown = search.version === undefined ? current : older.data
  const error = effective.error ?? older.error
  const isOld = shown !== undefined && current !== undefined && shown.version !== current.version
  return (
    <Page
      title={t('process.title')}
      mark={
        shown && t('process.subtitle', { organisation: nameWord(shown.organisation), version: shown.version })
      }
      actions={
        current?.mayPublish &&
        !editing &&
        !isOld && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('process.edit')}
          </Button>
        )
      }
    >
      <div className="stack">
        <OrganisationChoice
          value={organisationId}
          onChange={organisation => {
            setEditing(false)
            patch({ organisation, version: undefined })
          }}
        />
        {error && !shown && <FailedReading failure={error} />}
        {!shown && !error && <Lines count={8} />}
        {isOld && (
          <p className="process-note">
            {t('process.viewing', { version: shown.version })}{' '}
            <button type="button" className="filters-clear" onClick={() => patch({ version: undefined })}>
              {t('process.backToEffective')}
            </button>
          </p>
        )}
        {shown && current && editing && (
          <Suspense fallback={<Lines count={8} />}>
            <DefinitionEditor
              key={`${organisationId} ${current.version}`}
              organisationId={organisationId}
              version={current.version}
              definition={current.definition}
              onDone={() => setEditing(false)}
            />
          </Suspense>
        )}
        {shown && !editing && (
          <div className="process-columns">
            <DefinitionView definition={shown.definition} />
            <Versions
              organisationId={organisationId}
              shown={shown.version}
              inherited={current?.inherited ? nameWord(current.organisation) : null}
              onView={version => patch({ version })}
            />
          </div>
        )}
      </div>
    </Page>
  )
}

interface VersionsProps {
  organisationId: string
  shown: number
  inherited: string | null
  onView: (version: number) => void
}

function Versions({ organisationId, shown, inherited, onView }: VersionsProps) {
  const t = useWords(salesWords)
  const { data } = useAnswer(listProcesses, { query: { organisationId } }, { topics })
  return (
    <section className="panel process-panel">
      <h2>{t('process.versions')}</h2>
      <p className="quiet">{inherited ? t('process.inherited', { name: inherited }) : t('process.own')}</p>
      <ul className="versions">
        {data?.items.map(({ version, effective, organisation, publishedBy, publishedAt }) => (
          <li key={version}>
            <button
              type="button"
              aria-current={version === shown ? 'true' : undefined}
              onClick={() => onView(version)}
            >
              <span>
                <strong>{version}</strong> · {nameWord(organisation)}{' '}
                {effective && <Mark tone="green">{t('process.effective')}</Mark>}
              </span>
              <small>
                {t('process.publishedBy', { name: publishedBy?.name ?? t('process.system') })} ·{' '}
                <Dated at={publishedAt} />
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrganisationChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useWords(salesWords)
  const nameOf = useNameOf()
  const me = useMe()
  const { data } = useAnswer(listOrganisations, {}, { staleTime: 600_000 })
  const all = data?.items ?? []
  const roots = new Set([...me.roles.map(({ organisationId }) => organisationId), me.organisation.id])
  const parents = new Map(all.map(({ id, parentId }) => [id, parentId]))
  const isWithin = (id: string | null | undefined): boolean =>
    id !== null && id !== undefined && (roots.has(id) || isWithin(parents.get(id)))
  const within = all.filter(({ id }) => isWithin(id))
  if (within.length < 2) return null
  return (
    <div className="process-organisation">
      <span>{t('process.organisation')}</span>
      <Select
        value={value}
        onChange={onChange}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        aria-label={t('process.organisation')}
        options={within.map(each => ({ value: each.id, label: `${nameOf(each)} · ${each.code}` }))}
      />
    </div>
  )
}
