import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../../src/platform/server/testing/browser.ts'
import { atLeast, type BenchRow, median } from '../bench-row.ts'
import { type DemoServer, withDemoServer } from '../server/demo-server.ts'
import { signIn } from '../server/sign-in.ts'
import { bundledWeb } from './bundled-web.ts'

const runs = 3

/** The auditor's phone (a slow network, a quarter of the processor) on the pages where a consultant's day passes. */
export async function row(): Promise<BenchRow[]> {
  await bundledWeb()
  return withDemoServer(async server => {
    const cookie = await signIn(server.address, 'consultant.d01')
    const pages = { today: '/today', board: '/board', sale: await firstSale(server, cookie) }
    const port = await freePort()
    const args = [...chromiumFlags, `--remote-debugging-port=${port}`]
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args })
    try {
      const rows: BenchRow[] = []
      for (const [name, path] of Object.entries(pages))
        rows.push(...(await rowsOf(name, `${server.address}${path}`, { port, cookie })))
      return rows
    } finally {
      await browser.close()
    }
  })
}

async function rowsOf(name: string, url: string, through: Through): Promise<BenchRow[]> {
  const scores: Scores[] = []
  for (let run = 0; run < runs; run += 1) scores.push(await audit(url, through))
  const performance = scores.map(each => each.performance)
  const accessibility = Math.min(...scores.map(each => each.accessibility))
  const failed = [...new Set(scores.flatMap(each => each.failed))]
  return [
    atLeast({
      name: `lighthouse-${name}`,
      value: median(performance),
      unit: 'of 100, phone',
      limit: 70,
      note: `runs: ${performance.join(', ')}`,
    }),
    atLeast({
      name: `lighthouse-${name}-accessibility`,
      value: accessibility,
      unit: 'of 100, phone',
      limit: 100,
      note: failed.join(', '),
    }),
  ]
}

interface Through {
  readonly port: number
  readonly cookie: string
}

interface Scores {
  readonly performance: number
  readonly accessibility: number
  /** the audits of accessibility that were not passed */
  readonly failed: readonly string[]
}

async function audit(url: string, { port, cookie }: Through): Promise<Scores> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility'],
    extraHeaders: { Cookie: cookie },
  })
  if (!result) throw new Error(`${url} was not audited`)
  const { categories, audits, runtimeError, finalDisplayedUrl } = result.lhr
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`)
  const scoreOf = (category: string) => Math.round((categories[category]?.score ?? 0) * 100)
  const failed = (categories.accessibility?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && audits[id]?.score !== null && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => id)
  return { performance: scoreOf('performance'), accessibility: scoreOf('accessibility'), failed }
}

async function firstSale({ address }: DemoServer, cookie: string): Promise<string> {
  const answer = await fetch(`${address}/api/sales?stage=negotiation&limit=1`, { headers: { cookie } })
  const { items } = (await answer.json()) as { items: { id: string }[] }
  if (!items[0]) throw new Error('the consultant has no sale in negotiation')
  return `/sales/${items[0].id}`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('a port without a number')
      server.close(() => resolve(address.port))
    })
  })
}
