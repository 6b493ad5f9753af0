import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Select from 'antd/es/select'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { type ActionKind, actionKinds } from '../process/action.contract.ts'
import { fixedTarget, isOnTheWay, leadableStages, neededStages } from '../process/definition.rules.ts'
import { endStages, type StageCode, stageCodes } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { Draft } from './DefinitionEditor.tsx'
import { editorWords } from './definition-editor.words.ts'

interface WaysFormProps {
  draft: Draft
  onChange: (draft: Draft) => void
}
type Way = Draft['transitions'][number]

/** Which stages there are, where each action may be done, and where it leads. */
export function WaysForm({ draft, onChange }: WaysFormProps) {
  const t = useWords(editorWords)
  const w = useWords(salesWords)
  const working = draft.stages.filter(stage => !endStages.includes(stage))
  const setWays = (transitions: Way[]) => onChange({ ...draft, transitions })
  const missing = actionKinds.filter(
    action => isOnTheWay(action) && !draft.transitions.some(way => way.action === action),
  )
  return (
    <section className="panel process-panel">
      <h2>{t('stagesUsed')}</h2>
      <p className="quiet">{t('stagesHint')}</p>
      <div className="process-stages">
        {stageCodes.map(stage => (
          <Checkbox
            key={stage}
            checked={draft.stages.includes(stage)}
            disabled={neededStages.includes(stage)}
            onChange={event =>
              onChange(event.target.checked ? withStage(draft, stage) : without(draft, stage))
            }
          >
            {w(`stage.${stage}`)}
          </Checkbox>
        ))}
      </div>
      <h2>{t('ways')}</h2>
      <p className="quiet">{t('waysHint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keys */}
      <section className="process-scroll" tabIndex={0} aria-label={t('ways')}>
        <table className="process-table process-ways">
          <thead>
            <tr>
              <th scope="col">{t('action')}</th>
              {working.map(stage => (
                <th key={stage} scope="col">
                  {w(`stage.${stage}`)}
                </th>
              ))}
              <th scope="col">{t('target')}</th>
              <th scope="col" aria-label={t('removeWay', { action: '' })} />
            </tr>
          </thead>
          <tbody>
            {draft.transitions.map((way, index) => (
              <WayRow
                // biome-ignore lint/suspicious/noArrayIndexKey: an action may have several lines, which keep their order
                key={`${way.action} ${index}`}
                way={way}
                stages={draft.stages}
                onChange={next =>
                  setWays(draft.transitions.flatMap((each, at) => (at === index ? (next ?? []) : each)))
                }
              />
            ))}
          </tbody>
        </table>
      </section>
      {missing.length > 0 && (
        <Select
          aria-label={t('addWay')}
          placeholder={t('addWay')}
          value={null}
          popupMatchSelectWidth={false}
          options={missing.map(action => ({ value: action, label: w(`action.${action}`) }))}
          onSelect={(action: ActionKind | null) =>
            action && setWays([...draft.transitions, { action, from: [], to: fixedTarget(action) ?? null }])
          }
        />
      )}
    </section>
  )
}

interface WayRowProps {
  way: Way
  stages: readonly StageCode[]
  onChange: (way: Way | null) => void
}

function WayRow({ way, stages, onChange }: WayRowProps) {
  const t = useWords(editorWords)
  const w = useWords(salesWords)
  const { action, from, to } = way
  const name = w(`action.${action}`)
  const fixed = fixedTarget(action)
  const targets = fixed ? [fixed] : leadableStages(stages)
  return (
    <tr>
      <th scope="row">{name}</th>
      {stages
        .filter(stage => !endStages.includes(stage))
        .map(stage => (
          <td key={stage} className="process-tick">
            <Checkbox
              aria-label={`${name} · ${w(`stage.${stage}`)}`}
              checked={from.includes(stage)}
              onChange={event =>
                onChange({
                  ...way,
                  from: stages.filter(each => (each === stage ? event.target.checked : from.includes(each))),
                })
              }
            />
          </td>
        ))}
      <td>
        <Select
          size="small"
          aria-label={`${name} · ${t('target')}`}
          disabled={fixed !== undefined}
          value={to ?? stay}
          popupMatchSelectWidth={false}
          options={[
            ...(fixed ? [] : [{ value: stay, label: t('stay') }]),
            ...targets.map(stage => ({ value: stage as string, label: w(`stage.${stage}`) })),
          ]}
          onChange={next => onChange({ ...way, to: next === stay ? null : (next as StageCode) })}
        />
      </td>
      <td>
        <Button
          size="small"
          type="text"
          icon={<Icon name="close" />}
          aria-label={t('removeWay', { action: name })}
          onClick={() => onChange(null)}
        />
      </td>
    </tr>
  )
}

const stay = 'stay'

function withStage(draft: Draft, stage: StageCode): Draft {
  return { ...draft, stages: stageCodes.filter(each => each === stage || draft.stages.includes(each)) }
}

/** Nothing leads to a stage that is gone; what led there stays where it is done. */
function without(draft: Draft, stage: StageCode): Draft {
  const transitions = draft.transitions
    .map(way => ({
      ...way,
      from: way.from.filter(each => each !== stage),
      to: way.to === stage ? null : way.to,
    }))
    .filter(way => way.from.length > 0)
  return {
    ...draft,
    transitions,
    stages: draft.stages.filter(each => each !== stage),
    checks: draft.checks.filter(each => each.stage !== stage),
    slaHours: draft.slaHours.filter(each => each.stage !== stage),
  }
}
