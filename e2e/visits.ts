import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, onTestFailed } from 'vitest'
import { chromiumFlags, chromiumPath } from '../src/platform/server/testing/browser.ts'

const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const chinese = { locale: 'zh-CN' }
const english = { locale: 'en-GB' }

/** The screens that people have before them. */
export const looks = {
  chineseDesk: { ...desk, ...chinese, colorScheme: 'light' },
  englishDesk: { ...desk, ...english, colorScheme: 'light' },
  chinesePhone: { ...phone, ...chinese, colorScheme: 'light' },
  englishPhone: { ...phone, ...english, colorScheme: 'dark' },
} as const satisfies Record<string, BrowserContextOptions>

export interface Person {
  username: string
  password: string
}

/** One person's browser, watched until it is closed. */
export interface Visit {
  page: Page
  /** @throws when a script failed, the console told of an error, or a word was missing */
  close(): Promise<void>
  /** Failures that the test brings about itself. */
  expectFailure(pattern: RegExp): void
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags })
}

/** @param address of the product, with the page to open */
export async function visit(browser: Browser, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block', // each visit would fetch the whole app; who tests it says 'allow'
    ...options,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  onTestFailed(() => keepPicture(page))
  const faults: string[] = []
  const expected = [/401 .*\/api\/me$/] // the question whether somebody is signed in
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
  })
  const close = async () => {
    await context.close()
    expect(faults.filter(fault => !expected.some(pattern => pattern.test(fault)))).toEqual([])
  }
  return { page, close, expectFailure: pattern => expected.push(pattern) }
}

/** Opens a page as a person who is signed in already. */
export async function visitAs(
  browser: Browser,
  options: BrowserContextOptions,
  address: string,
  { username, password }: Person,
): Promise<Visit> {
  const visiting = await visit(browser, { baseURL: address, ...options })
  const answer = await visiting.page.request.post('/api/sign-in', {
    data: { username, password },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  expect(answer.status()).toBe(200)
  return visiting
}

/** What was on the screen when a test failed. */
async function keepPicture(page: Page): Promise<void> {
  if (page.isClosed()) return
  const path = join(tmpdir(), `forecourt-failure-${Date.now()}.png`)
  await page.screenshot({ path })
  console.error(`${page.url()}: ${path}`)
}
