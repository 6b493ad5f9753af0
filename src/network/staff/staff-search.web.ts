import { z } from 'zod'
import { roles } from '../../platform/permissions.ts'
import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import type { View } from '../../platform/web/kit/SavedViews.tsx'
import { useDealer, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { useOrganisations } from '../organisations/organisation-names.web.ts'
import { sessionWords } from '../sessions/sessions.words.ts'

export const StaffSearch = z.object({
  text: z.string().max(60).optional().catch(undefined),
  organisationId: z.uuid().optional().catch(undefined),
  role: z.enum(roles).optional().catch(undefined),
  state: z.enum(['deactivated', 'any']).optional().catch(undefined),
})
export type StaffSearch = z.infer<typeof StaffSearch>

/** What the address asks of the server; without an organisation, of the dealer in front. */
export function useStaffQuery({ organisationId, ...filters }: StaffSearch) {
  const { dealer } = useDealer()
  return { ...filters, organisationId: organisationId ?? dealer?.id }
}

export function useStaffTabs(): View[] {
  const t = useWords(networkWords)
  return [
    { id: 'active', name: t('staff.state.active'), search: {} },
    { id: 'deactivated', name: t('staff.state.deactivated'), search: { state: 'deactivated' } },
    { id: 'any', name: t('staff.state.any'), search: { state: 'any' } },
  ]
}

export function useStaffFilters(): Filter[] {
  const t = useWords(networkWords)
  const roleName = useWords(sessionWords)
  const nameOf = useNameOf()
  const organisations = useOrganisations() ?? []
  return [
    {
      kind: 'choice',
      name: 'organisationId',
      label: t('staff.organisation'),
      options: organisations.map(one => ({ value: one.id, label: `${one.code} ${nameOf(one)}` })),
    },
    {
      kind: 'choice',
      name: 'role',
      label: t('staff.roles'),
      options: roles.map(role => ({ value: role, label: roleName(`role.${role}`) })),
    },
  ]
}
