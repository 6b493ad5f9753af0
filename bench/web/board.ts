import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../../src/platform/server/testing/browser.ts'

import { type DemoServer, withDemoServer } from '../server/demo-server.ts'
import { signIn } from '../server/sign-in.ts'
import { bundledWeb } from './bundled-web.ts'

export interface OpenBrowser {
  readonly server: DemoServer
  /** signed in, with nothing in its cache */
  readonly context: BrowserContext
  readonly page: Page
}

/** A browser of the manager of a dealer, before its first page. */
export async function withManagersBrowser<T>(work: (open: OpenBrowser) => Promise<T>): Promise<T> {
  await bundledWeb()
  return withDemoServer(async server => {
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags })
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
      await context.addCookies(cookiesOf(await signIn(server.address, 'sales-manager.d01'), server.address))
      return await work({ server, context, page: await context.newPage() })
    } finally {
      await browser.close()
    }
  })
}

export const card = '[data-card]'
export const heldCard = '[data-card][data-held]'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Takes the first card in hand.  @returns where the pointer is */
export async function grabCard(page: Page): Promise<Point> {
  const box = await page.locator(card).first().boundingBox()
  if (!box) throw new Error('the board shows no card')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x + 20, at.y + 4, { steps: 4 })
  await page.locator(heldCard).waitFor({ state: 'attached', timeout: 10_000 })
  return { x: at.x + 20, y: at.y + 4 }
}

function cookiesOf(header: string, url: string) {
  return header.split('; ').map(pair => {
    const equals = pair.indexOf('=')
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1), url }
  })
}
