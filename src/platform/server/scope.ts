import { type Noun, type Reach, type Role, reachOf, type Verb } from '../permissions.ts'
import type { Actor, Assignment } from './actor.ts'

/** The rows one permission lets one person touch: organisation ids by how far it carries.
 *  `own` counts only rows whose owner is `staffId`, `delivered` only delivered cars. */
export interface Scope {
  readonly staffId: string
  readonly all: readonly string[]
  readonly own: readonly string[]
  readonly delivered: readonly string[]
  /** organisation ids per role in force, for field rules: cost prices, names */
  readonly rolesAt: ReadonlyMap<string, ReadonlySet<Role>>
}

/** The scope of a verb on a noun, or null when no role of the actor grants it.
 *  `networkIds` are all organisations of the network. */
export function scopeOf(actor: Actor, noun: Noun, verb: Verb, networkIds: readonly string[]): Scope | null {
  if (actor.apiScopes && !actor.apiScopes.includes(`${noun}:${verb}`)) return null
  const all = new Set<string>()
  const own = new Set<string>()
  const delivered = new Set<string>()
  let granted = false
  for (const assignment of actor.assignments) {
    const reach = reachOf(assignment.role, noun, verb)
    if (!reach || !answersFor(assignment, reach, verb, networkIds)) continue
    granted = true
    const target = reach === 'own' ? own : reach === 'delivered' ? delivered : all
    for (const id of organisationsWithin(assignment, reach, networkIds)) target.add(id)
  }
  if (!granted) return null
  for (const id of all) {
    own.delete(id)
    delivered.delete(id)
  }
  return {
    staffId: actor.staffId,
    all: [...all],
    own: [...own],
    delivered: [...delivered],
    rolesAt: rolesAt(actor),
  }
}

/** All organisations a scope touches: what the dealer wall is opened for. */
export function walled(scope: Scope): readonly string[] {
  return [...scope.all, ...scope.own, ...scope.delivered]
}

/** The organisations of a scope that lie at or below the reader's own: the others are seen from outside. */
export function homeOf({ all, rolesAt }: Scope): string[] {
  return all.filter(id => rolesAt.has(id))
}

/** Whether one of the roles is held at the organisation or above it. */
export function holdsAt(scope: Scope, organisationId: string, wanted: readonly Role[]): boolean {
  const held = scope.rolesAt.get(organisationId)
  return held !== undefined && wanted.some(role => held.has(role))
}

/** What belongs to the whole network is read by many and changed only from its root. */
function answersFor(
  { organisationIds }: Assignment,
  reach: Reach,
  verb: Verb,
  networkIds: readonly string[],
): boolean {
  return reach !== 'network' || verb === 'read' || networkIds.every(id => organisationIds.includes(id))
}

function organisationsWithin(
  assignment: Assignment,
  reach: Reach,
  networkIds: readonly string[],
): readonly string[] {
  if (reach === 'network') return networkIds
  if (reach === 'below') return assignment.organisationIds
  return assignment.dealerIds
}

function rolesAt(actor: Actor): Map<string, Set<Role>> {
  const held = new Map<string, Set<Role>>()
  for (const { role, organisationIds } of actor.assignments) {
    for (const id of organisationIds) held.set(id, (held.get(id) ?? new Set<Role>()).add(role))
  }
  return held
}
