import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import InputNumber from 'antd/es/input-number'
import Radio from 'antd/es/radio'
import Select from 'antd/es/select'
import { useId, useState } from 'react'
import { z } from 'zod'
import { useReplaceSearch } from '../../platform/web/address.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { dateTimeShort } from '../../platform/web/kit/figures.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMe, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { useGrantable } from '../staff/grants.web.ts'
import { HolidaysInput } from './HolidaysInput.tsx'
import { LetterheadGroups } from './LetterheadGroups.tsx'
import { RuleGroup, type RulesDraft } from './RuleGroup.tsx'
import {
  AssignmentMode,
  type OwnRules,
  readStoreRules,
  type StoreRules,
  type StoreRulesAnswer,
  writeStoreRules,
} from './store-rules.contract.ts'
import { findingsOf } from './store-rules.rules.ts'
import { storeRulesWords } from './store-rules.words.ts'
import { WeekInput } from './WeekInput.tsx'
import '../network.css'
import './store-rules.css'

const RulesSearch = z.object({ of: z.uuid().optional().catch(undefined) })

/** When a store is open and how it treats leads; each organisation says what it wants otherwise than above. */
export function StoreRulesPage() {
  const t = useWords(storeRulesWords)
  const { of } = RulesSearch.parse(useSearch({ from: '/shell/store-rules' }))
  const replace = useReplaceSearch()
  const { dealer } = useDealer()
  const { organisation } = useMe()
  const organisationId = of ?? dealer?.id ?? organisation.id
  const { data, error } = useAnswer(readStoreRules, { query: { organisationId } })
  return (
    <Page title={t('title')} narrow>
      <div className="stack">
        <p className="quiet">{t('intro')}</p>
        <OrganisationChoice value={organisationId} onChange={id => replace({ of: id })} />
        <FailedReading failure={error} />
        {!data && !error && <RowsSkeleton />}
        {data && data.organisationId === organisationId && (
          <Rules key={`${organisationId} ${data.version}`} rules={data} />
        )}
      </div>
    </Page>
  )
}

function OrganisationChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useWords(storeRulesWords)
  const nameOf = useNameOf()
  const field = useId()
  const grantable = useGrantable()
  if (grantable.length < 2) return null
  return (
    <div className="stack-tight">
      <label htmlFor={field}>{t('organisation')}</label>
      <Select
        id={field}
        className="rule-organisation"
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={onChange}
        options={grantable.map(({ organisation }) => ({
          value: organisation.id,
          label: `${organisation.code} ${nameOf(organisation)}`,
        }))}
      />
    </div>
  )
}

function Rules({ rules }: { rules: StoreRulesAnswer }) {
  const t = useWords(storeRulesWords)
  const [own, change] = useState<OwnRules>(rules.own)
  const { act, pending, problem } = useAct(writeStoreRules)
  const draft: RulesDraft = { own, inherited: rules.inherited, mayEdit: rules.may.edit, change }
  const changed = JSON.stringify(own) !== JSON.stringify(rules.own)
  const findings = findingsOf(own)
  const save = () => {
    const { organisationId, version } = rules
    act({ body: { organisationId, rules: own }, ifMatch: version }).then(
      () => notice({ text: t('saved') }),
      () => undefined, // stands below the form
    )
  }
  return (
    <div className="stack">
      <p className="quiet">
        {t('zone', { zone: rules.timeZone })}
        {rules.writtenAt &&
          ` · ${t('version', {
            version: rules.version,
            name: rules.writtenBy?.name ?? '—',
            time: dateTimeShort(rules.writtenAt, new Date(), rules.timeZone),
          })}`}
      </p>
      <HoursGroup draft={draft} />
      <NumbersGroup draft={draft} title={t('response')} names={['firstResponseMinutes', 'warnAtPercent']} />
      <AssignmentGroup draft={draft} />
      <NumbersGroup
        draft={draft}
        title={t('pool')}
        names={['recycleDays', 'heldLeadsMax', 'heldCustomersMax']}
      />
      <HolidaysGroup draft={draft} />
      <LetterheadGroups draft={draft} />
      {findings.length > 0 && (
        <p role="alert" className="rule-findings">
          {t('findings')} {findings.map(({ path, code }) => `${path}: ${t(`finding.${code}`)}`).join('; ')}
        </p>
      )}
      <ProblemAlert failure={problem} />
      {rules.may.edit && (
        <div className="line">
          <Button
            type="primary"
            loading={pending}
            disabled={!changed || findings.length > 0 || hasUnnamed(own)}
            onClick={save}
          >
            {t('save')}
          </Button>
          {changed && <span className="quiet">{t('unsaved')}</span>}
        </div>
      )}
    </div>
  )
}

