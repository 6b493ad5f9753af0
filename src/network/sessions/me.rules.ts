import { type Noun, permissions, type Reach, type Role, type Verb } from '../../platform/permissions.ts'

const widths: readonly Reach[] = ['own', 'delivered', 'team', 'dealer', 'below', 'network']

/** A role, and whether it is held at the root of the network. */
export interface HeldRole {
  readonly role: Role
  readonly atRoot: boolean
}

/** What several roles permit together: per noun and verb the widest reach, within the scopes of an API key. */
export function permissionsOf(
  held: readonly HeldRole[],
  apiScopes: readonly string[] | null,
): Record<string, Record<string, Reach>> {
  const together: Record<string, Record<string, Reach>> = {}
  for (const { role, atRoot } of held) {
    for (const [noun, verbs] of Object.entries(permissions[role]) as [Noun, Partial<Record<Verb, Reach>>][]) {
      for (const [verb, reach] of Object.entries(verbs)) {
        if (apiScopes && !apiScopes.includes(`${noun}:${verb}`)) continue
        if (reach === 'network' && verb !== 'read' && !atRoot) continue
        together[noun] = { ...together[noun], [verb]: wider(together[noun]?.[verb], reach) }
      }
    }
  }
  return together
}

function wider(one: Reach | undefined, other: Reach): Reach {
  return one && widths.indexOf(one) > widths.indexOf(other) ? one : other
}
