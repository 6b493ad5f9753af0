import { z } from 'zod'
import { listStaff } from '../../network/staff/staff.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import type { View } from '../../platform/web/kit/SavedViews.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords } from '../customers-words.web.ts'
import { CustomerKind, OwnerFilter } from './customers.contract.ts'

export const CustomerSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  owner: OwnerFilter.optional().catch(undefined),
  kind: CustomerKind.optional().catch(undefined),
  order: z.enum(['name']).optional().catch(undefined),
})
export type CustomerSearch = z.infer<typeof CustomerSearch>

/** What the address asks of the server, at the dealer in front. */
export function useCustomerQuery({ order, ...filters }: CustomerSearch) {
  const { dealer } = useDealer()
  return { ...filters, order: order ?? ('newest' as const), dealerId: dealer?.id }
}

export function useCustomerTabs(): View[] {
  const t = useWords(customersWords)
  return [
    { id: 'all', name: t('tabs.all'), search: {} },
    { id: 'mine', name: t('ownerMe'), search: { owner: 'me' } },
    { id: 'pool', name: t('pool'), search: { owner: 'pool' } },
    { id: 'companies', name: t('tabs.companies'), search: { kind: 'company' } },
  ]
}

export function useCustomerFilters(): Filter[] {
  const t = useWords(customersWords)
  return [
    { kind: 'choice', name: 'owner', label: t('owner'), options: useOwnerOptions() },
    {
      kind: 'choice',
      name: 'kind',
      label: t('kind.title'),
      options: CustomerKind.options.map(value => ({ value, label: t(`kind.${value}`) })),
    },
  ]
}

/** One's own, nobody's, and every colleague's who sells at the dealer in front. */
export function useOwnerOptions() {
  const t = useWords(customersWords)
  const { dealer } = useDealer()
  const query = { organisationId: dealer?.id, role: 'consultant' as const, limit: 100 }
  const { data } = useAnswer(listStaff, { query }, { staleTime: 300_000 })
  return [
    { value: 'me', label: t('ownerMe') },
    { value: 'pool', label: t('pool') },
    ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
}
