import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, businessDate } from '../src/platform/business-date.ts'
import { type Product, startProduct } from '../src/platform/server/testing/product.ts'
import {
  createTestDatabase,
  productSettings,
  type TestDatabase,
} from '../src/platform/server/testing/test-database.ts'
import { choose, openForm, submit, take, typeDay } from './forms.ts'
import {
  addPerson,
  addStore,
  openNetwork,
  people,
  replacePassword,
  replaceQuickly,
  staff,
  type Who,
} from './new-store.ts'
import { looks, openBrowser, visitAs } from './visits.ts'

// One story: each test goes on where the one before it ended, so that none can be tried again.
const once = { retry: 0 }

let database: TestDatabase
let product: Product
let browser: Browser
let sale: string
let isBroken = false
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

beforeEach(() => expect(isBroken, 'the story broke off before').toBe(false))
afterEach(({ task }) => {
  isBroken ||= task.result?.state === 'fail'
})

test(
  'the printed code opens an empty system; the administrator adds the store and its people',
  once,
  async () => {
    const [, code = ''] = product.output().match(/one-time code: (\S+)/) ?? []
    await openNetwork(browser, product.address, code)
    const { page, close } = await visitOf('administrator', looks.englishDesk)
    await addStore(page)
    const passwords = new Map<Who, string>()
    for (const who of staff) passwords.set(who, await addPerson(page, who))
    await close()
    for (const [who, password] of passwords) {
      const replace = who === 'consultant' ? replacePassword : replaceQuickly
      await replace(browser, product.address, who, password)
    }
  },
)

const stockFile = `VIN,Stock No,Make,Model,Trim,Year,Condition,Colour,Price,Cost,Mileage,Location,Arrived
LFCYSHA09RD000001,S-001,Galaxy,Xinghai,Comfort,2026,new,White,226000.00,205000.00,12 km,A-01,2026-03-05
LFCYSHA00RD000002,S-002,Galaxy,Xinghai,Premium,2026,new,Black,246000.00,222000.00,9 km,A-02,2026-03-08
LFCYSHA04RD000004,S-DEMO,Galaxy,Xinghai,Comfort,2026,demo,Silver,216000.00,199000.00,1200 km,Front,2026-02-01
LFCYSHA0XRD000005,S-005,Galaxy,Yunling,Comfort,2026,new,Red,186000.00,168000.00,11 km,A-05,2026-04-11
`

test(
  'the store manager imports the stock: checked, previewed, run, and the bad row comes back',
  once,
  async () => {
    const { page, close } = await visitOf('dealer-manager', looks.englishDesk)
    await page.goto('/imports?kind=stock')
    const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(stockFile) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Preview the import' }).click()
    await page.getByRole('button', { name: 'Import 3 rows' }).waitFor()
    expect(await outcomes(page)).toEqual({ New: 3, Updated: 0, Unchanged: 0, Refused: 1, Warnings: 0 })
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await page.getByRole('heading', { name: 'Imported' }).waitFor()
    expect(await outcomes(page)).toEqual({ New: 3, Updated: 0, Unchanged: 0, Refused: 1, Warnings: 0 })
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the refused rows' }).click()
    const rejects = await (await download).createReadStream()
    expect((await rejects.toArray()).join('')).toContain('LFCYSHA0XRD000005,S-005')
    await page.getByRole('link', { name: 'Open: Stock' }).click()
    await page.getByText('S-DEMO').waitFor()
    await close()
  },
)

test(
  'the consultant leads a customer from the inquiry to the contract, on the phone in Chinese',
  once,
  async () => {
    const { page, close } = await visitOf('consultant', looks.chinesePhone)
    await page.goto('/')
    await openInquiry(page, '孙悦', '13800138001')
    sale = new URL(page.url()).pathname

    await take(page, '登记到店看车')
    await submit(page, '登记到店看车')
    await driveDemoCar(page)

    await openForm(page).getByText('指定现车').click()
    await choose(openForm(page).getByLabel('车辆', { exact: true }), 'S-001', 'S-001')
    await openForm(page).getByLabel('车价优惠').fill('6000')
    await openForm(page).getByText('¥6,000.00 · 2.7%').waitFor()
    await submit(page, '保存草稿')
    await take(page, '发出报价')
    await openForm(page).getByText('¥220,000.00').first().waitFor()
    await submit(page, '发出报价')

    await signContract(page)
    await close()
  },
)

