import { Fragment, type ReactNode } from 'react'
import { useCatalogue } from '../../inventory/models/catalogue.web.ts'
import { percent } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { ProcessDefinition } from '../process/process.contract.ts'
import { intentLevels, type StageCode } from '../process/sale.contract.ts'
import { type CodeList, codeWord, salesWords, spelled } from '../sale-words.web.ts'
import { salesZh } from '../sales.words.ts'
import { limitWord, modelName } from './limit-words.web.ts'

/** A process as a person reads it. */
export function DefinitionView({ definition }: { definition: ProcessDefinition }) {
  const t = useWords(salesWords)
  return (
    <div className="stack">
      <section className="panel process-panel">
        <h2>{t('process.stages')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on the phone it scrolls sideways, also by keys */}
        <section className="process-scroll" tabIndex={0} aria-label={t('process.stages')}>
          <table className="process-table">
            <thead>
              <tr>
                <th scope="col">{t('process.stage')}</th>
                <th scope="col">{t('process.leadsHere')}</th>
                <th scope="col">{t('process.checks')}</th>
                <th scope="col">{t('process.sla')}</th>
                <th scope="col">{t('process.actionsHere')}</th>
              </tr>
            </thead>
            <tbody>
              {definition.stages.map(stage => (
                <StageRow key={stage} stage={stage} definition={definition} />
              ))}
            </tbody>
          </table>
        </section>
      </section>
      <section className="panel process-panel">
        <h2>{t('process.numbers')}</h2>
        <Numbers definition={definition} />
      </section>
      <section className="panel process-panel">
        <h2>{t('process.lists')}</h2>
        <Vocabularies definition={definition} />
      </section>
    </div>
  )
}

function StageRow({ stage, definition }: { stage: StageCode; definition: ProcessDefinition }) {
  const t = useWords(salesWords)
  const { transitions, checks, slaHours } = definition
  const leading = transitions.filter(each => each.to === stage)
  const here = transitions.filter(each => each.from.includes(stage) && each.to === null)
  const hours = slaHours.find(each => each.stage === stage)?.hours
  return (
    <tr>
      <th scope="row">{t(`stage.${stage}`)}</th>
      <td>
        {leading.map(({ action, from }) => (
          <div key={action} title={from.map(each => t(`stage.${each}`)).join(' · ')}>
            {t(`action.${action}`)}
          </div>
        ))}
      </td>
      <td>
        {checks
          .filter(each => each.stage === stage)
          .map(({ check }) => (
            <div key={check}>{t(`check.${check}`)}</div>
          ))}
      </td>
      <td className="num">{hours === undefined ? t('process.noLimit') : allowed(hours)}</td>
      <td className="quiet">
        {here.map(({ action }, index) => (
          <Fragment key={action}>
            <span>
              {t(`action.${action}`)}
              {index < here.length - 1 && ' ·'}
            </span>{' '}
          </Fragment>
        ))}
      </td>
    </tr>
  )
}

/** Whole days are said in days, as people count them. */
export function allowed(hours: number): string {
  const inDays = hours >= 48 && hours % 24 === 0
  return inDays
    ? salesWords('process.days', { count: hours / 24 })
    : salesWords('process.hours', { count: hours })
}

function Numbers({ definition }: { definition: ProcessDefinition }) {
  const t = useWords(salesWords)
  const models = useCatalogue()
  const answer = (yes: boolean) => t(yes ? 'process.yes' : 'process.no')
  const days = intentLevels.map(level => `${level} ${definition.followUpDays[level]}`).join(' · ')
  return (
    <dl className="process-facts">
      <Line name={t('process.nextFollowUpRequired')}>{answer(definition.nextFollowUpRequired)}</Line>
      <Line name={t('process.lossNeedsReview')}>{answer(definition.lossNeedsReview)}</Line>
      <Line name={t('process.reservationHours')}>{definition.reservationHours}</Line>
      <Line name={t('process.testDriveBufferMinutes')}>{definition.testDriveBufferMinutes}</Line>
      <Line name={t('process.quoteValidDays')}>{definition.quoteValidDays}</Line>
      <Line name={t('process.firstServiceMonths')}>{definition.firstServiceMonths}</Line>
      <Line name={t('process.firstServiceKm')}>{definition.firstServiceKm}</Line>
      <Line name={t('process.followUpDays')}>{days}</Line>
      <Line name={t('process.limits')}>
        {definition.discountLimitsBps
          .map(
            ({ role, bps, modelId }) =>
              `${limitWord(role, modelName(models, modelId))} ${percent(bps / 10_000, 1)}`,
          )
          .join(' · ')}
      </Line>
      <Line name={t('process.required')}>
        {definition.requiredFields
          .map(({ action, field }) =>
            t('process.ofField', { action: t(`action.${action}`), field: fieldWord(field) }),
          )
          .join(' · ')}
      </Line>
    </dl>
  )
}

/** The lists of a definition, each with the dictionary of its codes. */
export const vocabularies = [
  ['sources', 'source'],
  ['followUpResults', 'followUpResult'],
  ['winReasons', 'winReason'],
  ['lossReasons', 'lossReason'],
  ['cancellationReasons', 'cancellationReason'],
  ['paymentMethods', 'paymentMethod'],
] as const satisfies readonly (readonly [keyof ProcessDefinition, CodeList])[]

function Vocabularies({ definition }: { definition: ProcessDefinition }) {
  const t = useWords(salesWords)
  return (
    <dl className="process-facts">
      {vocabularies.map(([name, list]) => (
        <Line key={name} name={t(`process.${name}`)}>
          {definition[name].map(code => codeWord(list, code)).join(' · ')}
        </Line>
      ))}
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function fieldWord(field: string): string {
  return field in salesZh.field
    ? salesWords(`field.${field}` as Parameters<typeof salesWords>[0])
    : spelled(field)
}
