import { z } from 'zod'
import { BusinessDate, Id } from '../../platform/scalars.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import type { View } from '../../platform/web/kit/SavedViews.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { networkZh } from '../network.words.ts'
import { networkWords } from '../network-words.web.ts'
import { listStaff } from '../staff/staff.contract.ts'
import { auditWords } from './audit-words.web.ts'

const nouns = Object.keys(networkZh.noun) as (keyof typeof networkZh.noun)[]
const commonVerbs = ['created', 'edited', 'exported', 'imported', 'revealed', 'signed-in', 'refused'] as const

export const AuditSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  staffId: Id.optional().catch(undefined),
  verb: z.string().max(40).optional().catch(undefined),
  noun: z.string().max(40).optional().catch(undefined),
  from: BusinessDate.optional().catch(undefined),
  to: BusinessDate.optional().catch(undefined),
})
export type AuditSearch = z.infer<typeof AuditSearch>

export function useAuditQuery(search: AuditSearch) {
  const { dealer } = useDealer()
  return { ...search, dealerId: dealer?.id }
}

export function useAuditTabs(): View[] {
  const t = useWords(auditWords)
  return [
    { id: 'all', name: t('tabs.all'), search: {} },
    { id: 'exported', name: t('tabs.exported'), search: { verb: 'exported' } },
    { id: 'revealed', name: t('tabs.revealed'), search: { verb: 'revealed' } },
    { id: 'refused', name: t('tabs.refused'), search: { verb: 'refused' } },
  ]
}

export function useAuditFilters(): Filter[] {
  const t = useWords(auditWords)
  const w = useWords(networkWords)
  const { dealer } = useDealer()
  const { data } = useAnswer(listStaff, { query: { organisationId: dealer?.id, state: 'any', limit: 100 } })
  return [
    {
      kind: 'choice',
      name: 'staffId',
      label: t('by'),
      options: (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'choice',
      name: 'noun',
      label: t('noun'),
      options: nouns.map(noun => ({ value: noun, label: w(`noun.${noun}`) })),
    },
    {
      kind: 'choice',
      name: 'verb',
      label: t('verb'),
      options: commonVerbs.map(verb => ({ value: verb, label: t(`did.${verb}`) })),
    },
    { kind: 'dates', from: 'from', to: 'to', label: t('days') },
  ]
}
