import Input from 'antd/es/input'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { salesWords } from '../sale-words.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { recordShowing } from './showings.contract.ts'

const Body = bodyOf(recordShowing)

export function ShowingForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(recordShowing, page)
  const visits = page.state.showings > 0 ? (['repeat'] as const) : (['first', 'repeat'] as const)
  return (
    <SchemaForm
      schema={Body}
      labels={{ visit: t('showing.visit'), note: t('note') }}
      initial={{ visit: visits[0] }}
      submitLabel={w('action.record-showing')}
      draft={`showing.${page.id}`}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <>
          <Field {...field('visit')}>
            <Chips
              label={t('showing.visit')}
              options={visits.map(value => ({ value, label: w(`visit.${value}`) }))}
            />
          </Field>
          <Field {...field('note')}>
            <Input.TextArea rows={3} maxLength={2000} placeholder={t('noteHint')} />
          </Field>
        </>
      )}
    </SchemaForm>
  )
}
