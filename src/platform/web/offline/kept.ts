import { hashKey, type QueryKey } from '@tanstack/react-query'
import { queryClient } from '../answers/answers.ts'
import { meQuery } from '../session/session.ts'
import { offlineDatabase } from './store.ts'

/** Personal data stays on a device for a working day at most, and never longer than its session. */
const keptForMs = 12 * 3_600_000

/** Keeps what the signed-in person reads of the named contracts, until the answer is called. */
export function keepAnswers(staffId: string, names: ReadonlySet<string>): () => void {
  const isKept = (key: QueryKey) => names.has(String(key[0])) || key[0] === meQuery.queryKey[0]
  const keep = async (queryKey: QueryKey, data: unknown, at: number) => {
    const database = await offlineDatabase()
    await database.put('answers', { id: `${staffId} ${hashKey(queryKey)}`, staffId, queryKey, data, at })
  }
  const known = queryClient.getQueryCache().getAll()
  for (const { queryKey, state } of known)
    if (state.data !== undefined && isKept(queryKey))
      void keep(queryKey, state.data, state.dataUpdatedAt).catch(cannotKeep)
  return queryClient.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !isKept(event.query.queryKey)) return
    const { data, dataUpdatedAt } = event.query.state
    void keep(event.query.queryKey, data, dataUpdatedAt).catch(cannotKeep)
  })
}

/** Puts back what was kept for the person whose session it was. @returns whether somebody's was */
export async function restoreAnswers(): Promise<boolean> {
  const database = await offlineDatabase()
  const oldest = Date.now() - keptForMs
  let restored = false
  for (const { id, queryKey, data, at } of await database.getAll('answers')) {
    if (at < oldest) await database.delete('answers', id)
    else if (queryClient.getQueryData(queryKey) === undefined) {
      queryClient.setQueryData(queryKey, data, { updatedAt: at })
      if (queryKey[0] === meQuery.queryKey[0]) restored = true
    }
  }
  return restored
}

/** Somebody else's day is nobody's business. */
export async function dropOthersAnswers(staffId: string): Promise<void> {
  const database = await offlineDatabase()
  for (const answer of await database.getAll('answers'))
    if (answer.staffId !== staffId) await database.delete('answers', answer.id)
}

export async function dropAnswers(): Promise<void> {
  await (await offlineDatabase()).clear('answers')
}

/** A full or closed store: the app works on as one without it does. */
function cannotKeep(failure: unknown): void {
  console.warn('Nothing is kept for a time without a network:', failure)
}
