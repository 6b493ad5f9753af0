import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from '../src/platform/server/testing/product.ts'
import { makeScratchFolder } from '../src/platform/server/testing/scratch-folder.ts'
import { pageFaults } from './page-faults.ts'
import { looks, openBrowser, type Visit, visit, visitAs } from './visits.ts'

const founder = { name: '赵敏', username: 'zhaomin', password: 'blue-anchor-river-9' }

let folder: string
let product: Product
let browser: Browser
beforeAll(async () => {
  folder = await makeScratchFolder('forecourt-shell-')
  product = await startProduct({ env: { FORECOURT_DATA: join(folder, 'data') } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the first administrator opens an empty system with the printed code, in Chinese', async () => {
  const { page, close, expectFailure } = await visit(browser, {
    baseURL: product.address,
    ...looks.chineseDesk,
  })
  expectFailure(/40\d .*\/api\/first-run/)
  await page.goto('/')
  const sample = page.getByRole('button', { name: '载入演示数据' }) // nobody could sign in: it opens with the first run
  await sample.waitFor()
  await seriousFaults(page)

  await page.getByLabel('一次性代码').fill('WRONG')
  await sample.click()
  await page.getByText('一次性代码不正确').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('中文名称').fill('浦东星河汽车')
  await page.getByLabel('英文名称').fill('Pudong Galaxy')
  await page.getByRole('button', { name: '下一步' }).click()
  expect(await page.getByText('请填写此项').count()).toBe(1) // the code is missing: named at its field
  await page.getByLabel('组织代码').fill('D01')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('姓名').fill(founder.name)
  await page.getByLabel('用户名').fill(founder.username)
  await page.getByLabel('密码', { exact: true }).fill(founder.password)
  await page.getByRole('button', { name: '完成并登录' }).click()
  await page.getByRole('alert').getByText('一次性代码不正确').waitFor()

  for (const _ of [1, 2]) await page.getByRole('button', { name: '上一步' }).click()
  await page.getByLabel('一次性代码').fill(printedCode())
  for (const _ of [1, 2]) await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('姓名').fill(founder.name)
  await page.getByLabel('用户名').fill(founder.username)
  await page.getByLabel('密码', { exact: true }).fill(founder.password)
  await page.getByRole('button', { name: '完成并登录' }).click()
  await page.getByRole('heading', { name: '准备就绪' }).waitFor()
  await seriousFaults(page)
  await close()
})

test('a wrong password says what to do and leads nowhere; the right one leads back', async () => {
  const { page, close, expectFailure } = await visit(browser, {
    baseURL: product.address,
    ...looks.englishPhone,
  })
  expectFailure(/401 .*\/api\/sign-in/)
  await page.goto('/account')
  await page.getByLabel('Username').fill(founder.username)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('Username or password is wrong').waitFor()
  await seriousFaults(page)

  await page.getByLabel('Password').fill(founder.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'My account', level: 1 }).waitFor()
  await seriousFaults(page)
  await close()
})

test('language and dark mode hold after a reload, and no page has a second h1', async () => {
  const { page, close } = await signedIn(looks.chineseDesk)
  await page.getByRole('radio', { name: 'English' }).check({ force: true })
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.reload()
  await page.getByRole('heading', { name: 'My account', level: 1 }).waitFor()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await page.locator('h1').count()).toBe(1)
  expect(await page.title()).toBe('My account · Forecourt')
  await seriousFaults(page)
  await close()
})

test('the palette, the keys and the menu work from the keyboard alone', async () => {
  const { page, close } = await signedIn(looks.chineseDesk)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('快捷键')
  await seriousFaults(page)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor()
  await seriousFaults(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `我的 · ${founder.name}` }).press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await close()
})

test('ending a session elsewhere sends its screen to sign-in at once', async () => {
  const other = await signedIn(looks.englishPhone)
  other.expectFailure(/401/)
  const own = await signedIn(looks.chineseDesk)
  const ends = own.page.getByRole('button', { name: /^结束会话/ })
  await ends.first().waitFor()
  for (let left = await ends.count(); left > 0; left--) {
    await ends.first().click()
    await expect.poll(() => ends.count()).toBe(left - 1)
  }
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await Promise.all([own.close(), other.close()])
})

test('an empty system loads its sample data in one press, and one more signs in to it', async () => {
  const trial = await startProduct({ env: { FORECOURT_DATA: join(folder, 'trial') } })
  const { page, close } = await visit(browser, { baseURL: trial.address, ...looks.englishPhone })
  await page.goto('/')
  await page.getByLabel('One-time code').fill(codeOf(trial))
  await page.getByRole('button', { name: 'Load sample data' }).click()
  await page.getByRole('progressbar', { name: 'Loading sample data' }).waitFor()
  await seriousFaults(page)
  const consultant = page.getByRole('button', { name: 'Sales consultant' })
  await consultant.waitFor({ timeout: 120_000 })
  await seriousFaults(page)
  await consultant.click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/today')
  await close()
  await trial.stop()
})

async function signedIn(look: (typeof looks)[keyof typeof looks]): Promise<Visit> {
  const opened = await visitAs(browser, look, product.address, founder)
  await opened.page.goto('/account')
  await opened.page.locator('.session-list li').first().waitFor()
  return opened
}

async function seriousFaults(page: Page) {
  expect(await pageFaults(page)).toEqual([])
}

function printedCode(): string {
  return codeOf(product)
}

function codeOf(product: Product): string {
  const code = product.output().match(/one-time code: (\S+)/)?.[1]
  if (!code) throw new Error(`no code was printed:\n${product.output()}`)
  return code
}
