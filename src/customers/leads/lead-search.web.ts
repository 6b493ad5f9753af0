import { z } from 'zod'
import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import type { View } from '../../platform/web/kit/SavedViews.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords, sourceOptions } from '../customers-words.web.ts'
import { useOwnerOptions } from '../people/customer-search.web.ts'
import { OwnerFilter } from '../people/customers.contract.ts'
import { inboxWords } from './inbox.words.ts'
import { LeadState, type LeadSummary, Waiting } from './leads.contract.ts'

export const LeadSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  state: LeadState.or(z.literal('all')).optional().catch(undefined),
  owner: OwnerFilter.optional().catch(undefined),
  source: z.string().max(100).optional().catch(undefined),
  waiting: Waiting.optional().catch(undefined),
})
export type LeadSearch = z.infer<typeof LeadSearch>

/** What the address asks of the server: open leads unless another state, or all, is asked for; of the open ones
 *  whoever has waited longest for an answer comes first. */
export function useLeadQuery({ state = 'open', ...filters }: LeadSearch) {
  const { dealer } = useDealer()
  const order = state === 'open' ? ('urgent' as const) : ('newest' as const)
  return { ...filters, order, state: state === 'all' ? undefined : state, dealerId: dealer?.id }
}

export function useLeadTabs(counts: LeadSummary | undefined): View[] {
  const t = useWords(customersWords)
  const inbox = useWords(inboxWords)
  return [
    { id: 'open', name: t('leadState.open'), search: {}, count: counts?.open },
    {
      id: 'unanswered',
      name: inbox('unanswered'),
      search: { waiting: 'unanswered' },
      count: counts?.unanswered,
    },
    {
      id: 'escalated',
      name: inbox('escalated'),
      search: { waiting: 'escalated' },
      count: counts?.escalated,
    },
    { id: 'mine', name: t('leadTabs.mine'), search: { owner: 'me' }, count: counts?.mine },
    { id: 'pool', name: t('pool'), search: { owner: 'pool' }, count: counts?.pool },
    {
      id: 'converted',
      name: t('leadState.converted'),
      search: { state: 'converted' },
      count: counts?.converted,
    },
    { id: 'lost', name: t('leadState.lost'), search: { state: 'lost' }, count: counts?.lost },
    { id: 'all', name: t('leadTabs.all'), search: { state: 'all' } },
  ]
}

export function useLeadFilters(): Filter[] {
  const t = useWords(customersWords)
  return [
    { kind: 'choice', name: 'owner', label: t('owner'), options: useOwnerOptions() },
    { kind: 'choice', name: 'source', label: t('source'), options: sourceOptions() },
  ]
}
