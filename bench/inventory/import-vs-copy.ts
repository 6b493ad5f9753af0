import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { importKinds } from '../../src/imports.ts'
import { checkDigit } from '../../src/inventory/vehicles/vin.rules.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { connect } from '../../src/platform/server/database/connect.ts'
import { inspectFile, settledMapping } from '../../src/platform/server/import/file-import.ts'
import { makeContext } from '../../src/platform/server/import/make-context.ts'
import { RejectSpool } from '../../src/platform/server/import/reject-spool.ts'
import { runFile } from '../../src/platform/server/import/run-file.ts'
import { migrate } from '../../src/platform/server/migrate.ts'
import { systemPorts, uuidv7 } from '../../src/platform/server/ports.ts'
import { openCluster } from '../../src/platform/server/postgres/cluster.ts'
import { business } from '../../src/product.ts'
import { atMost, type BenchRow } from '../bench-row.ts'
import { atEnd, makeFolder } from '../scratch.ts'

/** 100 000 cars: a CSV file through the importer (read twice, checked, keyed, planned, numbered, claimed, written in
 *  batches) against COPY of the rows, already typed, into the same tables with the same indexes. */

const cars = 100_000
const heapGrowthMaxMiB = 200

export async function row(): Promise<BenchRow[]> {
  const folder = await makeFolder()
  const cluster = await openCluster({ dataDir: join(folder, 'postgres'), log: console.error })
  atEnd(() => cluster.close())
  const urls = await migrate(cluster.ownerUrl, { loginsFile: join(folder, 'logins.json') })
  const copySeconds = await copyCars(urls.owner)
  const { seconds, heapGrowthMiB } = await importCars(urls, folder)
  const note = `100 000 rows: import ${seconds.toFixed(1)} s, COPY ${copySeconds.toFixed(1)} s`
  return [
    atMost({ name: 'import-vs-copy', value: seconds / copySeconds, unit: '× COPY', limit: 6, note }),
    atMost({ name: 'import-heap', value: heapGrowthMiB, unit: 'MiB', limit: heapGrowthMaxMiB }),
  ]
}

interface Car {
  readonly vin: string
  readonly model: string
  readonly colour: string
  readonly km: number
  readonly price: number
  readonly cost: number
  readonly receivedOn: string
}

function carOf(count: number): Car {
  const serial = `LFA${['B', 'C', 'D'][count % 3]}A12${'0'}0PA${String(count).padStart(6, '0')}`
  const vin = serial.slice(0, 8) + checkDigit(serial) + serial.slice(9)
  return {
    vin,
    model: ['远山', '近海', '平川', '长风'][count % 4] as string,
    colour: ['珠光白', '曜石黑', '星空蓝'][count % 3] as string,
    km: (count * 37) % 120,
    price: 120_000 + ((count * 7919) % 300_000),
    cost: 100_000 + ((count * 7919) % 280_000),
    receivedOn: `2026-0${1 + (count % 6)}-${String(1 + (count % 28)).padStart(2, '0')}`,
  }
}

/** The owner of the tables, past the wall: COPY does not go through row-level security. */
async function copyCars(ownerUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=app' })
  await owner.connect()
  try {
    const at = new Date().toISOString()
    const dealer = await addDealer(owner)
    await setWall(owner, false)
    const ids = Array.from({ length: cars }, () => [newId(), newId()] as const)
    const started = performance.now()
    await owner.query('begin')
    const vehicles =
      'dealer_id,id,vin,make,model_name,exterior_colour,condition,mileage_km,created_at,updated_at'
    await copy(owner, `vehicles (${vehicles})`, ids, ([vehicle], count) => {
      const { vin, model, colour, km } = carOf(count)
      return [dealer, vehicle, vin, '星途', model, colour, 'new', km, at, at]
    })
    const episodes =
      'dealer_id,id,vehicle_id,stock_number,state,availability,price_minor,cost_minor,currency,network_since,received_on,origin,created_at,updated_at'
    await copy(owner, `stock_episodes (${episodes})`, ids, ([vehicle, episode], count) => {
      const { price, cost, receivedOn } = carOf(count)
      const money = [price * 100, cost * 100, 'CNY']
      const number = `K26-${String(count).padStart(6, '0')}`
      return [
        dealer,
        episode,
        vehicle,
        number,
        'in-stock',
        'available',
        ...money,
        receivedOn,
        receivedOn,
        'import',
        at,
        at,
      ]
    })
    await copy(
      owner,
      'vin_registry (vin,dealer_id,episode_id,version,held_since)',
      ids,
      ([, episode], count) => [carOf(count).vin, dealer, episode, 1, at],
    )
    await owner.query('commit')
    const seconds = (performance.now() - started) / 1000
    await owner.query('truncate vehicles, stock_episodes, vin_registry cascade')
    await setWall(owner, true)
    return seconds
  } finally {
    await owner.end()
  }
}

