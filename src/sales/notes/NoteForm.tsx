import Input from 'antd/es/input'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { writeNote } from './notes.contract.ts'

const Body = bodyOf(writeNote)

export function NoteForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(writeNote, page)
  return (
    <SchemaForm
      schema={Body}
      labels={{ note: t('note') }}
      submitLabel={w('action.write-note')}
      draft={`note.${page.id}`}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <Field {...field('note')}>
          <Input.TextArea rows={5} maxLength={2000} autoFocus placeholder={t('noteHint')} />
        </Field>
      )}
    </SchemaForm>
  )
}
