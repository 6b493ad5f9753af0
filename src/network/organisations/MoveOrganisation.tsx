import Select from 'antd/es/select'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { moveOrganisation, type Organisation } from './organisations.contract.ts'
import { mayHangUnder } from './organisations.rules.ts'

interface MoveOrganisationProps {
  organisation: Organisation
  all: readonly Organisation[]
  onClose: () => void
}

/** Hangs an organisation, with all below it, under another one that may hold its kind. */
export function MoveOrganisation({ organisation, all, onClose }: MoveOrganisationProps) {
  const t = useWords(networkWords)
  const nameOf = useNameOf()
  const { act } = useAct(moveOrganisation, { topics: ['organisations', 'me'] })
  const { id, version, kind, parentId } = organisation
  const name = nameOf(organisation)
  const parents = all.filter(
    node => node.id !== parentId && node.closedAt === null && mayHangUnder(kind, node.kind),
  )
  return (
    <Modal title={t('organisation.moveNamed', { name })} onClose={onClose}>
      <p className="form-note">{t('organisation.moveText', { name })}</p>
      {parents.length === 0 ? (
        <p className="quiet">{t('organisation.noneHigher')}</p>
      ) : (
        <SchemaForm
          schema={bodyOf(moveOrganisation)}
          labels={{ parentId: t('organisation.parent') }}
          submitLabel={t('organisation.move')}
          submit={async body => {
            await act({ params: { id }, body, ifMatch: version })
            notice({ text: t('organisation.moved') })
            onClose()
          }}
        >
          {field => (
            <Field {...field('parentId')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={parents.map(node => ({ value: node.id, label: `${node.code} ${nameOf(node)}` }))}
              />
            </Field>
          )}
        </SchemaForm>
      )}
    </Modal>
  )
}
