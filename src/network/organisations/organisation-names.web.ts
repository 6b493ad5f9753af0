import { useAnswer } from '../../platform/web/answers/answers.ts'
import { useNameOf } from '../../platform/web/session/session.ts'
import { listOrganisations, type Organisation } from './organisations.contract.ts'

const wholeTree = { topics: ['organisations'], staleTime: 300_000 }

/** The tree of the network, which everybody may read; undefined while it is on its way. */
export function useOrganisations(): readonly Organisation[] | undefined {
  return useAnswer(listOrganisations, {}, wholeTree).data?.items
}

/** The name of an organisation by its id, in the reader's language; a dash while it is not known. */
export function useOrganisationName(): (id: string) => string {
  const nameOf = useNameOf()
  const organisations = useOrganisations()
  return id => {
    const found = organisations?.find(organisation => organisation.id === id)
    return found ? nameOf(found) : '—'
  }
}

/** Open stores, for filters and pickers. */
export function useStores(): readonly Organisation[] {
  return useOrganisations()?.filter(({ kind, closedAt }) => kind === 'dealer' && closedAt === null) ?? []
}
