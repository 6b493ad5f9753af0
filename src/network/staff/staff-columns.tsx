import type { Column } from '../../platform/web/kit/columns.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { useOrganisationName } from '../organisations/organisation-names.web.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import type { Staff } from './staff.contract.ts'

export function useStaffColumns(): readonly Column<Staff>[] {
  const t = useWords(networkWords)
  const organisationName = useOrganisationName()
  return [
    { key: 'name', title: t('staff.name'), width: 160, phone: 'title', render: ({ name }) => name },
    {
      key: 'roles',
      title: t('staff.roles'),
      width: 260,
      render: ({ roles }) => <RoleNames roles={roles} />,
    },
    {
      key: 'organisation',
      title: t('staff.organisation'),
      width: 200,
      render: ({ organisationId }) => organisationName(organisationId),
    },
    {
      key: 'username',
      title: t('staff.username'),
      width: 180,
      phone: 'none',
      render: ({ username }) => username ?? <Unknown />,
    },
    {
      key: 'state',
      title: t('staff.state.title'),
      width: 130,
      phone: 'mark',
      render: person => <StaffState person={person} />,
    },
    {
      key: 'locale',
      title: t('staff.locale'),
      width: 100,
      optional: true,
      phone: 'none',
      render: ({ locale }) => t(`staff.localeName.${locale}`),
    },
    {
      key: 'createdAt',
      title: t('staff.createdAt'),
      width: 150,
      optional: true,
      phone: 'none',
      render: ({ createdAt }) => <Dated at={createdAt} short />,
    },
  ]
}

/** Each role once, however many organisations it is held at. */
export function RoleNames({ roles }: Pick<Staff, 'roles'>) {
  const roleName = useWords(sessionWords)
  const names = [...new Set(roles.map(({ role }) => roleName(`role.${role}`)))]
  return names.length === 0 ? <Unknown /> : names.join(' · ')
}

export function StaffState({ person: { deactivatedAt, canSignIn } }: { person: Staff }) {
  const t = useWords(networkWords)
  if (deactivatedAt) return <Mark>{t('staff.state.deactivated')}</Mark>
  if (!canSignIn) return <Mark tone="amber">{t('staff.cannotSignIn')}</Mark>
  return <Mark tone="green">{t('staff.state.active')}</Mark>
}
