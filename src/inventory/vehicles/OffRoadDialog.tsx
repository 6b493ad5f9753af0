import Radio from 'antd/es/radio'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { OffRoadReason, takeOffRoad } from './stock.contract.ts'

export function OffRoadDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(inventoryWords)
  const { act } = useAct(takeOffRoad)
  return (
    <Modal title={t('offRoad.take')} onClose={onClose}>
      <SchemaForm
        schema={bodyOf(takeOffRoad)}
        labels={{ reason: t('offRoad.reason') }}
        submitLabel={t('offRoad.take')}
        submit={async body => {
          await act({ params: { id }, body })
          notice({ text: t('offRoad.taken') })
          onClose()
        }}
      >
        {field => (
          <>
            <p className="quiet form-note">{t('offRoad.explain')}</p>
            <Field {...field('reason')}>
              <Radio.Group
                className="radio-rows"
                options={OffRoadReason.options.map(value => ({ value, label: t(`offRoad.${value}`) }))}
              />
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
