import {
  keepPreviousData,
  onlineManager,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { AnswerOf, CallOf, Contract } from '../../contract.ts'
import { ApiProblem } from './api-problem.ts'
import { type CallOptions, call, newKey } from './client.ts'
import { ActWaits, type WaitingCall, type Waits, waitingCall } from './waiting.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiProblem | Error
    queryMeta: { topics?: readonly string[] }
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: worthRetrying,
      refetchOnWindowFocus: false,
      networkMode: 'always', // a page that has nothing to show says so, and reads again on reconnection
      refetchOnReconnect: true,
    },
    mutations: {
      retry: worthRetrying,
      retryDelay: attempt => Math.min(8_000, 500 * 2 ** attempt),
      networkMode: 'always', // what waits for the network waits in the store, not in the page
    },
  },
})

export interface AnswerOptions {
  /** What changes it: live events with one of these topics fetch it again. Default: the contract's noun. */
  topics?: readonly string[]
  enabled?: boolean
  staleTime?: number
  refetchInterval?: number
}

/** Reads an endpoint. The key is the contract's name with the arguments; the old page stays while a new one loads. */
export function useAnswer<C extends Contract>(contract: C, input: CallOf<C>, options: AnswerOptions = {}) {
  return useQuery({
    ...answerQuery(contract, input, options),
    placeholderData: keepPreviousData,
    ...rest(options),
  })
}

/** The same reading for a route's loader: `queryClient.ensureQueryData(answerQuery(contract, input))`. */
export function answerQuery<C extends Contract>(contract: C, input: CallOf<C>, options: AnswerOptions = {}) {
  return {
    queryKey: keyOf(contract, input),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<C>> =>
      call(contract, { ...input, signal }),
    meta: { topics: options.topics ?? topicsOf(contract, input) },
  }
}

export function keyOf(contract: Contract, input: object): QueryKey {
  return [contract.name, input]
}

interface Page {
  items: readonly unknown[]
  nextCursor: string | null
}

/** Reads a keyset list page by page: `items` so far, `more()` for the next page. */
export function useAnswerPages<C extends Contract>(
  contract: C,
  input: CallOf<C>,
  options: AnswerOptions = {},
) {
  type Answer = AnswerOf<C> & Page
  const result = useInfiniteQuery({
    queryKey: [...keyOf(contract, input), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const { query } = input as { query?: object }
      const paged = { ...input, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }
      return call(contract, { ...paged, signal }) as Promise<Answer>
    },
    initialPageParam: '',
    getNextPageParam: page => page.nextCursor,
    meta: { topics: options.topics ?? topicsOf(contract, input) },
    placeholderData: keepPreviousData,
    ...rest(options),
  })
  const items = result.data?.pages.flatMap(page => page.items) as Answer['items'][number][] | undefined
  return {
    ...result,
    items: items ?? [],
    first: result.data?.pages[0],
    more: {
      has: result.hasNextPage,
      loading: result.isFetchingNextPage,
      load: () => void (result.isFetchingNextPage || result.fetchNextPage()),
    },
  }
}

export interface ActOptions<Input> {
  topics?: readonly string[]
  /** What may be entered without a network: it is kept on this device and sent later, under the same key. */
  waits?: Waits | null | ((input: Input) => Waits)
}

/** Writes through an endpoint. One key per intent: kept over retries, and over another press of the same
 *  button when nobody knows whether the first one arrived. An act that may wait is refused as `ActWaits` when
 *  the server cannot be reached; it is then on its way. */
export function useAct<C extends Contract>(contract: C, options: ActOptions<CallOf<C>> = {}) {
  type Input = CallOf<C> & Omit<CallOptions, 'idempotencyKey' | 'signal'>
  const topicsFor = (input: Input) => options.topics ?? [...nounOf(contract), ...topicsOf(contract, input)]
  const open = useRef<{ intent: string; key: string } | null>(null)
  const mutation = useMutation({
    mutationKey: [contract.name],
    mutationFn: ({ input, key, waiting }: Intended<Input>) => {
      const send = () => call(contract, { ...input, idempotencyKey: key } as CallOf<C> & CallOptions)
      return waiting ? sendOrWait(send, waiting) : send()
    },
    onSuccess: (_, { input }) => {
      open.current = null
      return invalidate(topicsFor(input))
    },
    onError: failure => {
      if (!(failure instanceof ApiProblem && failure.unanswered)) open.current = null
    },
  })
  const intended = (input: Input) => {
    const intent = JSON.stringify(input)
    if (open.current?.intent !== intent) open.current = { intent, key: newKey() }
    const { key } = open.current
    const waits = typeof options.waits === 'function' ? options.waits(input) : options.waits
    const waiting = waits && !input.upload ? waitingCall(contract, input, waits, topicsFor(input), key) : null
    return { input, key, waiting }
  }
  return {
    act: (input: Input) => mutation.mutateAsync(intended(input)),
    pending: mutation.isPending,
    problem: mutation.error,
    answer: mutation.data,
    reset: mutation.reset,
  }
}

interface Intended<Input> {
  input: Input
  key: string
  waiting: WaitingCall | null
}

/** Known to be without a network, nothing is tried; else whoever gives no answer may have acted, and the key that
 *  is sent again later asks for the same answer. */
async function sendOrWait<T>(send: () => Promise<T>, waiting: WaitingCall): Promise<T> {
  let failure: unknown = new ApiProblem(0, {})
  if (onlineManager.isOnline())
    try {
      return await send()
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem && thrown.unanswered)) throw thrown
      failure = thrown
    }
  try {
    const { wait } = await import('../offline/waiting.ts')
    await wait(waiting)
  } catch (cannotKeep) {
    console.warn('Nothing can wait on this device:', cannotKeep)
    throw failure // the form keeps what was typed
  }
  throw new ActWaits()
}

/** Fetches again whatever one of these topics changes. */
export function invalidate(topics: readonly string[]) {
  const changed = new Set(topics)
  if (changed.has('*')) return queryClient.invalidateQueries()
  return queryClient.invalidateQueries({
    predicate: query => query.meta?.topics?.some(topic => changed.has(topic)) ?? false,
  })
}

function topicsOf(contract: Contract, input: object): string[] {
  const [noun] = nounOf(contract)
  if (!noun) return []
  const params = 'params' in input ? input.params : undefined
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined
  return [typeof id === 'string' ? `${noun}:${id}` : noun]
}

function nounOf({ access }: Contract): string[] {
  return typeof access === 'object' ? [access.noun] : []
}

function rest({ topics: _, ...others }: AnswerOptions) {
  return others
}

function worthRetrying(failures: number, failure: Error): boolean {
  return failure instanceof ApiProblem && failure.unanswered && failures < 3 && navigator.onLine
}
