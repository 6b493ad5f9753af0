import Button from 'antd/es/button'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { useOrganisationName } from '../organisations/organisation-names.web.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { RolesInput } from './RolesInput.tsx'
import { replaceRoles, type Staff } from './staff.contract.ts'

/** The roles that a person holds, and where; a change holds from their next request on. */
export function RolesPanel({ person, editable }: { person: Staff; editable: boolean }) {
  const t = useWords(networkWords)
  const [editing, setEditing] = useState(false)
  return (
    <section className="panel panel-section">
      <div className="panel-heading">
        <h2>{t('staff.roles')}</h2>
        {editable && !editing && <Button onClick={() => setEditing(true)}>{t('staff.changeRoles')}</Button>}
      </div>
      {editing ? (
        <RolesForm person={person} onDone={() => setEditing(false)} />
      ) : (
        <HeldRoles roles={person.roles} />
      )}
    </section>
  )
}

function HeldRoles({ roles }: Pick<Staff, 'roles'>) {
  const t = useWords(networkWords)
  const roleName = useWords(sessionWords)
  const organisationName = useOrganisationName()
  if (roles.length === 0) return <p className="quiet">{t('staff.noRoles')}</p>
  return (
    <ul className="held-roles">
      {roles.map(({ role, organisationId }) => (
        <li key={`${role} ${organisationId}`}>
          <Mark tone="blue">{roleName(`role.${role}`)}</Mark> {organisationName(organisationId)}
        </li>
      ))}
    </ul>
  )
}

function RolesForm({ person, onDone }: { person: Staff; onDone: () => void }) {
  const t = useWords(networkWords)
  const [roles, setRoles] = useState(person.roles)
  const { act, pending, problem } = useAct(replaceRoles)
  const keep = async () => {
    try {
      await act({ params: { id: person.id }, body: { roles }, ifMatch: person.version })
    } catch {
      return // stands above the button
    }
    notice({ text: t('staff.rolesSaved') })
    onDone()
  }
  return (
    <div className="stack">
      <p className="quiet">{t('staff.rolesHint')}</p>
      <RolesInput value={roles} onChange={setRoles} organisationId={person.organisationId} />
      <ProblemAlert failure={problem} />
      <div className="line">
        <Button type="primary" loading={pending} onClick={() => void keep()}>
          {t('staff.save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
