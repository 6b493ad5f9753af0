import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addDays, businessDate } from '../src/platform/business-date.ts'
import { type Product, startProduct } from '../src/platform/server/testing/product.ts'
import {
  createTestDatabase,
  productSettings,
  type TestDatabase,
} from '../src/platform/server/testing/test-database.ts'
import { read, write } from './api.ts'
import { choose, openForm, typeDay } from './forms.ts'
import { looks, openBrowser, type Person, visit, visitAs } from './visits.ts'

const password = 'blue-anchor-river-9'
const people = {
  administrator: { username: 'zhaomin', name: '赵敏' },
  'dealer-manager': { username: 'manager', name: '周正' },
  consultant: { username: 'consultant', name: '林小雨' },
  finance: { username: 'finance', name: '钱进' },
  'inventory-manager': { username: 'stock', name: '库克' },
  'service-adviser': { username: 'service', name: '吴修' },
} as const
type Who = keyof typeof people
const roles = ['dealer-manager', 'consultant', 'finance', 'inventory-manager', 'service-adviser'] as const

const stockFile = `VIN,Stock No,Make,Model,Trim,Year,Condition,Colour,Price,Cost,Mileage,Location,Arrived
LFCYSHA09RD000001,S-001,Galaxy,Xinghai 500,Comfort,2026,new,White,226000.00,205000.00,12 km,A-01,2026-03-05
LFCYSHA00RD000002,S-002,Galaxy,Xinghai 500,Premium,2026,new,Black,246000.00,222000.00,9 km,A-02,2026-03-08
LFCYSHA02RD000003,S-003,Galaxy,Yunling,Comfort,2026,new,Blue,186000.00,168000.00,15 km,A-03,2026-04-11
LFCYSHA04RD000004,S-DEMO,Galaxy,Xinghai 500,Comfort,2026,demo,Silver,216000.00,199000.00,1200 km,Front,2026-02-01
LFCYSHA0XRD000005,S-005,Galaxy,Yunling,Comfort,2026,new,Red,186000.00,168000.00,11 km,A-05,2026-04-11
`
const initial = new Map<string, string>()
let sale: string

let database: TestDatabase
let product: Product
let browser: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  product = await startProduct({ env: productSettings(database.urls.owner) })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await database?.drop()
})

