import AntForm from 'antd/es/form'
import Input from 'antd/es/input'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, type FieldOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { BusinessDate, ContactChannel, type IntentLevel, intentLevels } from '../process/sale.contract.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { completeFollowUp, planFollowUp } from './follow-ups.contract.ts'

const Plan = bodyOf(planFollowUp)
/** The next date stands beside the result: `next` without a date falls due by the level. */
const Completion = bodyOf(completeFollowUp)
  .omit({ next: true })
  .extend({ nextDueOn: BusinessDate.nullable().default(null), withoutNext: z.boolean().default(false) })

export function PlanFollowUpForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(planFollowUp, page)
  return (
    <SchemaForm
      schema={Plan}
      labels={{ dueOn: t('followUp.dueOn'), intentLevel: t('followUp.level') }}
      initial={{ dueOn: page.state.followUp?.dueOn, intentLevel: page.state.intentLevel }}
      submitLabel={w('action.plan-follow-up')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <LevelField field={field} />
          <NextField field={field} name="dueOn" page={page} />
        </>
      )}
    </SchemaForm>
  )
}

export function CompleteFollowUpForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(completeFollowUp, page)
  const followUpId = page.state.followUp?.id ?? ''
  const labels = {
    result: t('followUp.result'),
    channel: t('followUp.channel'),
    intentLevel: t('followUp.level'),
    nextDueOn: t('followUp.next'),
    withoutNext: t('followUp.none'),
    note: t('note'),
  }
  return (
    <SchemaForm
      schema={Completion}
      labels={labels}
      initial={{ channel: 'call', intentLevel: page.state.intentLevel }}
      submitLabel={w('action.complete-follow-up')}
      draft={`follow-up.${followUpId}`}
      submit={({ nextDueOn, withoutNext, ...body }) =>
        run(version =>
          act({
            params: { id: page.id, followUpId },
            body: { ...body, next: withoutNext ? null : { dueOn: nextDueOn } },
            ifMatch: version,
          }),
        )
      }
    >
      {field => (
        <>
          <Field {...field('result')}>
            <Chips
              label={labels.result}
              options={page.process.followUpResults.map(value => ({
                value,
                label: codeWord('followUpResult', value),
              }))}
            />
          </Field>
          <Field {...field('channel')}>
            <Chips
              label={labels.channel}
              options={ContactChannel.options.map(value => ({ value, label: w(`channel.${value}`) }))}
            />
          </Field>
          <Field {...field('note')}>
            <Input.TextArea rows={3} maxLength={2000} placeholder={t('noteHint')} />
          </Field>
          <LevelField field={field} />
          <NextField field={field} name="nextDueOn" page={page} />
          {!page.process.nextFollowUpRequired && (
            <Field {...field('withoutNext')} label={undefined} valuePropName="checked">
              <NoNext label={labels.withoutNext} />
            </Field>
          )}
        </>
      )}
    </SchemaForm>
  )
}

function LevelField({ field }: { field: FieldOf }) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  return (
    <Field {...field('intentLevel')}>
      <Chips
        label={t('followUp.level')}
        options={intentLevels.map(value => ({ value, label: value, hint: w(`levelMeaning.${value}`) }))}
      />
    </Field>
  )
}

/** Left empty, the level says when: the date is shown beforehand. */
function NextField({ field, name, page }: { field: FieldOf; name: string; page: SalePage }) {
  const t = useWords(stepWords)
  const form = AntForm.useFormInstance()
  const level: IntentLevel | undefined =
    AntForm.useWatch('intentLevel', form) ?? page.state.intentLevel ?? 'B'
  const today = businessDate(new Date().toISOString(), page.dealer.timeZone)
  const days = level ? page.process.followUpDays[level] : undefined
  useProposal(name, level, days === undefined ? undefined : addDays(today, days))
  const hint =
    days === undefined ? undefined : t('followUp.byLevel', { days, date: date(addDays(today, days)) })
  return (
    <Field {...field(name)} extra={hint}>
      <DayInput from={today} />
    </Field>
  )
}

/** Another level proposes its own date; until then the field stays as it was. */
function useProposal(name: string, level: IntentLevel | undefined, proposed: string | undefined) {
  const form = AntForm.useFormInstance()
  const seen = useRef(level)
  useEffect(() => {
    if (seen.current === level) return
    seen.current = level
    form.setFieldValue(name, proposed)
  }, [form, name, level, proposed])
}

function NoNext({
  id,
  checked,
  onChange,
  label,
}: {
  id?: string
  checked?: boolean
  onChange?: (checked: boolean) => void
  label: string
}) {
  return (
    <label className="flag-filter">
      <input
        id={id}
        type="checkbox"
        checked={checked ?? false}
        onChange={event => onChange?.(event.target.checked)}
      />
      {label}
    </label>
  )
}
