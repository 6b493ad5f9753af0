import Button from 'antd/es/button'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { Possibility } from '../process/refusal.contract.ts'
import { refusalWords, roleWord } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import type { StepKind } from '../steps/step-kind.ts'
import { isStep } from '../steps/step-kind.ts'
import { nextActions } from './next-actions.rules.ts'
import type { SalePage } from './sale-page.contract.ts'
import type { Steps } from './use-steps.web.ts'
import './next-steps.css'

interface NextStepsProps {
  page: SalePage
  possibilities: readonly Possibility[]
  steps: Steps
}

/** What may be done now, the likeliest first; below, what may not, and why. */
export function NextSteps({ page, possibilities, steps }: NextStepsProps) {
  const t = useWords(salesWords)
  const { likely, others, refused } = sorted(page, possibilities)
  return (
    <section className="panel next" aria-label={t('sale.actions')}>
      <h2>{t('sale.actions')}</h2>
      {likely.length + others.length === 0 && <p className="quiet">{t('sale.nothingToDo')}</p>}
      <div className="next-likely">
        {likely.map((kind, index) => (
          <Button
            key={kind}
            type={index === 0 ? 'primary' : 'default'}
            size="large"
            block
            onClick={() => steps.open(kind)}
          >
            {t(`action.${kind}`)}
          </Button>
        ))}
      </div>
      {others.length > 0 && (
        <>
          <h3>{t('sale.moreActions')}</h3>
          <div className="next-others">
            {others.map(kind => (
              <Button
                key={kind}
                type="text"
                block
                className={endings.includes(kind) ? 'is-ending' : undefined}
                onClick={() => steps.open(kind)}
              >
                {t(`action.${kind}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {refused.length > 0 && (
        <details className="next-refused">
          <summary>
            {t('sale.notNow')} <small>{refused.length}</small>
            <Icon name="down" />
          </summary>
          <ul>
            {refused.map(refusal => (
              <Refused key={refusal.kind} {...refusal} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Refused({ kind, refusal }: Extract<Possibility, { possible: false }>) {
  const t = useWords(salesWords)
  const { title, detail } = refusalWords(refusal)
  const role = refusal.code === 'sale.forbidden' ? refusal.owes?.[0]?.role : undefined
  return (
    <li aria-disabled="true">
      <span>{t(`action.${kind}`)}</span>
      <small>{role ? t('sale.whoCan', { role: roleWord(role) }) : `${title} · ${detail}`}</small>
    </li>
  )
}

const endings: readonly StepKind[] = ['propose-loss', 'confirm-loss', 'cancel-sale', 'take-back-delivery']

/** The likeliest three, the other possible ones, and those refused. Single ticks stand in the checklist;
 *  what is moot (a customer that is known, a sale that ended) is not listed at all. */
export function sorted(page: SalePage, possibilities: readonly Possibility[]) {
  const moot = ['sale.customer-known', 'sale.closed', 'process.unchanged']
  const kinds = possibilities.filter(each => each.item === undefined && isStep(each.kind))
  const possible = kinds
    .filter(each => each.possible)
    .map(each => each.kind)
    .filter(isStep)
  const moment = { at: new Date().toISOString(), timeZone: page.dealer.timeZone }
  const usual = nextActions(page.process, page.state, page.actor, moment)
  const settled = page.amounts.dueMinor === 0
  const likely = usual.filter(isStep).filter(kind => !(settled && kind === 'record-payment'))
  return {
    likely,
    others: possible.filter(kind => !likely.includes(kind)),
    refused: kinds.filter(each => !each.possible).filter(each => !moot.includes(each.refusal.code)),
  }
}
