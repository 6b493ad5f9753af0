import { type Noun, permissions, type Reach, type Role, type Verb } from '../../platform/permissions.ts'

const widths: readonly Reach[] = ['own', 'delivered', 'team', 'dealer', 'below', 'network']

/** What several roles permit together: per noun and verb the widest reach, within the scopes of an API key. */
export function permissionsOf(
  roles: readonly Role[],
  apiScopes: readonly string[] | null,
): Record<string, Record<string, Reach>> {
  const together: Record<string, Record<string, Reach>> = {}
  for (const role of roles) {
    for (const [noun, verbs] of Object.entries(permissions[role]) as [Noun, Partial<Record<Verb, Reach>>][]) {
      for (const [verb, reach] of Object.entries(verbs)) {
        if (apiScopes && !apiScopes.includes(`${noun}:${verb}`)) continue
        together[noun] = { ...together[noun], [verb]: wider(together[noun]?.[verb], reach) }
      }
    }
  }
  return together
}

function wider(one: Reach | undefined, other: Reach): Reach {
  return one && widths.indexOf(one) > widths.indexOf(other) ? one : other
}
