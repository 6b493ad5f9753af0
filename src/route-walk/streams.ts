import type { Browser } from '../testing/product-server.ts'
import type { World } from './world.ts'

/** What a stream has brought so far. */
export interface Heard {
  readonly text: () => string
  readonly changes: () => { readonly topics: readonly string[]; readonly dealerId: string }[]
  /** told by the server that nobody is signed in any more */
  readonly isEnded: () => boolean
  /** the server has closed it, whatever it said */
  readonly isClosed: () => boolean
  readonly close: () => void
}

/** Where the server listens, over real HTTP: a stream never ends by itself. */
export async function listening({ server }: World): Promise<string> {
  const address = server.app.server.address()
  if (address && typeof address === 'object') return `http://127.0.0.1:${address.port}`
  return server.app.listen({ host: '127.0.0.1', port: 0 })
}

export async function listen(
  address: string,
  as: Pick<Browser, 'cookies'> & { readonly authorization?: string },
): Promise<Heard> {
  const ending = new AbortController()
  const cookie = [...as.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers: Record<string, string> = as.authorization ? { authorization: as.authorization } : { cookie }
  const response = await fetch(`${address}/api/events/stream`, { headers, signal: ending.signal })
  if (response.status !== 200 || !response.body)
    throw new Error(`${response.status} ${await response.text()}`)
  let text = ''
  let isClosed = false
  const read = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder()
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>)
      text += decoder.decode(chunk, { stream: true })
  }
  void read(response.body)
    .catch((error: Error) => {
      if (error.name !== 'AbortError') throw error
    })
    .finally(() => {
      isClosed = true
    })
  return {
    text: () => text,
    changes: () =>
      [...text.matchAll(/event: change\ndata: (.*)\n/g)].map(([, data = '']) => JSON.parse(data)),
    isEnded: () => /event: ended/.test(text),
    isClosed: () => isClosed,
    close: () => ending.abort(),
  }
}

/** Waits until something holds, and says whether it came to that. */
export async function until(holds: () => boolean, milliseconds = 5000): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < milliseconds; ) {
    if (holds()) return true
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  return holds()
}
