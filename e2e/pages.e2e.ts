import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { demoPassword } from '../src/platform/server/demo/demo-sign-ins.ts'
import { addressOf, appPages } from './app-pages.ts'
import { pageFaults } from './page-faults.ts'
import { looks, openBrowser, type Visit, visit, visitAs } from './visits.ts'

const address = inject('demoAddress')

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('every route of the app is among the pages that are checked', async () => {
  const { page, close } = await visit(browser, { baseURL: address })
  await page.goto('/sign-in')
  const routes = await page.evaluate<string[]>(
    `Object.values(__TSR_ROUTER__.routesById).filter(route => route.options.component).map(route => route.fullPath)`,
  )
  const checked = appPages.map(({ route }) => route)
  expect(routes.filter(route => route !== '/' && !checked.includes(route))).toEqual([])
  expect(checked.filter(route => !routes.includes(route))).toEqual([])
  await close()
})

const views = { chineseDesk: looks.chineseDesk, englishPhone: looks.englishPhone }
const visitors = [...new Set(appPages.map(({ who }) => who))]

for (const [view, look] of Object.entries(views))
  for (const who of visitors)
    test(`the pages of ${who} have no fault (${view})`, async () => {
      const visiting = await visitOf(who, look)
      if (view === 'chineseDesk' && who === 'dealer-manager.d01') await uploadStock(visiting.page)
      const found: Record<string, string[]> = {}
      for (const each of appPages.filter(({ who: visitor }) => visitor === who)) {
        if (each.route === '/$') visiting.expectFailure(/404/)
        await goTo(visiting.page, await addressOf(visiting.page, each))
        const faults = await pageFaults(visiting.page)
        if (faults.length > 0) found[each.route] = faults
      }
      expect(found).toEqual({})
      await visiting.close()
    })

test.each(Object.entries(views))('dialogs have no fault (%s)', async (_, look) => {
  const { page, close } = await visitOf('dealer-manager.d01', look)
  const sale = { route: '/sales/$id', who: 'dealer-manager.d01', of: '/api/sales?stage=negotiation' }
  const path = await addressOf(page, sale)
  for (const step of ['sign-contract', 'draft-quote', 'book-test-drive', 'propose-loss']) {
    await page.goto(`${path}?do=${step}`)
    await page.getByRole('dialog').locator('form').waitFor()
    expect(await pageFaults(page), step).toEqual([])
  }
  await close()
})

function visitOf(who: string, look: (typeof looks)[keyof typeof looks]): Promise<Visit> {
  if (who === 'nobody') return visit(browser, { baseURL: address, ...look })
  return visitAs(browser, look, address, { username: who, password: demoPassword })
}

/** Within the app, as people go, so that each page stands beside what the ones before it left. */
async function goTo(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(path)
  else await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`)
  await expect.poll(() => new URL(page.url()).pathname).toBe(path)
  await page.locator('h1').first().waitFor()
  await page
    .locator('.skeleton-lines, .skeleton-rows, [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
}

/** An import that waits for its columns to be confirmed, to have one to look at. */
async function uploadStock(page: Page): Promise<void> {
  const stock = 'VIN,Stock No,Make,Model,Price\nLFCYSHA09RD000001,S-001,Galaxy,Xinghai,226000.00\n'
  const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(stock) }
  const answer = await page.request.post('/api/imports', {
    multipart: { kind: 'stock', file },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  expect(answer.status()).toBe(201)
}
