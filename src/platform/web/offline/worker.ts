// The service worker: the app opens without a network, in the version it was last seen in. It never keeps an
// answer of the API: those are personal, and the page keeps the few that it may.
import { sendWaiting } from './send.ts'

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly __WB_MANIFEST: readonly { url: string; revision: string | null }[]
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate' | 'sync', hear: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', hear: (event: FetchEvent) => void): void
  addEventListener(type: 'message', hear: (event: MessageEvent) => void): void
}
declare const self: Worker

const prefix = 'forecourt.build.'
const entries = self.__WB_MANIFEST.map(({ url, revision }) => ({ path: `/${url}`, revision }))
const paths = new Set(entries.map(({ path }) => path))
const ours = prefix + hashOf(JSON.stringify(entries))
const fetchedAtOnce = 6

self.addEventListener('install', event => event.waitUntil(keepBuild()))
self.addEventListener('activate', event => event.waitUntil(takeOver()))
self.addEventListener('sync', event => event.waitUntil(sendOrFail()))
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting()
})
self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(openApp(request))
  else if (paths.has(pathname) || pathname.startsWith('/assets/')) event.respondWith(readFile(request))
})

/** The whole build, so that every screen opens; what the last one had under the same name is taken over. */
async function keepBuild(): Promise<void> {
  const cache = await caches.open(ours)
  const left = [...entries]
  const work = async () => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      const { path, revision } = entry
      const known = revision === null ? await caches.match(path, { ignoreVary: true }) : undefined
      const answer = known ?? (await fetch(path, { cache: 'no-cache' }))
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
      await cache.put(path, answer)
    }
  }
  await Promise.all(Array.from({ length: fetchedAtOnce }, work))
}

/** The build before stays: a tab that still runs it opens its screens from there. */
async function takeOver(): Promise<void> {
  const before = (await caches.keys()).filter(name => name.startsWith(prefix) && name !== ours)
  await Promise.all(before.slice(0, -1).map(name => caches.delete(name)))
  await self.clients.claim()
}

async function openApp(request: Request): Promise<Response> {
  const cache = await caches.open(ours)
  return (await cache.match('/index.html', { ignoreVary: true })) ?? fetch(request)
}

async function readFile(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const cache = await caches.open(ours)
  const kept = (await cache.match(pathname, { ignoreVary: true })) ?? (await inOtherBuilds(pathname))
  return kept ?? fetch(request)
}

/** Only names that carry their content's hash mean the same in every build. */
async function inOtherBuilds(pathname: string): Promise<Response | undefined> {
  return pathname.startsWith('/assets/') ? caches.match(pathname, { ignoreVary: true }) : undefined
}

/** A failure asks the browser to try again later. */
async function sendOrFail(): Promise<void> {
  if (!(await sendWaiting())) throw new Error('some acts still wait')
}

/** FNV-1a: a name, not a secret. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}
