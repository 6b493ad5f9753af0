import { actsOf, offlineDatabase, tell, type WaitingAct } from './store.ts'

/** The server remembers an answer for seven days: what is older might be done twice. */
const oldestMs = 6 * 86_400_000

/** Sends what waits, in the order of entering, as the person who entered it and nobody else. Runs in one tab or
 *  in the service worker at a time. @returns false while something still waits for the network */
export async function sendWaiting(): Promise<boolean> {
  if (!navigator.locks) return sendAlone() // plain http outside the own machine: no worker, and the key says once
  return navigator.locks.request('forecourt.offline.send', sendAlone)
}

type Outcome =
  | { kind: 'done'; version: number | null }
  | { kind: 'refused'; problem: NonNullable<WaitingAct['problem']> }
  | { kind: 'unanswered' }

async function sendAlone(): Promise<boolean> {
  const staffId = await askWhoIsSignedIn()
  if (staffId === null) return false
  const held = new Set<string>() // records with a refused act: what comes after it may mean something else now
  for (const { id } of await actsOf(staffId)) {
    const act = await (await offlineDatabase()).get('acts', id) // the one before may have moved its version
    if (!act) continue
    if (act.problem || held.has(act.subject)) {
      held.add(act.subject)
      continue
    }
    const outcome = await send(act)
    if (outcome.kind === 'unanswered') return false
    if (outcome.kind === 'refused') held.add(act.subject)
    await record(act, outcome)
  }
  return true
}

/** Null when nobody is, or nobody can be asked. */
async function askWhoIsSignedIn(): Promise<string | null> {
  const answer = await fetch('/api/me', { headers: { accept: 'application/json' } }).catch(() => null)
  if (!answer?.ok) return null
  const me: unknown = await answer.json()
  const staff = typeof me === 'object' && me !== null && 'staff' in me ? me.staff : null
  return typeof staff === 'object' && staff !== null && 'id' in staff ? String(staff.id) : null
}

async function send(act: WaitingAct): Promise<Outcome> {
  if (isTooOld(act)) return { kind: 'refused', problem: { status: 0, code: 'waiting.too-old' } }
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': act.language,
    'idempotency-key': act.key,
  })
  if (act.ifMatch !== null) headers.set('if-match', `"${act.ifMatch}"`)
  if (act.body !== null) headers.set('content-type', 'application/json')
  const answer = await fetch(act.url, { method: act.method, headers, body: act.body }).catch(() => null)
  if (!answer || answer.status === 401 || answer.status === 429 || answer.status >= 502)
    return { kind: 'unanswered' }
  const body: unknown = await answer.json().catch(() => null)
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  if (!answer.ok) return { kind: 'refused', problem: { ...fields, status: answer.status } }
  return { kind: 'done', version: typeof fields.version === 'number' ? fields.version : null }
}

export function isTooOld({ enteredAt }: Pick<WaitingAct, 'enteredAt'>): boolean {
  return Date.now() - Date.parse(enteredAt) > oldestMs
}

async function record(act: WaitingAct, outcome: Exclude<Outcome, { kind: 'unanswered' }>): Promise<void> {
  const database = await offlineDatabase()
  if (outcome.kind === 'refused') {
    await database.put('acts', { ...act, problem: outcome.problem })
    return tell({ kind: 'changed' })
  }
  const { store, done } = database.transaction('acts', 'readwrite')
  await store.delete(act.id)
  for (const next of await store.getAll())
    if (follows(next, act)) await store.put(movedTo(next, outcome.version))
  await done
  tell({ kind: 'sent', topics: act.topics })
}

/** Entered later on the same version of the same record, by the same person, who knew of this act; the same act
 *  once more stays as it is, and gets the same answer. */
function follows(next: WaitingAct, act: WaitingAct): boolean {
  if (next.key === act.key) return false
  const isSame = next.staffId === act.staffId && next.subject === act.subject
  return isSame && next.id > act.id && next.ifMatch !== null && next.ifMatch === act.ifMatch
}

function movedTo(act: WaitingAct, version: number | null): WaitingAct {
  return version === null ? act : { ...act, ifMatch: String(version) }
}
