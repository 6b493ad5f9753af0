import type { Role } from '../../platform/permissions.ts'
import { useMe } from '../../platform/web/session/session.ts'
import { useOrganisations } from '../organisations/organisation-names.web.ts'
import type { Organisation } from '../organisations/organisations.contract.ts'
import { atOrBelow } from '../organisations/organisations.rules.ts'
import { type Held, mayGrant, rolesAt } from './roles.rules.ts'

export interface Grantable {
  organisation: Organisation
  roles: readonly Role[]
}

/** The organisations at which the signed-in person may give roles, each with the roles. */
export function useGrantable(): readonly Grantable[] {
  const { roles } = useMe()
  const organisations = useOrganisations() ?? []
  const held = roles.map(({ role, organisationId }) => ({
    role: role as Role,
    organisationIds: atOrBelow(organisations, organisationId),
  }))
  return organisations
    .filter(({ closedAt }) => closedAt === null)
    .map(organisation => ({ organisation, roles: grantedAt(held, organisation) }))
    .filter(grantable => grantable.roles.length > 0)
}

function grantedAt(held: readonly Held[], { id, kind }: Organisation): readonly Role[] {
  return rolesAt(kind).filter(role => mayGrant(held, { role, organisationId: id }))
}