test('the printed code opens an empty system for a network, its store and the people in it', async () => {
  const { page, close } = await visit(browser, looks.englishDesk)
  await page.goto(`${product.address}/first-run`)
  await page.getByLabel('One-time code').fill(printedCode())
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('A manufacturer or a network of dealers').click()
  await page.getByLabel('Chinese name').fill('星河汽车')
  await page.getByLabel('English name').fill('Galaxy Motors')
  await page.getByLabel('Organisation code').fill('GALAXY')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Name', { exact: true }).fill(people.administrator.name)
  await page.getByLabel('Username').fill(people.administrator.username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Finish and sign in' }).click()
  await page.getByRole('heading', { name: 'Ready' }).waitFor()
  await close()
})

test('the store and its people are made by the administrator', async () => {
  const { page, close } = await visitAs(browser, looks.englishDesk, product.address, as('administrator'))
  const me = await read(page, '/api/me', z.object({ organisation: z.object({ id: z.string() }) }))
  const store = {
    parentId: me.organisation.id,
    kind: 'dealer',
    code: 'D01',
    nameZh: '浦东星河店',
    nameEn: 'Pudong',
  }
  const { id: organisationId } = await write(page, 'POST', '/api/organisations', store)
  for (const who of roles) {
    const { name, username } = people[who]
    const staff = { username, name, organisationId, roles: [{ role: who, organisationId }] }
    const { initialPassword } = await write(page, 'POST', '/api/staff', staff)
    initial.set(username, z.string().parse(initialPassword))
  }
  await close()
})

test('who signs in with a one-time password replaces it first, and then sees their place', async () => {
  for (const who of roles) {
    const { page, close } = await visit(browser, { ...looks.chinesePhone, baseURL: product.address })
    await page.goto('/')
    await page.getByLabel('用户名').fill(people[who].username)
    await page.getByLabel('密码').fill(initial.get(people[who].username) ?? '')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('您的密码由他人设置，请先修改密码。').waitFor()
    await page.getByLabel('当前密码').fill(initial.get(people[who].username) ?? '')
    await page.getByLabel('新密码').fill(password)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('密码已修改').waitFor()
    await close()
  }
})

test('the store manager imports the stock', async () => {
  const { page, close } = await visitAs(browser, looks.englishDesk, product.address, as('dealer-manager'))
  const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(stockFile) }
  const answer = await page.request.post('/api/imports', {
    multipart: { file, kind: 'stock' },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  const text = await answer.text()
  expect(answer.ok(), text).toBe(true)
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(text))
  await write(page, 'POST', `/api/imports/${id}/run`, {})
  const state = async () => (await read(page, `/api/imports/${id}`, z.object({ state: z.string() }))).state
  await expect.poll(state, { timeout: 20_000 }).toBe('done')
  await page.goto('/vehicles')
  await page
    .getByRole('link', { name: /Xinghai 500/ })
    .first()
    .waitFor()
  await close()
})

test('the consultant takes a customer from the inquiry to the contract, on the phone in Chinese', async () => {
  const { page, close } = await visitAs(browser, looks.chinesePhone, product.address, as('consultant'))
  sale = await openInquiry(page, '孙悦', '13800138001')
  await page.goto(`/sales/${sale}`)
  await page.getByRole('heading', { name: '孙悦', level: 1 }).waitFor()

  await take(page, '登记到店看车')
  await submit(page, '登记到店看车')
  await page.getByText('到店看车', { exact: true }).first().waitFor()

  await take(page, '预约试驾')
  await choose(openForm(page).getByLabel('试驾车辆'), 'S-DEMO')
  await typeDay(openForm(page).getByLabel('日期'), tomorrow())
  await choose(openForm(page).getByLabel('开始时间'), '10:00')
  await openForm(page).getByText('所选时段空闲').waitFor()
  await submit(page, '预约试驾')

  await take(page, '试驾出车')
  await typeDay(openForm(page).getByLabel('驾照有效期至'), '2035-06-30')
  await openForm(page).getByLabel('出车里程（公里）').fill('120')
  await openForm(page).getByText('客户已签署试驾协议').click()
  await submit(page, '试驾出车')

  await take(page, '试驾还车')
  await openForm(page).getByLabel('还车里程（公里）').fill('132')
  await submit(page, '试驾还车')

  await take(page, '制作报价')
  await openForm(page).getByText('指定现车').click()
  await choose(openForm(page).getByLabel('车辆', { exact: true }), 'S-001', 'S-001')
  await openForm(page).getByLabel('车价优惠').fill('6000')
  await openForm(page).getByText('在您的额度内').waitFor()
  await submit(page, '保存草稿')

  await take(page, '发出报价')
  await openForm(page).getByText('¥220,000.00').waitFor()
  await submit(page, '发出报价')

  await take(page, '签订合同')
  await openForm(page).getByLabel('金额', { exact: true }).fill('20000')
  await openForm(page).getByText('合同价的 20% 为 ¥44,000.00').waitFor()
  await submit(page, '签订合同')
  await page.getByText('锁').first().waitFor()
  await close()
})

/** Opens one of the steps that the sale offers: the likeliest stands at the thumb, the others behind it. */
async function take(page: Page, step: string): Promise<void> {
  const button = page.getByRole('button', { name: step, exact: true })
  await page.getByRole('button', { name: '其他操作' }).waitFor()
  if (!(await button.isVisible())) await page.getByRole('button', { name: '其他操作' }).click()
  await button.click()
  await page.getByRole('dialog', { name: step }).waitFor()
}

async function submit(page: Page, label: string): Promise<void> {
  await openForm(page).getByRole('button', { name: label, exact: true }).click()
  await openForm(page).waitFor({ state: 'hidden' })
}

async function openInquiry(page: Page, name: string, phone: string): Promise<string> {
  const contactPoints = [{ kind: 'phone', value: phone }]
  const customer = await write(page, 'POST', '/api/customers', {
    kind: 'person',
    name,
    source: 'walk-in',
    contactPoints,
  })
  const inquiry = { customerId: customer.id, source: 'walk-in', channel: 'visit', intentLevel: 'H' }
  return (await write(page, 'POST', '/api/inquiries', inquiry)).id
}

function as(who: Who): Person {
  return { username: people[who].username, password }
}

function tomorrow(): string {
  return addDays(businessDate(new Date().toISOString(), 'Asia/Shanghai'), 1)
}

function printedCode(): string {
  const code = product.output().match(/one-time code: (\S+)/)?.[1]
  if (!code) throw new Error(`no code was printed:\n${product.output()}`)
  return code
}
