import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { atLeast, type BenchRow, median, notRun, rounded } from '../bench-row.ts'
import { type DemoServer, withDemoServer } from '../server/demo-server.ts'
import { type AdvancingPeople, advancingPeople } from './advance-over-http.ts'
import { type FreshSales, makeFreshSales } from './fresh-sales.ts'
import { openPgbench, type Pgbench, pgbenchVersion } from './pgbench.ts'

const name = 'advance-vs-pgbench'
const ratioMin = 0.45
const rounds = Number(process.env.FORECOURT_BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.FORECOURT_BENCH_SECONDS ?? 5)
/** Until the server's code is compiled, its statements are prepared and the pages are in memory. */
const warmUpSeconds = 6

/** Two consultants of each of the eight dealers: sixteen connections. */
const people = [1, 2, 3, 4, 5, 6, 7, 8].flatMap(dealer => [
  `consultant.d0${dealer}`,
  `consultant2.d0${dealer}`,
])
/** Each has so many sales to advance over HTTP, once each, and others for pgbench to choose from. */
const salesEach = { http: 4000, pgbench: 500 }

/** The first showing of a random inquiry over HTTP, against the same transaction by pgbench on the same
 *  database, in turns: whatever else the machine does meets both. */
export async function row(): Promise<BenchRow[]> {
  const version = await pgbenchVersion()
  if (!version)
    return [notRun(name, 'ratio', `≥ ${ratioMin}`, 'there is no pgbench here: apt-get install postgresql-15')]
  const { rates, serverMilliseconds } = await withDemoServer(measure)
  const [http, pgbench] = [median(rates.map(rate => rate.http)), median(rates.map(rate => rate.pgbench))]
  const note = `${rounded(http)}/s over HTTP, ${rounded(pgbench)}/s by ${version} -M prepared; 16 connections, medians of ${rounds} × ${seconds} s each${sharing(serverMilliseconds)}`
  return [
    atLeast({
      name,
      value: median(rates.map(rate => rate.http / rate.pgbench)),
      unit: 'ratio',
      limit: ratioMin,
      note,
    }),
  ]
}

interface Rates {
  readonly http: number
  readonly pgbench: number
}

/** Nothing where the processor time of another process is not to be had. */
function sharing(serverMilliseconds: number | null): string {
  if (serverMilliseconds === null) return ''
  return `; of ${cpus().length} cores, shared by client, server and database, the server’s process took ${rounded(serverMilliseconds)} ms for each advance`
}

interface Measured {
  readonly rates: readonly Rates[]
  /** processor time of the server's process for one advance */
  readonly serverMilliseconds: number | null
}

async function measure(server: DemoServer): Promise<Measured> {
  const sales: FreshSales[] = []
  for (const username of people)
    sales.push(await makeFreshSales(server, username, salesEach.http + salesEach.pgbench))
  const advancing = await advancingPeople(server.address, sales, salesEach.http)
  try {
    await advancing.advance(warmUpSeconds)
    const pgbench = await openPgbench(server.urls, sales, {
      from: salesEach.http + 1,
      to: salesEach.http + salesEach.pgbench,
    })
    await pgbench.advance(1)
    return await takeTurns(server, advancing, pgbench)
  } finally {
    advancing.close()
  }
}

async function takeTurns(
  server: DemoServer,
  advancing: AdvancingPeople,
  pgbench: Pgbench,
): Promise<Measured> {
  const rates: Rates[] = []
  let [advances, milliseconds] = [0, 0]
  for (let round = 0; round < rounds; round += 1) {
    const before = processorMilliseconds(server.process.pid)
    const http = await advancing.advance(seconds)
    milliseconds += processorMilliseconds(server.process.pid) - before
    advances += http * seconds
    const rate = { http, pgbench: await pgbench.advance(seconds) }
    process.stderr.write(
      `${name}: ${rounded(rate.http)}/s over HTTP, ${rounded(rate.pgbench)}/s by pgbench\n`,
    )
    rates.push(rate)
  }
  return { rates, serverMilliseconds: process.platform === 'linux' ? milliseconds / advances : null }
}

/** What a process has had of the processors so far; Linux counts it in hundredths of a second. */
function processorMilliseconds(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return (user + system) * 10
}
