import type { ServerResponse } from 'node:http'
import type { Actor } from '../actor.ts'
import { accessTopic } from '../auth/access-topic.ts'
import { inScope } from '../database/in-scope.ts'
import type { Services } from '../services.ts'
import { heardTopics, partsOf, type WatchedTopics } from './heard.ts'
import type { Change } from './live.ts'
import type { FindWatched, Watched } from './watched.ts'

/** One open stream: who reads it now, and how to ask again who that is. */
export interface Stream {
  actor: Actor
  readonly response: ServerResponse
  readonly authenticate: () => Promise<Actor | null>
}

/** All open streams of this process. */
export interface Streams {
  /** How many the same session, key or person holds open. */
  readonly countOf: (actor: Actor) => number
  readonly add: (stream: Stream) => void
  readonly closeAll: () => void
}

const heartbeatMilliseconds = 15_000
const bufferedBytesMax = 1_048_576

/** Passes changes on to those who may hear of them. A reader who falls behind is dropped: it reconnects
 *  and reads again.
 *  @param watching how to find out whose a record is, by noun */
export function openStreams(services: Services, watching: Readonly<Record<string, FindWatched>>): Streams {
  const streams = new Set<Stream>()
  const forget = (stream: Stream) => void streams.delete(stream)
  const end = (stream: Stream, last?: string) => {
    forget(stream)
    stream.response.end(last)
  }

  async function pass(change: Change): Promise<void> {
    for (const stream of streams)
      if (change.topics.includes(accessTopic(stream.actor.staffId))) await recheck(stream)
    if (streams.size === 0) return
    const networkIds = await services.network.ids()
    const watched = await findWatched(services, watching, change)
    for (const stream of streams) {
      const topics = heardTopics(change, stream.actor, networkIds, watched)
      if (topics.length > 0)
        write(stream, `event: change\ndata: ${JSON.stringify({ topics, dealerId: change.dealerId })}\n\n`)
    }
  }

  /** Nobody left: the client is told. Other rights: it reconnects, and reads again as who it is now. */
  async function recheck(stream: Stream): Promise<void> {
    const actor = await stream.authenticate()
    if (!streams.has(stream)) return
    if (!actor) end(stream, 'event: ended\ndata: {}\n\n')
    else if (rightsOf(actor) !== rightsOf(stream.actor)) end(stream)
  }

  function write(stream: Stream, text: string): void {
    if (stream.response.writableLength > bufferedBytesMax) {
      forget(stream)
      stream.response.destroy()
    } else stream.response.write(text)
  }

  async function beat(): Promise<void> {
    for (const stream of [...streams]) {
      write(stream, ': still here\n\n')
      await recheck(stream)
    }
  }

  const report = (error: unknown) => services.log.warn({ err: error }, 'a live stream could not be served')
  const unsubscribe = services.live.subscribe(change => void pass(change).catch(report))
  const timer = setInterval(() => void beat().catch(report), heartbeatMilliseconds)
  timer.unref()
  return {
    countOf: actor => [...streams].filter(stream => holderOf(stream.actor) === holderOf(actor)).length,
    add: stream => {
      streams.add(stream)
      stream.response.on('close', () => forget(stream))
    },
    closeAll: () => {
      unsubscribe()
      clearInterval(timer)
      for (const stream of streams) end(stream)
    },
  }
}

function holderOf({ sessionId, apiKeyId, staffId }: Actor): string {
  return sessionId ?? apiKeyId ?? staffId
}

function rightsOf({ organisationId, assignments, apiScopes }: Actor): string {
  return JSON.stringify([organisationId, assignments, apiScopes])
}

/** Whose the named records are, read once for all streams. */
async function findWatched(
  services: Services,
  watching: Readonly<Record<string, FindWatched>>,
  { dealerId, topics }: Change,
): Promise<WatchedTopics> {
  const found = new Map<string, Watched>()
  for (const [noun, find] of Object.entries(watching)) {
    const ids = topics.map(partsOf).flatMap(part => (part.noun === noun && part.id !== null ? [part.id] : []))
    if (ids.length === 0) continue
    const rows = await inScope(services.app, { dealers: [dealerId], readOnly: true }, tx =>
      find(tx, dealerId, ids),
    )
    for (const [id, watched] of rows) found.set(`${noun}:${id}`, watched)
  }
  return found
}