test(
  'finance, stock and the manager bring it to after-sales with nothing due, on the desk in English',
  once,
  async () => {
    const finance = await visitOf('finance', looks.englishDesk)
    await finance.page.goto(sale)
    await take(finance.page, 'Record payment')
    expect(await openForm(finance.page).getByLabel('Amount').inputValue()).toBe('20,000')
    await pay(finance.page, 'WeChat Pay')
    await take(finance.page, 'Record payment')
    expect(await openForm(finance.page).getByLabel('Amount').inputValue()).toBe('200,000')
    await pay(finance.page, 'Bank transfer')
    await finance.page.getByText('Settled').first().waitFor()

    const stock = await visitOf('inventory-manager', looks.englishDesk)
    await stock.page.goto(sale)
    await stock.page.getByRole('link', { name: 'S-001' }).click()
    await stock.page.getByRole('button', { name: 'Record PDI as passed' }).click()
    await stock.page.getByText('PDI recorded as passed').waitFor()
    await stock.page.goBack()
    await tick(stock.page, 'Pre-delivery inspection')
    await tick(stock.page, 'Certificate of conformity')

    const manager = await visitOf('dealer-manager', looks.englishDesk)
    await manager.page.goto(sale)
    await inspect(manager.page)
    await tick(manager.page, 'Documents handed over')
    await manager.page.getByRole('button', { name: 'Take back', exact: true }).click() // offered for eight seconds
    await tick(manager.page, 'Documents handed over')
    // The invoice is still open: the delivery is refused with who owes it.
    await manager.page.getByText('Owed by: Finance').waitFor()
    expect(await manager.page.getByRole('button', { name: 'Deliver', exact: true }).count()).toBe(0)

    await finance.page.getByText('5/6').waitFor() // on a busy machine what the manager did may come a moment later
    await finance.page.getByRole('button', { name: 'Invoice · Done' }).click()
    await openForm(finance.page).getByLabel('Invoice number').fill('26312000000412345678')
    await openForm(finance.page).getByLabel('VIN on the invoice').fill('LFCYSHA09RD000001')
    await submit(finance.page, 'Done')

    await take(manager.page, 'Deliver') // without a reload: what finance did has arrived
    await openForm(manager.page).getByLabel('Mileage at delivery (km)').fill('14')
    await submit(manager.page, 'Deliver')
    await take(manager.page, 'Hand over to after-sales')
    await choose(openForm(manager.page).getByLabel('Service adviser'), people['service-adviser'].name)
    await submit(manager.page, 'Hand over to after-sales')
    await manager.page.getByText('Delivered and handed over to after-sales.').waitFor()
    expect(await manager.page.locator('[aria-current=step]').innerText()).toContain('After-sales')
    expect(await manager.page.locator('dt', { hasText: /^Due$/ }).locator('+ dd').innerText()).toBe('Settled')
    for (const each of [finance, stock, manager]) await each.close()
  },
)

test(
  'a loss that the consultant proposes reaches the manager by itself, and counts once confirmed',
  once,
  async () => {
    const manager = await visitOf('dealer-manager', looks.englishDesk)
    await manager.page.goto('/today')
    await manager.page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
    const consultant = await visitOf('consultant', looks.chinesePhone)
    await consultant.page.goto('/')
    await openInquiry(consultant.page, '周琳', '13800138002')
    await take(consultant.page, '申请战败')
    await openForm(consultant.page).getByText('选择竞品').click()
    await openForm(consultant.page).getByLabel('竞品品牌/商家').fill('云度')
    await submit(consultant.page, '申请战败')
    await consultant.page.getByText('等待经理审核').first().waitFor()

    const losses = manager.page.locator('section', { hasText: 'Losses to review' })
    await losses.getByText('周琳').waitFor()
    await losses.getByRole('button', { name: 'Confirm' }).click()
    await submit(manager.page, 'Confirm loss')
    await consultant.page.getByText('战败原因：选择竞品').waitFor()
    for (const each of [manager, consultant]) await each.close()
  },
)

test('a cancelled sale keeps the deposit of a buyer who defaults, and frees the car', once, async () => {
  const consultant = await visitOf('consultant', looks.chinesePhone)
  await consultant.page.goto('/')
  await openInquiry(consultant.page, '郑直', '13800138003')
  const path = new URL(consultant.page.url()).pathname
  await signContract(consultant.page, 'S-002', '246000')
  await consultant.close()

  const manager = await visitOf('dealer-manager', looks.englishDesk)
  await manager.page.goto(path)
  await take(manager.page, 'Record payment')
  await pay(manager.page, 'Cash')
  await take(manager.page, 'Cancel the sale')
  await openForm(manager.page).getByText('Buyer changed their mind').click()
  await openForm(manager.page).getByText('The buyer', { exact: true }).click()
  await openForm(manager.page).getByText('deposit kept').waitFor()
  await submit(manager.page, 'Cancel the sale')
  await manager.page.getByText('Cancelled because of: Buyer changed their mind · deposit kept').waitFor()
  await manager.page.goto('/vehicles?q=S-002')
  await manager.page.getByRole('row', { name: /S-002/ }).getByText('Available').waitFor()
  await manager.close()
})

