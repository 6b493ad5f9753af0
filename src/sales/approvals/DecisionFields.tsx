import Input from 'antd/es/input'
import { Field, type FieldOf } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { Chips } from '../inputs/Chips.tsx'
import { decisionReasons } from '../process/sale.contract.ts'
import { approvalWords } from './approvals.words.ts'

/** Why a request is refused. */
export function RefusalReason({ field }: { field: FieldOf }) {
  const t = useWords(approvalWords)
  return (
    <Field {...field('reason')}>
      <Chips
        label={t('label.decision')}
        options={decisionReasons.map(value => ({ value, label: t(`decision.${value}`) }))}
      />
    </Field>
  )
}

export function NoteField({ field }: { field: FieldOf }) {
  return (
    <Field {...field('note')}>
      <Input.TextArea rows={2} maxLength={2000} />
    </Field>
  )
}
