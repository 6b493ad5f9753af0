import type { Organisation, OrganisationKind } from './organisations.contract.ts'

const rank: Readonly<Record<OrganisationKind, number>> = { manufacturer: 0, region: 1, group: 2, dealer: 3 }

/** A node hangs under a wider one; levels may be left out, a dealer has nothing below it. */
export function mayHangUnder(child: OrganisationKind, parent: OrganisationKind): boolean {
  return rank[parent] < rank[child]
}

/** What may be the root: a manufacturer's network, or one store by itself. */
export function mayBeRoot(kind: OrganisationKind): boolean {
  return kind === 'manufacturer' || kind === 'dealer'
}

/** The ids of an organisation and of all below it.
 *  @param organisations parents before children, as the list answers them */
export function atOrBelow(
  organisations: readonly Pick<Organisation, 'id' | 'parentId'>[],
  id: string,
): string[] {
  const found = new Set([id])
  for (const { id: child, parentId } of organisations) if (parentId && found.has(parentId)) found.add(child)
  return [...found]
}
