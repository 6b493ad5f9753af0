import Radio from 'antd/es/radio'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { type LeadDetail, LeadLossReason, loseLead } from './leads.contract.ts'

export function LoseLeadDialog({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const t = useWords(customersWords)
  const { act } = useAct(loseLead)
  return (
    <Modal title={t('loseNamed', { number: lead.number })} onClose={onClose}>
      <SchemaForm
        schema={bodyOf(loseLead)}
        labels={{ reason: t('loseReason') }}
        submitLabel={t('lose')}
        submit={async body => {
          await act({ params: { id: lead.id }, body })
          notice({ text: t('lostDone') })
          onClose()
        }}
      >
        {field => (
          <Field {...field('reason')}>
            <Radio.Group
              className="radio-rows"
              options={LeadLossReason.options.map(value => ({ value, label: t(`lossReason.${value}`) }))}
            />
          </Field>
        )}
      </SchemaForm>
    </Modal>
  )
}
