import Button from 'antd/es/button'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { PhotoInput } from '../attachments/PhotoInput.tsx'
import { Chips } from '../inputs/Chips.tsx'
import { isSettled, openPoints, readings, withEntries } from '../process/checklist.rules.ts'
import {
  type CheckEntry,
  type CheckPoint,
  checkPoints,
  checkResolutions,
} from '../process/hand-over.contract.ts'
import { type StepProps, saleTopics, useStepAct } from '../steps/step.web.ts'
import { inspectCar, type ReadChecklist, readChecklist } from './checklists.contract.ts'
import { handOverWords } from './hand-over.words.ts'
import './readiness.css'

type Entry = ReadChecklist['entries'][number]

/** The car looked over point by point, on the phone beside it; what is entered is kept at any time. */
export function InspectionForm(props: StepProps) {
  const { page } = props
  const language = useLanguage()
  const { data, error } = useAnswer(
    readChecklist,
    { params: { id: page.id }, query: { language } },
    { topics: saleTopics(page.id) },
  )
  if (error && !data) return <FailedReading failure={error} />
  if (!data) return <Lines count={8} />
  return <Points {...props} kept={data.entries} />
}

function Points({ page, run, kept }: StepProps & { kept: readonly Entry[] }) {
  const t = useWords(handOverWords)
  const act = useStepAct(inspectCar, page)
  const [changed, setChanged] = useState<Partial<Record<CheckPoint, Entry>>>({})
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const given = Object.values(changed)
  const entries = withEntries(kept, given)
  const left = openPoints({ entries }).length
  const save = async (toSign: boolean) => {
    setState({ pending: true })
    try {
      await run(
        version => act({ params: { id: page.id }, body: { entries: given }, ifMatch: version }),
        toSign ? { kind: 'sign-checklist' } : null,
      )
    } catch (failure) {
      setState({ pending: false, failure })
    }
  }
  return (
    <div className="inspection">
      {checkPoints.map(point => (
        <Point
          key={point}
          saleId={page.id}
          entry={changed[point] ?? kept.find(each => each.point === point)}
          point={point}
          onChange={entry => setChanged(before => ({ ...before, [point]: entry }))}
        />
      ))}
      <p role="status">{left > 0 ? t('check.left', { count: left }) : t('check.complete')}</p>
      <ProblemAlert failure={state.failure} />
      <div className="line">
        <Button
          type={left === 0 ? 'primary' : 'default'}
          size="large"
          disabled={given.length === 0}
          loading={state.pending}
          onClick={() => void save(left === 0)}
        >
          {t(left === 0 ? 'check.toSign' : 'check.saveDraft')}
        </Button>
      </div>
    </div>
  )
}

interface PointProps {
  saleId: string
  point: CheckPoint
  entry: Entry | undefined
  onChange: (entry: Entry) => void
}

function Point({ saleId, point, entry, onChange }: PointProps) {
  const t = useWords(handOverWords)
  const now = entry ?? { point, result: 'ok' as const, resolution: null, value: null, photoIds: [], note: '' }
  const change = (some: Partial<Entry>) => onChange({ ...now, ...some })
  const choose = (result: CheckEntry['result']) =>
    change({ result, resolution: result === 'ok' ? null : now.resolution })
  return (
    <fieldset className={entry && isSettled(entry) ? 'is-settled' : undefined}>
      <legend>{t(`point.${point}`)}</legend>
      {readings.includes(point) && (
        <InputNumber
          min={0}
          precision={0}
          inputMode="numeric"
          aria-label={t(`point.${point}`)}
          value={now.value}
          onChange={value => change({ value })}
        />
      )}
      <Chips
        id={`check-${point}`}
        label={t(`point.${point}`)}
        value={entry?.result}
        onChange={choose}
        options={[
          { value: 'ok', label: t('check.ok') },
          { value: 'not-ok', label: t('check.notOk') },
        ]}
      />
      {entry?.result === 'not-ok' && (
        <>
          <Chips
            id={`resolution-${point}`}
            label={t('check.resolution')}
            value={now.resolution ?? undefined}
            onChange={resolution => change({ resolution })}
            options={checkResolutions.map(value => ({ value, label: t(`resolution.${value}`) }))}
          />
          <Input
            aria-label={t('check.note')}
            placeholder={t('check.note')}
            maxLength={1000}
            value={now.note}
            onChange={event => change({ note: event.target.value })}
          />
          {now.photoIds.length > 0 && <small>{t('check.photos', { count: now.photoIds.length })}</small>}
          {now.photoIds.length < 6 && (
            <PhotoInput
              key={now.photoIds.length}
              saleId={saleId}
              kind="delivery-photo"
              label={`${t('check.photo')} · ${t(`point.${point}`)}`}
              onChange={id => change({ photoIds: [...now.photoIds, id] })}
            />
          )}
        </>
      )}
    </fieldset>
  )
}
