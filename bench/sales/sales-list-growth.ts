import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { hashApiKey, makeApiKey } from '../../src/platform/server/auth/api-key-secret.ts'
import { authenticator } from '../../src/platform/server/auth/authenticate.ts'
import { seals } from '../../src/platform/server/crypto/seals.ts'
import { migrate } from '../../src/platform/server/migrate.ts'
import { systemPorts } from '../../src/platform/server/ports.ts'
import { openCluster } from '../../src/platform/server/postgres/cluster.ts'
import { assemble } from '../../src/platform/server/serve.ts'
import { makeScratchFolder } from '../../src/platform/server/testing/scratch-folder.ts'
import { business } from '../../src/product.ts'
import { atMost, type BenchRow, median } from '../bench-row.ts'
import { looked, makeManySales } from './many-sales.ts'

const sizes = { small: 10_000, large: 1_000_000 }
const layouts = [1, 20]
const texts = { surname: looked.surname, name: looked.name, 'phone tail': looked.tail }
const ratioMax = 1.5
const rounds = 150

/** The first page of 50 with stage, owner and text, over HTTP and behind row-level security, at ten thousand
 *  and at a million sales: all in one store, then spread over 20; as dealer manager and as consultant.
 *  The value is the worst ratio of the medians; requests to both sizes alternate, so that a busy machine
 *  slows them alike. */
export async function row(): Promise<BenchRow[]> {
  const folder = await makeScratchFolder('forecourt-bench-sales-')
  const cluster = await openCluster({ dataDir: join(folder, 'postgres'), fsync: false, log: () => undefined })
  try {
    const found: Ratio[] = []
    for (const dealers of layouts) found.push(...(await measureLayout(cluster.ownerUrl, folder, dealers)))
    const worst = Math.max(...found.map(({ small, large }) => large / small))
    const note = found.map(described).join('; ')
    return [atMost({ name: 'sales-list-growth', value: worst, unit: '× p50', limit: ratioMax, note })]
  } finally {
    await cluster.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Ratio {
  readonly case: string
  /** medians in milliseconds */
  readonly small: number
  readonly large: number
}

function described({ case: name, small, large }: Ratio): string {
  return `${name}: ${small.toFixed(2)} → ${large.toFixed(2)} ms`
}

async function measureLayout(ownerUrl: string, folder: string, dealers: number): Promise<Ratio[]> {
  const small = await openStores(ownerUrl, folder, sizes.small, dealers)
  const large = await openStores(ownerUrl, folder, sizes.large, dealers)
  try {
    const found: Ratio[] = []
    for (const reader of ['manager', 'consultant'] as const)
      for (const [text, q] of Object.entries(texts)) {
        const medians = await measure(
          () => small.firstPage(reader, q),
          () => large.firstPage(reader, q),
        )
        found.push({ case: `${dealers} store(s), ${reader}, ${text}`, ...medians })
      }
    return found
  } finally {
    await small.close()
    await large.close()
  }
}

async function measure(small: () => Promise<number>, large: () => Promise<number>) {
  const times = { small: [] as number[], large: [] as number[] }
  for (let round = 0; round < rounds + 20; round++) {
    const [one, other] = [await small(), await large()]
    if (round < 20) continue // warming: plans, caches, connections
    times.small.push(one)
    times.large.push(other)
  }
  return { small: median(times.small), large: median(times.large) }
}

/** A server on a database of its own with so many sales in it. */
async function openStores(ownerUrl: string, folder: string, sales: number, dealers: number) {
  const name = `sales_${sales}_${dealers}`
  await run(ownerUrl, `create database ${name}`)
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  const urls = await migrate(url.href, { loginsFile: join(folder, 'logins.json') })
  const many = await makeManySales(urls.owner, { sales, dealers })
  const dealerId = many.dealerIds[0] ?? ''
  const manager = many.managerOf.get(dealerId) ?? ''
  const consultant = many.consultantsOf.get(dealerId)?.[0] ?? ''
  const secret = randomBytes(32).toString('base64')
  const keys = {
    manager: await giveKey(urls.owner, manager, secret),
    consultant: await giveKey(urls.owner, consultant, secret),
  }
  const { app, close } = await assemble(business, {
    urls,
    seals: seals(many.keys),
    authenticate: ({ app: database, ports }) => authenticator(database, secret, ports),
    jobs: { enqueue: async () => undefined },
    webRoot: null,
    ports: systemPorts,
    log: pino({ level: 'silent' }),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const path = `${address}/api/sales?limit=50&stage=${looked.stage}&ownerId=${consultant}`
  return {
    close: async () => {
      await close()
      await run(ownerUrl, `drop database ${name}`)
    },
    /** @returns milliseconds */
    firstPage: async (reader: keyof typeof keys, q: string) => {
      const before = performance.now()
      const answer = await fetch(`${path}&q=${encodeURIComponent(q)}`, {
        headers: { authorization: `Bearer ${keys[reader]}` },
      })
      const body = (await answer.json()) as { items?: unknown[] }
      const took = performance.now() - before
      if (body.items?.length !== 50)
        throw new Error(`${name}, ${reader}, ${q}: ${answer.status}, ${body.items?.length} rows`)
      return took
    },
  }
}

async function giveKey(ownerUrl: string, staffId: string, secret: string): Promise<string> {
  const key = makeApiKey()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      `insert into app.api_keys (id, staff_id, name, secret_hash, secret_tail, scopes, created_at)
       values ($1, $2, 'bench', $3, $4, '{sales:read}', now())`,
      [systemPorts.newId(), staffId, hashApiKey(key, secret), key.slice(-4)],
    )
    return key
  } finally {
    await client.end()
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
