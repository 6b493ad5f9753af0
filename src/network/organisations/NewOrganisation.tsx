import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { OrganisationFields, useOrganisationLabels } from './OrganisationFields.tsx'
import { createOrganisation, type Organisation, organisationKinds } from './organisations.contract.ts'
import { mayHangUnder } from './organisations.rules.ts'

const NewNode = bodyOf(createOrganisation).omit({ parentId: true })

/** Adds an organisation below another; which kinds fit there is the tree's rule. */
export function NewOrganisation({ parent, onClose }: { parent: Organisation; onClose: () => void }) {
  const t = useWords(networkWords)
  const nameOf = useNameOf()
  const { act } = useAct(createOrganisation, { topics: ['organisations', 'me'] })
  const kinds = organisationKinds.filter(kind => mayHangUnder(kind, parent.kind))
  return (
    <Modal title={t('organisation.addTo', { name: nameOf(parent) })} kind="side" onClose={onClose}>
      <SchemaForm
        schema={NewNode}
        labels={useOrganisationLabels()}
        initial={{ kind: kinds.at(-1) }}
        marked
        submitLabel={t('organisation.save')}
        submit={async body => {
          await act({ body: { ...body, parentId: parent.id } })
          notice({ text: t('organisation.saved') })
          onClose()
        }}
      >
        {field => (
          <>
            <Field {...field('kind')}>
              <Select options={kinds.map(value => ({ value, label: t(`organisation.kind.${value}`) }))} />
            </Field>
            <Field {...field('code')} extra={t('organisation.codeHint')}>
              <Input autoFocus maxLength={16} autoComplete="off" />
            </Field>
            <OrganisationFields field={field} />
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
