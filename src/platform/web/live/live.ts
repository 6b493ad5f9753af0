import { invalidate, queryClient } from '../answers/answers.ts'
import { reached } from '../answers/online.ts'

type Message = { kind: 'change'; topics: string[] } | { kind: 'reconnected' } | { kind: 'ended' }
const stream = '/api/events/stream'
const reopenAfterMs = 3_000

/** Keeps the screens of all tabs fresh through one event stream: the tab that holds the lock reads it and
 *  tells the others. Live is a hint: after a gap everything on screen is fetched again. */
export function goLive(onEnded: () => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('forecourt.live')
  const stopped = new AbortController()
  const hear = (message: Message) => {
    if (message.kind === 'change') void invalidate(message.topics)
    else if (message.kind === 'reconnected') void queryClient.invalidateQueries()
    else onEnded()
  }
  const tell = (message: Message) => {
    channel?.postMessage(message)
    hear(message)
  }
  if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data)
  // Without locks (plain http outside the own machine) every tab reads its own stream.
  if (channel && navigator.locks)
    navigator.locks
      .request('forecourt.live', { signal: stopped.signal }, () => read(tell, stopped.signal))
      .catch(ignoreAbort)
  else void read(hear, stopped.signal)
  return () => {
    stopped.abort()
    channel?.close()
  }
}

/** Reads the stream until stopped; a stream that the browser gave up is opened anew. */
function read(tell: (message: Message) => void, stopped: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    let source: EventSource
    let opened = 0
    let timer: ReturnType<typeof setTimeout>
    const open = () => {
      source = new EventSource(stream)
      source.onopen = () => {
        reached(true)
        if (opened++ > 0) tell({ kind: 'reconnected' })
      }
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfterMs)
      }
      source.addEventListener('change', event => tell({ kind: 'change', topics: topicsIn(event.data) }))
      source.addEventListener('ended', () => tell({ kind: 'ended' }))
    }
    stopped.addEventListener('abort', () => {
      clearTimeout(timer)
      source.close()
      resolve()
    })
    open()
  })
}

function topicsIn(data: string): string[] {
  const parsed: unknown = JSON.parse(data)
  if (typeof parsed !== 'object' || parsed === null || !('topics' in parsed)) return []
  return Array.isArray(parsed.topics) ? parsed.topics.filter(topic => typeof topic === 'string') : []
}

function ignoreAbort(reason: unknown) {
  if (!(reason instanceof DOMException && reason.name === 'AbortError')) throw reason
}
