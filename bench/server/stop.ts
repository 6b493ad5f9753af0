import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { atMost, type BenchRow } from '../bench-row.ts'
import { advanceOf } from '../sales/advance-over-http.ts'
import { type FreshSales, makeFreshSales, saleIdOf } from '../sales/fresh-sales.ts'
import { openConnection } from './connection.ts'
import { type DemoServer, withDemoServer } from './demo-server.ts'

const inFlight = 50

/** SIGTERM while so many people wait for an answer: each gets it, and then the process ends. Their sales are
 *  locked meanwhile, so that all of them do wait. */
export async function row(): Promise<BenchRow[]> {
  const { seconds, answered, code } = await withDemoServer(stopUnderWay)
  const note = `${answered} of ${inFlight} requests in flight were answered, exit ${code}`
  const figure = atMost({ name: 'stop', value: seconds, unit: 's', limit: 10, note })
  const isWhole = answered === inFlight && code === 0
  return [{ ...figure, target: `${figure.target}, none dropped`, met: figure.met && isWhole }]
}

async function stopUnderWay(server: DemoServer) {
  const sales = await makeFreshSales(server, 'consultant.d01', inFlight)
  const release = await lock(server.urls.owner, sales)
  const connections = await Promise.all(numbers.map(() => openConnection(server.address)))
  const answers = Promise.allSettled(
    connections.map((connection, index) => connection.post(...advanceOf(sales, index + 1))),
  )
  await sleep(1000) // longer than a request takes to arrive and to reach the lock
  const startedAt = performance.now()
  const ended = server.stop('SIGTERM')
  await sleep(500)
  await release()
  const answered = (await answers).filter(each => each.status === 'fulfilled' && each.value.status === 201)
  const { code } = await ended
  for (const connection of connections) connection.close()
  return { seconds: (performance.now() - startedAt) / 1000, answered: answered.length, code }
}

const numbers = Array.from({ length: inFlight }, (_, index) => index + 1)

/** @returns what gives the sales free again */
async function lock(ownerUrl: string, sales: FreshSales): Promise<() => Promise<void>> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('begin')
  const ids = numbers.map(number => saleIdOf(sales, number))
  const text = 'select id from app.sales where dealer_id = $1 and id = any($2::uuid[]) for update'
  const { rowCount } = await owner.query(text, [sales.dealerId, ids])
  if (rowCount !== inFlight) throw new Error(`${rowCount} sales could be locked`)
  return () => owner.end() // its transaction ends with it
}
