import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { OrganisationFields, useOrganisationLabels } from './OrganisationFields.tsx'
import { editOrganisation, type Organisation } from './organisations.contract.ts'

export function EditOrganisation({
  organisation,
  onClose,
}: {
  organisation: Organisation
  onClose: () => void
}) {
  const t = useWords(networkWords)
  const nameOf = useNameOf()
  const { act } = useAct(editOrganisation, { topics: ['organisations', 'me'] })
  const { id, version, nameZh, nameEn, ownTimeZone, ownCurrency } = organisation
  return (
    <Modal title={t('organisation.editNamed', { name: nameOf(organisation) })} kind="side" onClose={onClose}>
      <SchemaForm
        schema={bodyOf(editOrganisation)}
        labels={useOrganisationLabels()}
        initial={{ nameZh, nameEn, timeZone: ownTimeZone, currency: ownCurrency }}
        submitLabel={t('organisation.save')}
        submit={async body => {
          // An emptied field is inherited again.
          const { timeZone = null, currency = null } = body
          await act({ params: { id }, body: { ...body, timeZone, currency }, ifMatch: version })
          notice({ text: t('organisation.saved') })
          onClose()
        }}
      >
        {field => <OrganisationFields field={field} />}
      </SchemaForm>
    </Modal>
  )
}
