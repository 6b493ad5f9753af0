import { atMost, type BenchRow, median, percentile, rounded } from '../bench-row.ts'
import { openConnection } from '../server/connection.ts'
import { type DemoServer, withDemoServer } from '../server/demo-server.ts'
import { signIn } from '../server/sign-in.ts'

const warmUp = 20
const captures = 200

/** From sending a walk-in as a consultant to the answer: customer, sale, showing and register in one request.
 *  Every third has come before, and goes on the open sale. */
export async function row(): Promise<BenchRow[]> {
  const milliseconds = await withDemoServer(measure)
  const note = `${captures} captures over HTTP on the demo network, p50 ${rounded(median(milliseconds))} ms`
  const value = percentile(milliseconds, 0.95)
  return [atMost({ name: 'walk-in-capture', value, unit: 'ms p95', limit: 60, note })]
}

async function measure({ address }: DemoServer): Promise<number[]> {
  const cookie = await signIn(address, 'consultant.d01')
  const connection = await openConnection(address)
  const milliseconds: number[] = []
  const first = 10_000_000 + Math.floor(Math.random() * 80_000_000)
  for (let number = 0; number < warmUp + captures; number += 1) {
    const known = number % 3 === 2 ? number - 1 : number
    const sentAt = performance.now()
    const answer = await connection.post(...captureOf(cookie, `135${first + known}`))
    const took = performance.now() - sentAt
    if (answer.status !== 201) throw new Error(`a capture was refused: ${answer.status} ${answer.body}`)
    if (number >= warmUp) milliseconds.push(took)
  }
  connection.close()
  return milliseconds
}

/** The request of a walk-in: path, headers, body. */
function captureOf(cookie: string, phone: string): [string, string, string] {
  const headers = { cookie, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const consents = [{ purpose: 'call', decision: 'given' }]
  const body = { kind: 'visit', phone, name: 'Walk In', intentLevel: 'A', consents }
  return ['/api/receptions', lines.join(''), JSON.stringify(body)]
}
