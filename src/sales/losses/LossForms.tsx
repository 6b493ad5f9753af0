import Input from 'antd/es/input'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { MoneyInput } from '../../platform/web/kit/MoneyInput.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { currencyOf } from '../inputs/currency.web.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { confirmLoss, declineLoss, proposeLoss } from './losses.contract.ts'
import { lossWords } from './losses.words.ts'

const Proposal = bodyOf(proposeLoss)
const Refusal = bodyOf(declineLoss)

export function ProposeLossForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(proposeLoss, page)
  const l = useWords(lossWords)
  const labels = {
    reason: t('loss.reason'),
    competitor: l('form.make'),
    competitorModel: l('form.model'),
    priceGapMinor: l('form.gap'),
    note: t('loss.note'),
  }
  return (
    <SchemaForm
      schema={Proposal}
      labels={labels}
      submitLabel={w('action.propose-loss')}
      draft={`loss.${page.id}`}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <p className="step-note">{t(page.process.lossNeedsReview ? 'loss.review' : 'loss.noReview')}</p>
          <Field {...field('reason')}>
            <Chips
              label={labels.reason}
              options={page.process.lossReasons.map(value => ({
                value,
                label: codeWord('lossReason', value),
              }))}
            />
          </Field>
          <div className="step-two">
            <Field {...field('competitor')}>
              <Input maxLength={100} />
            </Field>
            <Field {...field('competitorModel')}>
              <Input maxLength={100} />
            </Field>
          </div>
          <Field {...field('priceGapMinor')}>
            <MoneyInput currency={currencyOf(page)} />
          </Field>
          <Field {...field('note')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

export function ConfirmLossForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(confirmLoss, page)
  return (
    <Confirm
      label={w('action.confirm-loss')}
      danger
      submit={() => run(version => act({ params: { id: page.id }, ifMatch: version }))}
    >
      <Proposed page={page} />
      <p>{t('loss.confirmText')}</p>
    </Confirm>
  )
}

export function DeclineLossForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const l = useWords(lossWords)
  const w = useWords(salesWords)
  const act = useStepAct(declineLoss, page)
  return (
    <SchemaForm
      schema={Refusal}
      labels={{ note: l('form.why') }}
      submitLabel={w('action.decline-loss')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <Proposed page={page} />
          <p>{t('loss.declineText')}</p>
          <Field {...field('note')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}

function Proposed({ page }: { page: SalePage }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const { loss } = page.state
  if (!loss) return null
  const name = page.people.find(person => person.id === loss.proposedBy)?.name ?? w('sale.somebody')
  return (
    <p>
      <strong>{loss.reason ? codeWord('lossReason', loss.reason) : w('sale.unknownTime')}</strong>
      <br />
      <span className="quiet">
        {t('loss.proposed', { name })} · <Dated at={loss.proposedAt} timeZone={page.dealer.timeZone} />
      </span>
    </p>
  )
}