function visitOf(who: Who, look: (typeof looks)[keyof typeof looks]) {
  return visitAs(browser, look, product.address, people[who])
}

/** From the phone's ＋ to the new sale's page. */
async function openInquiry(page: Page, name: string, phone: string): Promise<void> {
  await page.getByRole('button', { name: '新建' }).click()
  await page.getByRole('menuitem', { name: '新建咨询' }).click()
  await page.getByLabel('客户姓名').fill(name)
  await page.getByLabel('手机号').fill(phone)
  await choose(page.getByLabel('来源'), '自然到店')
  await page.getByText('7 天内').click()
  await page.getByRole('button', { name: '建立咨询' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** The demo car tomorrow: booked, licence seen, agreement signed by hand, out and back, talked over; then the quote. */
async function driveDemoCar(page: Page): Promise<void> {
  const today = businessDate(new Date().toISOString(), 'Asia/Shanghai')
  await take(page, '预约试驾')
  await choose(openForm(page).getByLabel('试驾车辆'), 'S-DEMO')
  await typeDay(openForm(page).getByLabel('日期'), addDays(today, 1))
  await openForm(page).getByText('所选时段空闲').waitFor()
  await submit(page, '预约试驾')
  await take(page, '核验驾照')
  await typeDay(openForm(page).getByLabel('有效期至'), '2035-06-30')
  await goOn(page, '核验驾照', '签试驾协议')
  await signByHand(page)
  await goOn(page, '确认签署', '试驾出车')
  await openForm(page).getByLabel('出车里程（公里）').fill('1200')
  await submit(page, '试驾出车')
  await take(page, '试驾还车')
  await openForm(page).getByLabel('还车里程（公里）').fill('1212')
  await goOn(page, '试驾还车', '登记试驾反馈')
  await openForm(page)
    .getByRole('textbox', { name: /^满意的地方/ })
    .fill('安静，座椅舒服')
  await goOn(page, '登记试驾反馈', '制作报价')
}

/** Sends the open form, after which the next step opens by itself. */
async function goOn(page: Page, label: string, next: string): Promise<void> {
  await openForm(page).getByRole('button', { name: label, exact: true }).click()
  await page.getByRole('dialog', { name: next }).waitFor()
}

/** Two strokes across the pad. */
async function signByHand(page: Page): Promise<void> {
  const pad = openForm(page).locator('canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is nothing to sign on')
  for (const from of [0.2, 0.5]) {
    await page.mouse.move(box.x + box.width * from, box.y + box.height * 0.3)
    await page.mouse.down()
    for (let step = 1; step <= 12; step += 1) {
      const along = from + step * 0.02
      await page.mouse.move(box.x + box.width * along, box.y + box.height * (0.3 + (step % 4) * 0.1))
    }
    await page.mouse.up()
  }
}

/** Everything looked over and found in order, and the customer's hand under it. */
async function inspect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Joint inspection · Done' }).click()
  const form = openForm(page)
  await form.getByText('OK', { exact: true }).first().waitFor()
  for (const ok of await form.getByText('OK', { exact: true }).all()) await ok.click()
  await form.getByRole('spinbutton', { name: 'Number of keys' }).fill('2')
  await form.getByRole('spinbutton', { name: 'Odometer (km)' }).fill('12')
  await form.getByRole('spinbutton', { name: 'Fuel or charge (%)' }).fill('40')
  await goOn(page, 'Save and let the customer sign', 'Sign checklist')
  await signByHand(page)
  await submit(page, 'Confirm signature')
  await page.getByRole('button', { name: 'Joint inspection · Take back' }).waitFor()
}

/** With 20 000 earnest money; on the quoted car unless another is named. */
async function signContract(page: Page, car?: string, price?: string): Promise<void> {
  await take(page, '签订合同')
  if (car && price) {
    await openForm(page).getByText('指定现车').click()
    await choose(openForm(page).getByLabel('车辆', { exact: true }), car, car)
    await openForm(page).getByLabel('合同价').fill(price)
  }
  await openForm(page).getByLabel('金额', { exact: true }).fill('20000')
  await openForm(page).getByText('合同价的 20% 为').waitFor()
  await submit(page, '签订合同')
  await page.getByText('合同占用').waitFor()
}

async function pay(page: Page, method: string): Promise<void> {
  await openForm(page).getByText(method, { exact: true }).click()
  await submit(page, 'Record payment')
}

async function tick(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: `${item} · Done` }).click()
  await page.getByRole('button', { name: `${item} · Take back` }).waitFor()
}

async function outcomes(page: Page): Promise<Record<string, number>> {
  const lines = await page.locator('.outcomes > div').allInnerTexts()
  return Object.fromEntries(
    lines.map(line => line.split(/\s+/)).map(([name, count]) => [name, Number(count)]),
  )
}