async function setWall(owner: pg.Client, up: boolean): Promise<void> {
  for (const table of ['vehicles', 'stock_episodes', 'vin_registry'])
    await owner.query(
      up
        ? `alter table ${table} enable row level security; alter table ${table} force row level security`
        : `alter table ${table} disable row level security; alter table ${table} no force row level security`,
    )
}

type Ids = readonly [vehicle: string, episode: string]

async function copy(
  owner: pg.Client,
  target: string,
  ids: readonly Ids[],
  cells: (ids: Ids, count: number) => readonly (string | number)[],
): Promise<void> {
  const stream = owner.query(copyFrom(`copy ${target} from stdin`))
  function* lines() {
    let lines = ''
    for (const [count, each] of ids.entries()) {
      lines += `${cells(each, count).join('\t')}\n`
      if (count % 500 !== 499) continue
      yield lines
      lines = ''
    }
    if (lines) yield lines
  }
  await pipeline(Readable.from(lines()), stream)
}

async function importCars(
  urls: { readonly owner: string; readonly app: string },
  folder: string,
): Promise<{ seconds: number; heapGrowthMiB: number }> {
  const path = join(folder, 'cars.csv')
  await writeCars(path)
  const owner = new pg.Client({ connectionString: urls.owner, options: '-c search_path=app' })
  await owner.connect()
  const dealerId = await addDealer(owner)
  await owner.end()
  const database = connect(urls.app, { max: 2 })
  const store = {
    ...{ id: dealerId, kind: 'dealer', code: 'BENCH', ancestorIds: [dealerId] },
    ...{ timeZone: 'Asia/Shanghai', currency: 'CNY' },
  }
  const ring = { currentId: 1, sealing: new Map([[1, randomBytes(32)]]), indexing: randomBytes(32) }
  const importer = { ports: systemPorts, seals: seals(ring), staffId: null, requestId: 'bench' }
  const kind = importKinds.stock
  let heapMax = 0
  const heapBefore = liveHeap()
  const started = performance.now()
  const file = await inspectFile(path, kind.fields)
  const rejects = await RejectSpool.open(join(folder, 'rejects'))
  try {
    const result = await runFile({
      ...{ kind, database, file, rejects },
      context: makeContext(store, importer),
      book: { catalogue: business.problems, constraints: business.constraints },
      mapping: settledMapping(kind.fields, file.inspection, {}, null),
      onProgress: ({ rowsDone }) => {
        if (rowsDone % 20_000 === 0) heapMax = Math.max(heapMax, liveHeap())
      },
    })
    if (result.new !== cars) throw new Error(`not all cars came in: ${JSON.stringify(result)}`)
    return { seconds: (performance.now() - started) / 1000, heapGrowthMiB: (heapMax - heapBefore) / 2 ** 20 }
  } finally {
    await rejects.close()
    await file.table.close()
    await database.destroy()
  }
}

/** What is still in use: how much waits to be collected says nothing about the importer. */
function liveHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

async function writeCars(path: string): Promise<void> {
  function* lines() {
    yield 'VIN,品牌,车系,外观颜色,里程,售价,成本价,入库日期\n'
    for (let count = 0; count < cars; count++) {
      const { vin, model, colour, km, price, cost, receivedOn } = carOf(count)
      yield `${vin},星途,${model},${colour},${km},${price},${cost},${receivedOn}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

/** The one store of the measured network. */
async function addDealer(owner: pg.Client): Promise<string> {
  const known = await owner.query('select id from organisations where parent_id is null')
  if (known.rows[0]) return known.rows[0].id
  const id = newId()
  await owner.query(
    `insert into organisations (id, ancestor_ids, kind, code, name_zh, name_en, time_zone, currency, created_at)
     values ($1, array[$1]::uuid[], 'dealer', $2, '基准店', 'Bench', 'Asia/Shanghai', 'CNY', now())`,
    [id, 'BENCH'],
  )
  return id
}

function newId(): string {
  return uuidv7(Date.now(), randomBytes(10))
}