function hasUnnamed({ holidays = [] }: OwnRules): boolean {
  return holidays.some(({ name }) => name.trim() === '')
}

function HoursGroup({ draft }: { draft: RulesDraft }) {
  const t = useWords(storeRulesWords)
  const { own, inherited, mayEdit, change } = draft
  return (
    <RuleGroup draft={draft} title={t('hours')} names={['week']}>
      <WeekInput
        week={own.week ?? inherited.week}
        disabled={!mayEdit || own.week === undefined}
        onChange={week => change({ ...own, week })}
      />
    </RuleGroup>
  )
}

type NumberName = {
  [K in keyof StoreRules]: StoreRules[K] extends number ? K : never
}[keyof StoreRules]

interface NumbersGroupProps {
  draft: RulesDraft
  title: string
  names: readonly NumberName[]
}

const bounds: Record<NumberName, readonly [min: number, max: number]> = {
  firstResponseMinutes: [1, 10_080],
  warnAtPercent: [10, 99],
  recycleDays: [0, 3650],
  heldLeadsMax: [1, 100_000],
  heldCustomersMax: [1, 100_000],
}

function NumbersGroup({ draft, title, names }: NumbersGroupProps) {
  const t = useWords(storeRulesWords)
  const id = useId()
  const { own, inherited, mayEdit, change } = draft
  return (
    <RuleGroup draft={draft} title={title} names={names}>
      <div className="rule-numbers">
        {names.map(name => (
          <div key={name} className="stack-tight">
            <label htmlFor={`${id}${name}`}>{t(name)}</label>
            <InputNumber
              id={`${id}${name}`}
              min={bounds[name][0]}
              max={bounds[name][1]}
              precision={0}
              disabled={!mayEdit || own[name] === undefined}
              value={own[name] ?? inherited[name]}
              onChange={value => value !== null && change({ ...own, [name]: value })}
            />
          </div>
        ))}
      </div>
    </RuleGroup>
  )
}

function AssignmentGroup({ draft }: { draft: RulesDraft }) {
  const t = useWords(storeRulesWords)
  const { own, inherited, mayEdit, change } = draft
  return (
    <RuleGroup draft={draft} title={t('assignment')} names={['assignment']}>
      <Radio.Group
        aria-label={t('assignment')}
        className="radio-rows"
        disabled={!mayEdit || own.assignment === undefined}
        value={own.assignment ?? inherited.assignment}
        onChange={event => change({ ...own, assignment: AssignmentMode.parse(event.target.value) })}
        options={AssignmentMode.options.map(value => ({ value, label: t(`mode.${value}`) }))}
      />
    </RuleGroup>
  )
}

function HolidaysGroup({ draft }: { draft: RulesDraft }) {
  const t = useWords(storeRulesWords)
  const { own, inherited, mayEdit, change } = draft
  return (
    <section className="panel panel-section rule-group">
      <h2>{t('holidays')}</h2>
      <HolidaysInput
        own={own.holidays ?? []}
        inherited={inherited.holidays}
        disabled={!mayEdit}
        onChange={holidays => change({ ...own, holidays: holidays.length > 0 ? holidays : undefined })}
      />
    </section>
  )
}
