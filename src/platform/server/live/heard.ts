import { type Noun, permissions, type Role } from '../../permissions.ts'
import type { Actor } from '../actor.ts'
import { type Scope, scopeOf } from '../scope.ts'
import type { Change } from './live.ts'
import type { Watched } from './watched.ts'

/** What is known of the records that a change names, by topic. */
export type WatchedTopics = ReadonlyMap<string, Watched>

/** The topics of a change that one reader may hear of: those of nouns they read at that organisation, and
 *  of single records only those that they may open. '*' asks those concerned to read everything again. */
export function heardTopics(
  change: Change,
  actor: Actor,
  networkIds: readonly string[],
  watched: WatchedTopics,
): string[] {
  return change.topics.filter(topic => {
    if (topic === '*') return concerns(change.dealerId, actor)
    const { noun, id } = partsOf(topic)
    if (isOwnOrganisation(noun)) return change.dealerId === actor.organisationId && id === null
    const scope = isNoun(noun) ? scopeOf(actor, noun, 'read', networkIds) : null
    return scope !== null && reaches(scope, change.dealerId, id, watched.get(topic))
  })
}

export function partsOf(topic: string): { noun: string; id: string | null } {
  const colon = topic.indexOf(':')
  return colon < 0 ? { noun: topic, id: null } : { noun: topic.slice(0, colon), id: topic.slice(colon + 1) }
}

/** After a gap it is not known whom a change concerned: everybody. */
function concerns(dealerId: string, { assignments }: Actor): boolean {
  return dealerId === '*' || assignments.some(({ organisationIds }) => organisationIds.includes(dealerId))
}

/** Kept by the people of an organisation for themselves: no permission names it. */
function isOwnOrganisation(noun: string): boolean {
  return noun === 'saved-views'
}

function reaches(scope: Scope, dealerId: string, id: string | null, watched: Watched | undefined): boolean {
  if (scope.all.includes(dealerId)) return true
  if (id === null) return scope.own.includes(dealerId) || scope.delivered.includes(dealerId)
  if (!watched) return false
  if (scope.own.includes(dealerId) && watched.ownerId === scope.staffId) return true
  return scope.delivered.includes(dealerId) && watched.delivered
}

const nouns: ReadonlySet<string> = new Set(
  (Object.keys(permissions) as Role[]).flatMap(role => Object.keys(permissions[role])),
)

function isNoun(name: string): name is Noun {
  return nouns.has(name)
}
