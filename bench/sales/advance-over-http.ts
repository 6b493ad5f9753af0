import { type Connection, openConnection } from '../server/connection.ts'
import { type FreshSales, saleIdOf } from './fresh-sales.ts'

/** One person's connection and the sales that are left, in random order. */
interface Advancing {
  readonly connection: Connection
  readonly sales: FreshSales
  readonly left: number[]
}

export interface AdvancingPeople {
  /** Everybody advances one sale after the other for so long.  @returns advances per second */
  readonly advance: (seconds: number) => Promise<number>
  readonly close: () => void
}

/** @param numbers of the sales that each person may advance, from 1 */
export async function advancingPeople(
  address: string,
  sales: readonly FreshSales[],
  numbers: number,
): Promise<AdvancingPeople> {
  const people = await Promise.all(
    sales.map(async each => ({
      connection: await openConnection(address),
      sales: each,
      left: shuffled(numbers),
    })),
  )
  return {
    advance: async seconds => {
      const startedAt = performance.now()
      const until = startedAt + seconds * 1000
      const counts = await Promise.all(people.map(person => advanceUntil(person, until)))
      return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAt) / 1000)
    },
    close: () => {
      for (const { connection } of people) connection.close()
    },
  }
}

async function advanceUntil({ connection, sales, left }: Advancing, until: number): Promise<number> {
  let count = 0
  while (performance.now() < until) {
    const number = left.pop()
    if (number === undefined) throw new Error('there are no sales left to advance')
    const answer = await connection.post(...advanceOf(sales, number))
    if (answer.status !== 201) throw new Error(`an advance was refused: ${answer.status} ${answer.body}`)
    count += 1
  }
  return count
}

/** The request that takes an inquiry to its first showing: path, headers, body. */
export function advanceOf(sales: FreshSales, number: number): [string, string, string] {
  const headers = {
    cookie: sales.cookie,
    'idempotency-key': crypto.randomUUID(),
    'if-match': `"${sales.version}"`,
    'content-type': 'application/json',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return [`/api/sales/${saleIdOf(sales, number)}/showings`, lines.join(''), '{}']
}

function shuffled(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1))
    ;[numbers[last], numbers[other]] = [numbers[other]!, numbers[last]!]
  }
  return numbers
}
