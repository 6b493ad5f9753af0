import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { demoPassword } from '../src/platform/server/demo/demo-sign-ins.ts'
import { openForm, submit } from './forms.ts'
import { looks, openBrowser, type Visit, visitAs } from './visits.ts'

const address = inject('demoAddress')
const Sales = z.object({ items: z.array(z.object({ id: z.string(), intentLevel: z.string() })).min(1) })

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('a card that the mouse drags to a stage asks for what that step needs, and moves', async () => {
  const { page, close } = await visitOf('sales-manager.d01', looks.chineseDesk)
  await page.goto('/board')
  const card = page.getByRole('region', { name: '咨询' }).locator('[data-card]').first()
  const id = await card.getAttribute('data-card')
  await drag(page, card, page.getByRole('region', { name: '看车' }))
  await page.getByRole('dialog', { name: '登记到店看车' }).waitFor()
  await openForm(page).getByLabel('备注').waitFor()
  expect(await openForm(page).locator('.ant-form-item').count()).toBe(2) // the note and the kind of visit
  await submit(page, '登记到店看车')
  await page.getByRole('region', { name: '看车' }).locator(`[data-card="${id}"]`).waitFor()
  await close()
})

test('a card that is dropped where it was, or on no stage, stays and asks nothing', async () => {
  const { page, close } = await visitOf('sales-manager.d01', looks.chineseDesk)
  await page.goto('/board')
  const column = page.getByRole('region', { name: '咨询' })
  const id = await column.locator('[data-card]').first().getAttribute('data-card')
  await drag(page, column.locator('[data-card]').first(), page.getByRole('searchbox'))
  expect(await page.getByRole('dialog').count()).toBe(0)
  await column.locator(`[data-card="${id}"]`).waitFor()
  await close()
})

test('what one person changes, another sees without a reload', async () => {
  const seller = await visitOf('consultant.d01', looks.chinesePhone)
  const manager = await visitOf('sales-manager.d01', looks.englishDesk)
  const { id, intentLevel } = await ownSale(seller.page)
  const next = intentLevel === 'H' ? 'C' : 'H'
  await manager.page.goto(`/sales/${id}`)
  await manager.page.getByRole('button', { name: 'Edit Intent level' }).waitFor()
  await seller.page.goto(`/sales/${id}`)
  await changeLevel(seller.page, '修改意向级别', next)
  await manager.page.getByRole('button', { name: 'Edit Intent level' }).filter({ hasText: next }).waitFor()
  for (const each of [seller, manager]) await each.close()
})

test('two who change one thing at once: the second sees both values and decides', async () => {
  const first = await visitOf('sales-manager.d01', looks.englishDesk)
  const second = await visitOf('consultant.d01', looks.chineseDesk)
  const { id, intentLevel } = await ownSale(second.page)
  const [theirs, mine] = (['H', 'A', 'B', 'C'] as const).filter(level => level !== intentLevel)
  for (const { page } of [first, second]) {
    await page.goto(`/sales/${id}`)
    await page.getByRole('button', { name: /^(Edit Intent level|修改意向级别)$/ }).waitFor()
  }
  second.expectFailure(/412/)
  // The first one's change arrives while the second one's is on its way.
  await second.page.route(
    '**/follow-ups',
    async route => {
      await changeLevel(first.page, 'Edit Intent level', theirs!)
      await route.continue()
    },
    { times: 1 },
  )
  await chooseLevel(second.page, '修改意向级别', mine!)
  const conflict = second.page.getByRole('dialog', { name: '他人已先修改' })
  await conflict.waitFor()
  expect(await conflict.getByRole('row').last().locator('td').allInnerTexts()).toEqual([mine, theirs])
  await conflict.getByRole('button', { name: '用我的覆盖' }).click()
  await conflict.waitFor({ state: 'hidden' })
  await first.page.getByRole('button', { name: 'Edit Intent level' }).filter({ hasText: mine }).waitFor()
  for (const each of [first, second]) await each.close()
})

function visitOf(username: string, look: (typeof looks)[keyof typeof looks]): Promise<Visit> {
  return visitAs(browser, look, address, { username, password: demoPassword })
}

/** A sale that the visitor owns and nobody has signed. */
async function ownSale(page: Page) {
  const answer = await page.request.get('/api/sales?stage=negotiation')
  return Sales.parse(await answer.json()).items[0]!
}

async function changeLevel(page: Page, name: string, level: string): Promise<void> {
  await chooseLevel(page, name, level)
  await page.getByRole('button', { name }).filter({ hasText: level }).waitFor()
}

async function chooseLevel(page: Page, name: string, level: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.locator('.editing select').selectOption(level)
  await page.locator('.editing select').press('Enter')
}

/** As a hand does: pressed, moved in small steps, released. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await middleOf(from)
  const end = await middleOf(to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  for (const share of [0.05, 0.3, 0.6, 0.9, 1])
    await page.mouse.move(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
  await page.mouse.up()
}

async function middleOf(element: Locator) {
  const box = await element.boundingBox()
  if (!box) throw new Error('there is nothing to drag')
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 120) }
}
