import { invalidate } from '../answers/answers.ts'
import { onOnline } from '../answers/online.ts'
import { setWaiting, type WaitingCall } from '../answers/waiting.ts'
import { store } from '../stored.ts'
import { isTooOld, sendWaiting } from './send.ts'
import { actsOf, channelName, offlineDatabase, type Told, tell, type WaitingAct } from './store.ts'

const syncTag = 'forecourt.waiting'
const againAfterMs = 1_000

/** Keeps an act until the server can be reached; from then on it is this device's, not this page's.
 *  @throws where the browser keeps nothing */
export async function wait(call: WaitingCall): Promise<void> {
  const act: Omit<WaitingAct, 'id'> = {
    ...call,
    enteredAt: new Date().toISOString(),
    problem: null,
  }
  await (await offlineDatabase()).add('acts', act as WaitingAct) // the store gives the id
  tell({ kind: 'changed' })
  await countWaiting(call.staffId)
  await askForSync()
  setTimeout(() => void sendWaiting().catch(cannotWait), againAfterMs) // it may have been one lost packet
}

/** Counts, hears and sends for the signed-in person, until the answer is called. */
export function followWaiting(staffId: string): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    countWaiting(staffId).catch(cannotWait)
    if (data.kind === 'sent') void invalidate(data.topics)
  }
  const goOn = onOnline(() => void sendWaiting().catch(cannotWait))
  countWaiting(staffId).then(() => sendWaiting(), cannotWait)
  return () => {
    channel.close()
    goOn()
    setWaiting({ waiting: 0, refused: 0 })
  }
}

export async function drop(id: number): Promise<void> {
  await (await offlineDatabase()).delete('acts', id)
  tell({ kind: 'changed' })
  void sendWaiting().catch(cannotWait) // what stood behind it may go
}

/** Back into the form where it was entered: as its draft, and out of the queue. */
export async function takeBack({ id, draft }: WaitingAct): Promise<void> {
  if (!draft) return
  store(`draft.${draft.key}`, JSON.stringify(draft.values))
  await drop(id)
}

/** Once more, on the version that is there now: a decision of its own, under a key of its own. */
export async function sendOn(act: WaitingAct, version: string, key: string): Promise<void> {
  await (await offlineDatabase()).put('acts', { ...act, ifMatch: version, key, problem: null })
  tell({ kind: 'changed' })
  await sendWaiting()
}

/** What others entered waits for them on this device, but not for ever. */
export async function dropStaleActs(staffId: string): Promise<void> {
  const database = await offlineDatabase()
  for (const act of await database.getAll('acts'))
    if (act.staffId !== staffId && isTooOld(act)) await database.delete('acts', act.id)
  tell({ kind: 'changed' })
}

async function countWaiting(staffId: string): Promise<void> {
  const acts = await actsOf(staffId)
  const refused = acts.filter(act => act.problem !== null).length
  setWaiting({ waiting: acts.length - refused, refused })
}

/** Where the browser can, it sends them with the page closed. */
async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined
  await registration?.sync?.register(syncTag).catch(() => undefined) // refused by a setting: the page sends
}

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> }
}

/** A private window may keep nothing: then nothing waits. */
function cannotWait(failure: unknown): void {
  console.warn('Nothing can wait on this device:', failure)
}
