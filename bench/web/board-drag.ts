import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { atMost, type BenchRow, percentile, rounded } from '../bench-row.ts'
import { makeFreshSales } from '../sales/fresh-sales.ts'
import { card, grabCard, type OpenBrowser, type Point, withManagersBrowser } from './board.ts'
import { mainThreadWork } from './main-thread-work.ts'

const cardsMin = 200
const movesSeconds = 4

/** A card carried over every column of a board of two hundred, from the grip to the drop on its own column. */
export async function row(): Promise<BenchRow[]> {
  const { cards, frames, computing, tasks } = await withManagersBrowser(measure)
  const longest = Math.max(...tasks)
  const note = `${cards} cards, ${frames.length} frames, the busiest ${rounded(Math.max(...frames))} ms; ${rounded(percentile(computing, 0.95))} ms p95 without waiting for a core`
  return [
    atMost({ name: 'board-drag', value: percentile(frames, 0.95), unit: 'ms/frame p95', limit: 16, note }),
    atMost({ name: 'board-drag-task', value: longest, unit: 'ms, longest task', limit: 50 }),
  ]
}

async function measure({ server, page }: OpenBrowser) {
  await makeFreshSales(server, 'consultant.d01', cardsMin)
  await page.goto(`${server.address}/board`)
  await page.locator(card).first().waitFor()
  const cards = await showCards(page)
  await sleep(1000) // the board is at rest
  const browser = page.context().browser()
  if (!browser) throw new Error('the browser is gone')
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline'],
  })
  const from = await grabCard(page)
  await carry(page, from)
  await page.mouse.up()
  await sleep(200)
  return { cards, ...mainThreadWork(await browser.stopTracing()) }
}

/** Asks the columns for more until enough cards are on the board. */
async function showCards(page: Page): Promise<number> {
  const count = () => page.locator(card).count()
  for (let cards = await count(); cards < cardsMin; ) {
    const before = cards
    await page.locator('.bcolumn-more:enabled').first().click()
    await page.locator(card).nth(before).waitFor()
    cards = await count()
  }
  return count()
}

/** To and fro over the whole board, a move each frame, and back to where it was taken. */
async function carry(page: Page, from: Point): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 }
  const until = performance.now() + movesSeconds * 1000
  for (let step = 0; performance.now() < until; step += 1) {
    const turn = step / 40
    const x = width * (0.5 + 0.4 * Math.sin(turn))
    const y = height * (0.5 + 0.2 * Math.sin(2.3 * turn))
    await page.mouse.move(x, y)
    await sleep(12)
  }
  await page.mouse.move(from.x, from.y, { steps: 5 })
}
