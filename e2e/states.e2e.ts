import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { demoPassword } from '../src/platform/server/demo/demo-sign-ins.ts'
import { pageFaults } from './page-faults.ts'
import { looks, openBrowser, type Visit, visitAs } from './visits.ts'

const address = inject('demoAddress')

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('the keyboard alone skips to the page, reaches its main action, opens it and comes back', async () => {
  const { page, close } = await visitOf('dealer-manager.d01', looks.chineseDesk)
  await page.goto('/vehicles')
  await page.getByRole('heading', { name: '库存车辆', level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter') // 跳到主要内容
  await tabTo(page, '收车入库')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '收车入库', level: 1 }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '库存车辆', level: 1 }).waitFor()
  await close()
})

test('⌘K finds a customer by name, a car by its VIN tail and a sale by its number, and opens them', async () => {
  const { page, close } = await visitOf('dealer-manager.d01', looks.englishDesk)
  const customer = await firstOf(page, '/api/customers', z.object({ id: z.string(), name: z.string() }))
  const car = await firstOf(page, '/api/vehicles', z.object({ id: z.string(), vin: z.string() }))
  const sale = await firstOf(page, '/api/sales', z.object({ id: z.string(), number: z.string() }))
  await page.goto('/today')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  for (const [group, typed, path] of [
    ['Customers', customer.name, '/customers/'],
    ['Cars', car.vin.slice(-6), `/vehicles/${car.id}`],
    ['Sales', sale.number, `/sales/${sale.id}`],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search' }).fill(typed)
    await page.getByRole('group', { name: group }).getByRole('option').first().click()
    await page.waitForURL(url => url.pathname.startsWith(path))
  }
  await page.getByRole('heading', { level: 1 }).filter({ hasText: sale.number }).waitFor()
  await close()
})

test('a step entered offline is kept on the device, counted, and sent once the server is back', async () => {
  const visiting = await visitOf('consultant.d01', looks.chinesePhone)
  const { page } = visiting
  visiting.expectFailure(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|net::/)
  const { id } = await firstOf(page, '/api/sales?stage=inquiry', z.object({ id: z.string() }))
  await page.goto(`/sales/${id}?do=record-showing`)
  await page.getByLabel('备注').fill('带家人一起来看车')
  await page.context().setOffline(true)
  await page.getByRole('dialog').getByRole('button', { name: '登记到店看车' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: '1 项尚未提交' }).waitFor()
  expect(await pageFaults(page)).toEqual([])
  await page.context().setOffline(false)
  await page.getByRole('link', { name: '1 项尚未提交' }).waitFor({ state: 'hidden' })
  await page.getByText('带家人一起来看车').waitFor()
  await visiting.close()
})

test('without a network the app opens on the kept day, takes a result and sends it once; the next person sees none of it', async () => {
  const options = { ...looks.chinesePhone, serviceWorkers: 'allow' as const }
  const visiting = await visitAs(browser, options, address, {
    username: 'consultant.d01',
    password: demoPassword,
  })
  const { page } = visiting
  visiting.expectFailure(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|net::/)
  const sent: string[] = []
  page.context().on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/completion')) sent.push(request.url())
  })
  await page.goto('/today')
  const due = page.getByRole('button', { name: /^记录结果/ }).first()
  await due.waitFor()
  const first = page.getByRole('listitem').filter({ has: due })
  const customer = await first.getByRole('link').first().innerText()
  const sale = `/api${await first.getByRole('link').first().getAttribute('href')}`
  const listed = await (await page.request.get(`${sale}/events`)).text()
  const before = listed.match(/"action":"follow-up-completed"/g)?.length ?? 0
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => keptIn(page, 'answers'), { timeout: 20_000 }).toBeGreaterThan(2) // who, the day, a sale

  await page.context().setOffline(true)
  await page.reload()
  await page.getByText(/^显示的是/).waitFor()
  await due.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('仍在考虑').click()
  await dialog.getByRole('button', { name: '记录跟进结果' }).click()
  await page.getByRole('link', { name: '1 项尚未提交' }).click()
  await page.getByText(`记录跟进结果 · ${customer}`).waitFor()
  expect(await pageFaults(page)).toEqual([])
  const events = () => page.request.get(`${sale}/events`).then(answer => answer.text())
  await page.evaluate(copyWaiting) // as after a crash between the answer and its record

  await page.context().setOffline(false)
  await page.getByText('全部已提交').waitFor()
  expect(sent).toEqual([sent[0], sent[0]])
  expect((await events()).match(/"action":"follow-up-completed"/g)).toHaveLength(before + 1)
  visiting.expectFailure(/401 .*\/api\//) // what was under way when the session ended
  await page.goto('/more')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()
  await expect.poll(() => keptIn(page, 'answers')).toBe(0)
  expect(await keptIn(page, 'acts')).toBe(0)
  await page.context().setOffline(true)
  visiting.expectFailure(/HTTP 0/)
  await page.goto('/today')
  await page.getByText('无法连接服务器').first().waitFor()
  expect(await page.getByText(customer).count()).toBe(0)
  await visiting.close()
})

/** The queue once more, under the same keys. */
function copyWaiting(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('forecourt')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const changing = opening.result.transaction('acts', 'readwrite')
      const acts = changing.objectStore('acts')
      const reading = acts.getAll()
      reading.onsuccess = () => {
        for (const { id: _, ...act } of reading.result) acts.add(act)
      }
      changing.oncomplete = () => {
        opening.result.close()
        resolve()
      }
    }
  })
}

/** How many the browser holds of something. */
function keptIn(page: Page, store: 'acts' | 'answers'): Promise<number> {
  return page.evaluate(
    name =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('forecourt')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
    store,
  )
}

test('a list without a match says why and offers the way back', async () => {
  const { page, close } = await visitOf('dealer-manager.d01', looks.englishDesk)
  await page.goto('/sales?q=nobody-has-this-name')
  await page.getByText('No sale fits the filter').waitFor()
  expect(await pageFaults(page)).toEqual([])
  await page.getByRole('main').getByRole('button', { name: /Clear/ }).last().click()
  await page.getByRole('row').nth(1).waitFor()
  await close()
})

test('a page whose reading fails says what happened and reads again on request', async () => {
  const visiting = await visitOf('dealer-manager.d01', looks.englishDesk)
  const { page } = visiting
  visiting.expectFailure(/503/)
  const problem = {
    code: 'server.unavailable',
    title: 'The database is away',
    status: 503,
    detail: 'It restarts.',
  }
  await page.route('**/api/vehicles?*', route =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.goto('/vehicles')
  await page.getByRole('alert').getByText('The database is away').waitFor()
  expect(await pageFaults(page)).toEqual([])
  await page.unroute('**/api/vehicles?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('row').nth(1).waitFor()
  await visiting.close()
})

function visitOf(username: string, look: (typeof looks)[keyof typeof looks]): Promise<Visit> {
  return visitAs(browser, look, address, { username, password: demoPassword })
}

async function firstOf<S extends z.ZodType>(page: Page, path: string, item: S): Promise<z.output<S>> {
  const answer = await page.request.get(path)
  return z.object({ items: z.array(item).min(1) }).parse(await answer.json()).items[0]!
}

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').innerText()) === name) return
  }
  throw new Error(`Tab does not reach ${name}`)
}
