import type { Role } from '../permissions.ts'

/** One role of a person at one organisation, with the tree below it at the moment of the request. */
export interface Assignment {
  readonly role: Role
  readonly organisationId: string
  /** every node at or below the organisation, itself included */
  readonly organisationIds: readonly string[]
  /** the dealers among them */
  readonly dealerIds: readonly string[]
}

/** Who is asking, read afresh for each request: revocation and re-roling hold from the next one on. */
export interface Actor {
  readonly staffId: string
  readonly organisationId: string
  readonly sessionId: string | null
  readonly apiKeyId: string | null
  /** 'noun:verb' entries an API key is limited to; null for a session */
  readonly apiScopes: readonly string[] | null
  readonly locale: 'zh' | 'en'
  readonly assignments: readonly Assignment[]
}

/** Turns the headers of a request into an actor, or null when nobody is signed in. */
export type Authenticate = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
) => Promise<Actor | null>

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.assignments.some(assignment => wanted.includes(assignment.role))
}
