import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import Radio from 'antd/es/radio'
import { z } from 'zod'
import { useWords } from '../words/words.ts'
import { Field, SchemaForm } from './form.tsx'
import { kitWords } from './kit.words.ts'
import { Modal } from './Modal.tsx'

const Given = z.object({
  name: z.string().trim().min(1).max(80),
  reach: z.enum(['private', 'team']),
  isDefault: z.boolean().default(false),
})

interface SaveViewDialogProps {
  save: (given: z.output<typeof Given>) => Promise<unknown>
  onClose: () => void
}

export function SaveViewDialog({ save, onClose }: SaveViewDialogProps) {
  const t = useWords(kitWords)
  return (
    <Modal title={t('views.save')} onClose={onClose}>
      <SchemaForm
        schema={Given}
        labels={{ name: t('views.name'), reach: t('views.reach'), isDefault: t('views.default') }}
        initial={{ reach: 'private' }}
        submitLabel={t('views.keep')}
        submit={async given => {
          await save(given)
          onClose()
        }}
      >
        {field => (
          <>
            <Field {...field('name')}>
              <Input autoFocus maxLength={80} />
            </Field>
            <Field {...field('reach')}>
              <Radio.Group
                options={[
                  { value: 'private', label: t('views.private') },
                  { value: 'team', label: t('views.team') },
                ]}
              />
            </Field>
            <Field {...field('isDefault')} label={undefined} valuePropName="checked">
              <Checkbox>{t('views.default')}</Checkbox>
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
