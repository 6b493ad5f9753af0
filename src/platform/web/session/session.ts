import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Access, Noun, Verb } from '../../permissions.ts'
import { queryClient } from '../answers/answers.ts'
import { ApiProblem } from '../answers/api-problem.ts'
import { store, stored } from '../stored.ts'
import { type Language, useLanguage } from '../words/words.ts'

export interface Dealer {
  id: string
  code: string
  nameZh: string
  nameEn: string
  timeZone: string
  currency: string
}
/** Who is signed in, as GET /api/me answers it. */
export interface Me {
  staff: { id: string; name: string; username: string | null; locale: Language }
  organisation: { id: string; code: string; kind: string; nameZh: string; nameEn: string }
  roles: { role: string; organisationId: string }[]
  permissions: Partial<Record<string, Partial<Record<string, string>>>>
  dealers: Dealer[]
  demo: boolean
  twoFactor: boolean
  passwordChangeDue: boolean
}
/** The calls that the shell itself needs; web.tsx gives them, so that the shell knows no slice. */
export interface SessionCalls {
  me(signal: AbortSignal): Promise<Me>
  signOut(): Promise<unknown>
  /** Answers the one-time code of the first-run page, once the database is empty. */
  clearDemo?(): Promise<string>
}

let calls: SessionCalls | undefined
export function giveSessionCalls(given: SessionCalls) {
  calls = given
}
export function sessionCalls(): SessionCalls {
  if (!calls) throw new Error('The session calls are given in web.tsx before the first screen')
  return calls
}

export const meQuery = {
  queryKey: ['me'],
  queryFn: ({ signal }: { signal: AbortSignal }) => sessionCalls().me(signal),
  staleTime: 60_000,
  meta: { topics: ['me'] },
}

/** The signed-in person; only inside the shell, which does not open without one. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new ApiProblem(401, { code: 'auth.signed-out' })
  return data
}

export function may(me: Me, access: Access | undefined): boolean {
  return typeof access === 'object' ? me.permissions[access.noun]?.[access.verb] !== undefined : true
}

/** Whether the signed-in person may: to show or leave out an action. The server decides again. */
export function useMay(noun: Noun, verb: Verb): boolean {
  return may(useMe(), { noun, verb })
}

export function nameOf(organisation: { nameZh: string; nameEn: string }, language: Language): string {
  return language === 'zh' ? organisation.nameZh : organisation.nameEn
}

export function useNameOf() {
  const language = useLanguage()
  return (organisation: { nameZh: string; nameEn: string }) => nameOf(organisation, language)
}

const listeners = new Set<() => void>()

/** The dealer in front of the person: the chosen one of theirs, or null for all of them together. */
export function useDealer(): {
  dealer: Dealer | null
  dealers: Dealer[]
  choose: (id: string | null) => void
} {
  const { staff, dealers } = useMe()
  const kept = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => stored(`dealer.${staff.id}`),
  )
  const dealer = dealers.length === 1 ? dealers[0]! : (dealers.find(({ id }) => id === kept) ?? null)
  const choose = (id: string | null) => {
    store(`dealer.${staff.id}`, id)
    for (const listener of listeners) listener()
  }
  return { dealer, dealers, choose }
}

/** Forgets everything that the person who was signed in has read, here and in the store of the device. */
export function forget() {
  queryClient.clear()
  forgetKept()
}

/** A session that ended takes with it what was kept for a time without a network. */
export function forgetKept() {
  import('../offline/kept.ts')
    .then(({ dropAnswers }) => dropAnswers())
    .catch(failure => console.warn('What was kept on this device could not be dropped:', failure))
}
