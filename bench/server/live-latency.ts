import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type BenchRow, median, percentile, rounded } from '../bench-row.ts'
import { advanceOf } from '../sales/advance-over-http.ts'
import { makeFreshSales, saleIdOf } from '../sales/fresh-sales.ts'
import { openConnection } from './connection.ts'
import { type DemoServer, withDemoServer } from './demo-server.ts'
import { signIn } from './sign-in.ts'

const changes = 100

/** From sending a change as a consultant to hearing of it on the open stream of the manager. */
export async function row(): Promise<BenchRow[]> {
  const milliseconds = await withDemoServer(measure)
  const note = `${changes} changes, p50 ${rounded(median(milliseconds))} ms`
  const value = percentile(milliseconds, 0.95) / 1000
  return [atMost({ name: 'live-latency', value, unit: 's p95', limit: 1, note })]
}

async function measure(server: DemoServer): Promise<number[]> {
  const sales = await makeFreshSales(server, 'consultant.d01', changes)
  const stream = await listen(server.address, await signIn(server.address, 'sales-manager.d01'))
  const connection = await openConnection(server.address)
  const milliseconds: number[] = []
  for (let number = 1; number <= changes; number += 1) {
    const sentAt = performance.now()
    const heard = stream.heardAt(`"sales:${saleIdOf(sales, number)}"`)
    const answer = await connection.post(...advanceOf(sales, number))
    if (answer.status !== 201) throw new Error(`an advance was refused: ${answer.status} ${answer.body}`)
    milliseconds.push((await heard) - sentAt)
    await sleep(30 + Math.random() * 50) // not in step with the server's own clockwork
  }
  connection.close()
  stream.close()
  return milliseconds
}

/** Reads a stream of events as a browser does. */
async function listen(address: string, cookie: string) {
  const closing = new AbortController()
  const { body, status } = await fetch(`${address}/api/events/stream`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: closing.signal,
  })
  if (status !== 200 || !body) throw new Error(`the stream answered ${status}`)
  const waiting = new Map<string, (at: number) => void>()
  const reading = read(body, waiting).catch(error => {
    if (!closing.signal.aborted) throw error
  })
  return {
    heardAt: (topic: string) =>
      Promise.race([
        new Promise<number>(resolve => waiting.set(topic, resolve)),
        reading.then(() => Promise.reject(new Error('the stream ended'))),
        sleep(20_000, undefined, { ref: false }).then(() =>
          Promise.reject(new Error(`nothing heard of ${topic}`)),
        ),
      ]),
    close: () => closing.abort(),
  }
}

async function read(
  body: ReadableStream<Uint8Array>,
  waiting: Map<string, (at: number) => void>,
): Promise<void> {
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const whole = text.lastIndexOf('\n\n')
    if (whole < 0) continue
    const events = text.slice(0, whole)
    text = text.slice(whole)
    for (const [topic, resolve] of waiting) {
      if (!events.includes(topic)) continue
      waiting.delete(topic)
      resolve(performance.now())
    }
  }
}
