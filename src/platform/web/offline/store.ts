import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** An act that could not be sent: everything needed to send it once, by whoever entered it. */
export interface WaitingAct {
  /** in the order of entering */
  id: number
  staffId: string
  /** what it is and about whom, in the language of that moment */
  label: string
  /** the page where it was entered */
  path: string
  method: string
  url: string
  body: string | null
  ifMatch: string | null
  key: string
  language: string
  /** what it changes; acts on one record are sent one after another, or not at all */
  subject: string
  topics: readonly string[]
  enteredAt: string
  /** what the form held, where it keeps a draft */
  draft: { key: string; values: unknown } | null
  /** why the server would not take it; null while it waits */
  problem: (Record<string, unknown> & { status: number }) | null
}

/** An answer that may be read without a network. */
export interface KeptAnswer {
  id: string
  staffId: string
  queryKey: readonly unknown[]
  data: unknown
  /** when the server gave it, in milliseconds */
  at: number
}

interface OfflineSchema extends DBSchema {
  acts: { key: number; value: WaitingAct }
  answers: { key: string; value: KeptAnswer }
}
export type OfflineDatabase = IDBPDatabase<OfflineSchema>

let opened: Promise<OfflineDatabase> | undefined

/** What this browser keeps for a time without a network; the page and the service worker share it. */
export function offlineDatabase(): Promise<OfflineDatabase> {
  opened ??= openDB<OfflineSchema>('forecourt', 1, {
    upgrade(database) {
      database.createObjectStore('acts', { keyPath: 'id', autoIncrement: true })
      database.createObjectStore('answers', { keyPath: 'id' })
    },
    terminated: () => {
      opened = undefined
    },
  })
  opened.catch(() => {
    opened = undefined // a private window may refuse: asked again next time
  })
  return opened
}

export async function actsOf(staffId: string): Promise<WaitingAct[]> {
  const acts = await (await offlineDatabase()).getAll('acts')
  return acts.filter(act => act.staffId === staffId)
}

/** A word between the tabs and the service worker. */
export type Told = { kind: 'changed' } | { kind: 'sent'; topics: readonly string[] }
export const channelName = 'forecourt.offline'

export function tell(word: Told): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(word)
  channel.close()
}
