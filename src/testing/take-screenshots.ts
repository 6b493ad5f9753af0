import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { demoPassword } from '../platform/server/demo/demo-sign-ins.ts'
import { packageRoot } from '../platform/server/package-root.ts'
import { chromiumFlags, chromiumPath } from '../platform/server/testing/browser.ts'
import { startProduct } from '../platform/server/testing/product.ts'
import { makeScratchFolder } from '../platform/server/testing/scratch-folder.ts'

interface Picture {
  readonly file: string
  readonly username: string
  readonly path: string
  readonly language: 'zh-CN' | 'en-US'
  readonly theme: 'light' | 'dark'
  readonly phone?: true
}

const pictures: readonly Picture[] = [
  { file: 'board-en', username: 'sales-manager.d01', path: '/board', language: 'en-US', theme: 'light' },
  { file: 'board-zh', username: 'sales-manager.d01', path: '/board', language: 'zh-CN', theme: 'light' },
  { file: 'today-zh', username: 'sales-manager.d01', path: '/today', language: 'zh-CN', theme: 'light' },
  {
    file: 'today-phone-zh',
    username: 'consultant.d01',
    path: '/',
    language: 'zh-CN',
    theme: 'light',
    phone: true,
  },
  {
    file: 'vehicles-en-dark',
    username: 'dealer-manager.d01',
    path: '/vehicles',
    language: 'en-US',
    theme: 'dark',
  },
]

const folder = join(packageRoot, 'docs', 'screenshots')

/** Takes the pictures of the documentation from the demo network. */
async function takeAll(): Promise<void> {
  const data = await makeScratchFolder('forecourt-pictures-')
  const product = await startProduct({ env: { FORECOURT_DATA: join(data, 'data') } }, ['start'])
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumFlags] })
  await mkdir(folder, { recursive: true })
  try {
    for (const picture of pictures) await take(browser, product.address, picture)
  } finally {
    await browser.close()
    await product.stop()
    await rm(data, { recursive: true, force: true })
  }
}

async function take(browser: Browser, address: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: picture.phone ? { width: 390, height: 780 } : { width: 1280, height: 760 },
    locale: picture.language,
    colorScheme: picture.theme,
  })
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.locator('input').first().fill(picture.username)
  await page.locator('input[type=password]').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(url => !url.pathname.includes('sign-in'))
  await page.goto(address + picture.path)
  await page.locator('h1').waitFor()
  await page.waitForTimeout(1500) // fonts and the last rows
  await page.screenshot({ path: join(folder, `${picture.file}.png`) })
  await context.close()
  process.stdout.write(`docs/screenshots/${picture.file}.png\n`)
}

await takeAll()
