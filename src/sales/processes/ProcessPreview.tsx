import { useCatalogue } from '../../inventory/models/catalogue.web.ts'
import type { Model } from '../../inventory/models/models.contract.ts'
import type { AnswerOf } from '../../platform/contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { percent } from '../../platform/web/kit/figures.ts'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { ActionKind } from '../process/action.contract.ts'
import type { DefinitionChange } from '../process/process.contract.ts'
import { codeWord, salesWords, spelled } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'
import type { Draft } from './DefinitionEditor.tsx'
import { allowed, fieldWord, vocabularies } from './DefinitionView.tsx'
import { editorWords } from './definition-editor.words.ts'
import { limitWord, modelName } from './limit-words.web.ts'
import { previewProcess, type RunningSales } from './processes.contract.ts'

type Preview = AnswerOf<typeof previewProcess>

/** What publishing would change, and what it would mean for the sales under way. */
export function ProcessPreview({ organisationId, draft }: { organisationId: string; draft: Draft }) {
  const body = { organisationId, definition: draft }
  const { data, error } = useAnswer(previewProcess, { body }, { topics: ['sales', 'processes'] })
  if (error) return <FailedReading failure={error} />
  if (!data) return <Lines count={6} />
  return (
    <div className="process-form">
      <Changes preview={data} />
      <Running running={data.running} />
    </div>
  )
}

function Changes({ preview: { changes, dealers } }: { preview: Preview }) {
  const t = useWords(editorWords)
  const models = useCatalogue()
  if (changes.length === 0) return <p className="process-note">{t('same')}</p>
  return (
    <section className="panel process-panel">
      <h2>{t('changesTitle', { count: changes.length })}</h2>
      <ul className="process-changes">
        {changes.map(change => (
          <li key={JSON.stringify(change)}>{changeText(change, models)}</li>
        ))}
      </ul>
      <p className="quiet">{t('holdsFor', { count: dealers })}</p>
    </section>
  )
}

function Running({ running }: { running: readonly RunningSales[] }) {
  const t = useWords(editorWords)
  const w = useWords(salesWords)
  const total = running.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className="panel process-panel">
      <h2>{t('runningTitle', { count: total })}</h2>
      <p className="quiet">{total > 0 ? t('runningNote') : t('none')}</p>
      {total > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on the phone it scrolls sideways, also by keys
        <section className="process-scroll" tabIndex={0} aria-label={t('runningTitle', { count: total })}>
          <table className="process-table">
            <thead>
              <tr>
                <th scope="col">{t('stage')}</th>
                <th scope="col">{t('version')}</th>
                <th scope="col">{t('count')}</th>
                <th scope="col">{t('lost')}</th>
                <th scope="col">{t('gained')}</th>
                <th scope="col">{t('late')}</th>
              </tr>
            </thead>
            <tbody>
              {running.map(group => (
                <tr key={`${group.version} ${group.stage}`}>
                  <th scope="row">{w(`stage.${group.stage}`)}</th>
                  <td className="num">{group.version}</td>
                  <td className="num">{group.count}</td>
                  <td>{group.stranded ? t('stranded') : actionList(group.lost)}</td>
                  <td>{actionList(group.gained)}</td>
                  <td className="num">{lateText(group)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

function actionList(actions: readonly ActionKind[]): string {
  if (actions.length === 0) return editorWords('nothing')
  return actions.map(action => salesWords(`action.${action}`)).join(' · ')
}

function lateText({ lateBefore, lateAfter }: RunningSales): string {
  if (lateBefore === lateAfter) return String(lateBefore)
  return editorWords('lateChange', { before: lateBefore, after: lateAfter })
}

function changeText(change: DefinitionChange, models: readonly Model[]): string {
  switch (change.kind) {
    case 'stage-added':
    case 'stage-removed':
      return editorWords(`change.${change.kind}`, { stage: stageWord(change.stage) })
    case 'way':
      return wayText(change)
    case 'field-required':
    case 'field-optional': {
      const { kind, action, field } = change
      return editorWords(`change.${kind}`, {
        action: salesWords(`action.${action}`),
        field: fieldWord(field),
      })
    }
    case 'check-added':
    case 'check-removed': {
      const { kind, stage, check } = change
      return editorWords(`change.${kind}`, { stage: stageWord(stage), check: salesWords(`check.${check}`) })
    }
    case 'sla': {
      const [before, after] = [change.before, change.after].map(hours =>
        hours === null ? salesWords('process.noLimit') : allowed(hours),
      ) as [string, string]
      return editorWords('change.sla', { stage: stageWord(change.stage), before, after })
    }
    case 'value': {
      const [before, after] = [valueText(change.before), valueText(change.after)]
      return editorWords('change.value', { name: ruleWord(change.name), before, after })
    }
    case 'limit': {
      const [before, after] = [change.before, change.after].map(bps =>
        bps === null ? '—' : percent(bps / 10_000),
      ) as [string, string]
      const role = limitWord(change.role, modelName(models, change.modelId))
      return editorWords('change.limit', { role, before, after })
    }
    case 'code-added':
    case 'code-removed': {
      const list = vocabularies.find(([name]) => name === change.list)
      const code = list ? codeWord(list[1], change.code) : spelled(change.code)
      return editorWords(`change.${change.kind}`, { list: ruleWord(change.list), code })
    }
  }
}

function wayText({ action, stage, before, after }: Extract<DefinitionChange, { kind: 'way' }>): string {
  const leads = (to: typeof before) => (to === null ? '' : to === stage ? editorWords('stay') : stageWord(to))
  const kind = before === null ? 'way-added' : after === null ? 'way-removed' : 'way-moved'
  return editorWords(`change.${kind}`, {
    action: salesWords(`action.${action}`),
    stage: stageWord(stage),
    before: leads(before),
    after: leads(after),
  })
}

function stageWord(stage: keyof typeof salesZh.stage): string {
  return salesWords(`stage.${stage}`)
}

function valueText(value: number | boolean | null): string {
  if (typeof value === 'boolean') return salesWords(value ? 'process.yes' : 'process.no')
  return value === null ? '—' : String(value)
}

/** `followUpDays.H` → the rule's own words and the level. */
function ruleWord(path: string): string {
  const [name = path, ...rest] = path.split('.')
  const word =
    name in salesZh.process ? salesWords(`process.${name}` as 'process.reservationHours') : spelled(name)
  return [word, ...rest].join(' ')
}
