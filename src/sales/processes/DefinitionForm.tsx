import Checkbox from 'antd/es/checkbox'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import { type StageCheck, stageChecks } from '../process/process.contract.ts'
import { Code, endStages, intentLevels, type StageCode } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { Draft } from './DefinitionEditor.tsx'
import { vocabularies } from './DefinitionView.tsx'
import { DiscountLimits } from './DiscountLimits.tsx'

interface DefinitionFormProps {
  draft: Draft
  onChange: (draft: Draft) => void
}

/** What stores change most: times, conditions, limits and choices. */
export function DefinitionForm({ draft, onChange }: DefinitionFormProps) {
  const t = useWords(salesWords)
  return (
    <div className="process-form">
      <section className="panel process-panel">
        <h2>{t('process.stages')}</h2>
        {draft.stages
          .filter(stage => !endStages.includes(stage))
          .map(stage => (
            <StageFields key={stage} stage={stage} draft={draft} onChange={onChange} />
          ))}
      </section>
      <section className="panel process-panel">
        <h2>{t('process.numbers')}</h2>
        <Rules draft={draft} onChange={onChange} />
      </section>
      <section className="panel process-panel">
        <h2>{t('process.lists')}</h2>
        {vocabularies.map(([name, list]) => (
          <Row key={name} name={t(`process.${name}`)}>
            <Select
              mode="tags"
              aria-label={t(`process.${name}`)}
              placeholder={t('process.addCode')}
              value={draft[name]}
              options={draft[name].map(code => ({ value: code, label: codeWord(list, code) }))}
              onChange={(codes: string[]) => onChange({ ...draft, [name]: codes.filter(isCode) })}
            />
          </Row>
        ))}
      </section>
    </div>
  )
}

function isCode(text: string): boolean {
  return Code.safeParse(text).success
}

function StageFields({ stage, draft, onChange }: DefinitionFormProps & { stage: StageCode }) {
  const t = useWords(salesWords)
  const hours = draft.slaHours.find(each => each.stage === stage)?.hours
  const asked = draft.checks.filter(each => each.stage === stage).map(({ check }) => check)
  const setHours = (next: number | null) =>
    onChange({
      ...draft,
      slaHours: [
        ...draft.slaHours.filter(each => each.stage !== stage),
        ...(next === null ? [] : [{ stage, hours: next }]),
      ],
    })
  const setChecks = (checks: StageCheck[]) =>
    onChange({
      ...draft,
      checks: [
        ...draft.checks.filter(each => each.stage !== stage),
        ...checks.map(check => ({ stage, check })),
      ],
    })
  return (
    <div className="process-stage">
      <strong>{t(`stage.${stage}`)}</strong>
      <Select
        mode="multiple"
        aria-label={`${t(`stage.${stage}`)} · ${t('process.checks')}`}
        placeholder={t('process.checks')}
        value={asked}
        onChange={setChecks}
        options={stageChecks.map(check => ({ value: check, label: t(`check.${check}`) }))}
      />
      <InputNumber
        aria-label={`${t(`stage.${stage}`)} · ${t('process.sla')}`}
        placeholder={t('process.noLimit')}
        min={0}
        precision={0}
        value={hours ?? null}
        onChange={setHours}
      />
    </div>
  )
}

const wholeNumbers = [
  'reservationHours',
  'testDriveBufferMinutes',
  'quoteValidDays',
  'firstServiceMonths',
  'firstServiceKm',
] as const
const choices = ['nextFollowUpRequired', 'lossNeedsReview'] as const

function Rules({ draft, onChange }: DefinitionFormProps) {
  const t = useWords(salesWords)
  return (
    <>
      {choices.map(name => (
        <Checkbox
          key={name}
          checked={draft[name]}
          onChange={event => onChange({ ...draft, [name]: event.target.checked })}
        >
          {t(`process.${name}`)}
        </Checkbox>
      ))}
      {wholeNumbers.map(name => (
        <Row key={name} name={t(`process.${name}`)}>
          <Whole
            label={t(`process.${name}`)}
            value={draft[name]}
            onChange={value => onChange({ ...draft, [name]: value })}
          />
        </Row>
      ))}
      <Row name={t('process.followUpDays')}>
        {intentLevels.map(level => (
          <span key={level} className="process-pair">
            {level}
            <Whole
              label={`${t('process.followUpDays')} ${level}`}
              value={draft.followUpDays[level]}
              onChange={days =>
                onChange({ ...draft, followUpDays: { ...draft.followUpDays, [level]: days } })
              }
            />
          </span>
        ))}
      </Row>
      <Row name={t('process.limits')}>
        <DiscountLimits
          limits={draft.discountLimitsBps}
          onChange={discountLimitsBps => onChange({ ...draft, discountLimitsBps })}
        />
      </Row>
    </>
  )
}

function Whole({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (value: number) => void
}) {
  return (
    <InputNumber
      aria-label={label}
      min={0}
      precision={0}
      value={value}
      onChange={next => onChange(next ?? 0)}
    />
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="process-row">
      <span>{name}</span>
      <div>{children}</div>
    </div>
  )
}
