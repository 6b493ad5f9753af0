import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { choose, openForm } from './forms.ts'
import { looks, type Person, visit, visitAs } from './visits.ts'

const password = 'blue-anchor-river-9'

export const people = {
  administrator: { username: 'zhaomin', name: '赵敏', role: 'Administrator', password },
  'dealer-manager': { username: 'manager', name: '周正', role: 'Dealer manager', password },
  consultant: { username: 'consultant', name: '林小雨', role: 'Sales consultant', password },
  finance: { username: 'finance', name: '钱进', role: 'Finance', password },
  'inventory-manager': { username: 'stock', name: '库克', role: 'Inventory manager', password },
  'service-adviser': { username: 'service', name: '吴修', role: 'Service adviser', password },
} as const satisfies Record<string, Person & { name: string; role: string }>
export type Who = keyof typeof people
export const staff = (Object.keys(people) as Who[]).filter(who => who !== 'administrator')

/** The first run, with the code that the terminal shows. */
export async function openNetwork(browser: Browser, address: string, code: string): Promise<void> {
  const { page, close } = await visit(browser, { baseURL: address, ...looks.englishDesk })
  const { name, username } = people.administrator
  await page.goto('/first-run')
  await page.getByLabel('One-time code').fill(code)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('A manufacturer or a network of dealers').click()
  await page.getByLabel('Chinese name').fill('星河汽车')
  await page.getByLabel('English name').fill('Galaxy Motors')
  await page.getByLabel('Organisation code').fill('GALAXY')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Finish and sign in' }).click()
  await page.getByRole('heading', { name: 'Ready' }).waitFor()
  await close()
}

export async function addStore(page: Page): Promise<void> {
  await page.goto('/organisations')
  await page.getByRole('button', { name: 'Actions for Galaxy Motors' }).click()
  await page.getByRole('menuitem', { name: 'Add an organisation below' }).click()
  const form = openForm(page)
  await form.getByLabel('Code').fill('D01')
  await form.getByLabel('Chinese name').fill('浦东星河店')
  await form.getByLabel('English name').fill('Pudong Galaxy')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('main').getByText('Pudong Galaxy').waitFor()
}

/** @returns the one-time password that the administrator hands over */
export async function addPerson(page: Page, who: Who): Promise<string> {
  const { name, username, role } = people[who]
  await page.goto('/staff')
  await page.getByRole('button', { name: 'Add a person' }).first().click()
  const form = openForm(page)
  await form.getByLabel(/^Name/).fill(name)
  await form.getByLabel('Username').fill(username)
  await choose(form.getByLabel('Works at'), 'D01')
  await form.getByRole('button', { name: 'Add another role' }).click()
  await choose(form.getByLabel('Role', { exact: true }), role)
  await form.getByRole('button', { name: 'Add a person' }).click()
  const oneTimePassword = await form.locator('code').innerText()
  await form.getByRole('button', { name: /noted/ }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return oneTimePassword
}

/** The first sign-in: nothing else can be done before the password is replaced. */
export async function replacePassword(browser: Browser, address: string, who: Who, given: string) {
  const { page, close } = await visit(browser, { baseURL: address, ...looks.chinesePhone })
  await page.goto('/')
  await page.getByLabel('用户名').fill(people[who].username)
  await page.getByLabel('密码').fill(given)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('您的密码由他人设置，请先修改密码。').waitFor()
  await page.getByLabel('当前密码').fill(given)
  await page.getByLabel('新密码').fill(password)
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('密码已修改').waitFor()
  await page.getByRole('navigation').getByRole('link').nth(1).waitFor() // and now there is something to see
  await close()
}

/** The same without a screen, for those of whom the story only needs that they are there. */
export async function replaceQuickly(browser: Browser, address: string, who: Who, given: string) {
  const { page, close } = await visitAs(browser, {}, address, { ...people[who], password: given })
  const answer = await page.request.post('/api/password', {
    data: { currentPassword: given, newPassword: password },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  expect(answer.status()).toBe(200)
  await close()
}
