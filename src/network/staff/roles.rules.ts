import type { Role } from '../../platform/permissions.ts'
import type { OrganisationKind } from '../organisations/organisations.contract.ts'

export const storeRoles = [
  'consultant',
  'sales-manager',
  'inventory-manager',
  'service-adviser',
  'finance',
  'dealer-manager',
] as const satisfies readonly Role[]

const rolesByKind: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  dealer: [...storeRoles, 'analyst', 'administrator'],
  group: ['group-manager', 'analyst', 'administrator'],
  region: ['region-manager', 'analyst', 'administrator'],
  manufacturer: ['manufacturer-manager', 'analyst', 'administrator'],
}

/** The roles that can be held at an organisation of a kind. */
export function rolesAt(kind: OrganisationKind): readonly Role[] {
  return rolesByKind[kind]
}

/** A role where it is held, with the nodes at or below. */
export interface Held {
  readonly role: Role
  readonly organisationIds: readonly string[]
}

export interface RoleAt {
  readonly role: Role
  readonly organisationId: string
}

/** Nobody grants beyond their node or above their own rights: an administrator any role at or below it,
 *  a dealer manager the roles of the store. */
export function mayGrant(held: readonly Held[], { role, organisationId }: RoleAt): boolean {
  return held.some(
    mine =>
      mine.organisationIds.includes(organisationId) &&
      (mine.role === 'administrator' || (mine.role === 'dealer-manager' && isStoreRole(role))),
  )
}

/** Who may grant all that a person holds may also take it away, rename them, or set a new password:
 *  otherwise a store manager could take over an administrator's account. */
export function mayManage(held: readonly Held[], theirs: readonly RoleAt[]): boolean {
  return theirs.every(each => mayGrant(held, each))
}

function isStoreRole(role: Role): boolean {
  return (storeRoles as readonly Role[]).includes(role)
}
