import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readStoreRules } from '../../network/store-rules/store-rules.contract.ts'
import { defaultRules } from '../../network/store-rules/store-rules.rules.ts'
import { keyOf, queryClient } from '../../platform/web/answers/answers.ts'
import { speakForNow } from '../../platform/web/words/words.ts'
import type { ContractPaper } from '../contracts/contracts.contract.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { PaymentPaper, QuotePaper } from '../sales/sale-papers.contract.ts'
import { ContractSheet } from './ContractSheet.tsx'
import { DeliverySheet } from './DeliverySheet.tsx'
import { QuoteSheet } from './QuoteSheet.tsx'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import { DriveSheet } from './TestDriveSheet.tsx'

const id = '0199aaaa-0000-7000-8000-000000000001'
const at = '2026-03-05T02:00:00.000Z'
const person = { id, name: '李芳' }
const buyer = { id, name: '王小明', nameMasked: false, kind: 'person' as const }
const car = { episodeId: id, vehicleId: id, stockNumber: 'K26-7', vin: 'LFV3A23C1N3100007' }
const named = { ...car, make: '星途', modelName: '远山', trimName: '舒适版' }

beforeEach(() => {
  queryClient.setQueryData(['me'], { staff: { id, name: '赵一', username: 'z', locale: 'zh' } })
})
afterEach(() => speakForNow('zh'))
afterEach(() => queryClient.removeQueries({ queryKey: ['readStoreRules'] }))

const letterhead = {
  legalName: '一店汽车有限公司',
  taxNumber: '91350100M000100Y43',
  bankAccount: '示例银行 9558',
  address: '云栖路 88 号',
  telephone: '0571-5550 0101',
}

/** What the store says of itself. */
function headed(parts: Partial<typeof letterhead>): void {
  queryClient.setQueryData(keyOf(readStoreRules, { query: { organisationId: id } }), {
    organisationId: id,
    effective: { ...defaultRules, ...parts },
  })
}

function drawn(sheet: ReactNode): string {
  const html = renderToStaticMarkup(<QueryClientProvider client={queryClient}>{sheet}</QueryClientProvider>)
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** What the sheets read of a sale. */
function pageWith(patch: object = {}): SalePage {
  const page = {
    id,
    number: 'S26-1',
    dealer: { id, code: 'D01', nameZh: '一店', nameEn: 'Store one', timeZone: 'Asia/Shanghai' },
    customer: { ...buyer, number: 'C26-1', contactPoints: [] },
    owner: person,
    trim: null,
    car: { ...named, modelYear: 2026, exteriorColour: '白', interiorColour: null, costMinor: 19_876_500 },
    cars: [named],
    people: [person],
    contractNumber: 'H26-1',
    amounts: { paidMinor: 5_000_000, dueMinor: 15_000_000 },
    checklist: [],
    state: { contract: { priceMinor: 20_000_000, depositType: 'earnest-money' }, delivery: null },
    ...patch,
  }
  return page as unknown as SalePage // the rest of a sale is on none of the sheets
}

const quote = {
  id,
  number: 'Q26-1',
  version: 2,
  state: 'sent',
  trim: null,
  car: named,
  currency: 'CNY',
  listPriceMinor: 22_600_000,
  discountMinor: 600_000,
  tradeInMinor: 0,
  totalMinor: 22_100_000,
  tax: null,
  taxSources: [],
  validUntil: '2020-01-31',
  draftedBy: person,
  draftedAt: at,
  sentAt: at,
  lines: [
    { kind: 'accessory', label: '脚垫', amountMinor: 100_000, costMinor: 43_210, costMasked: false },
    { kind: 'gift', label: '贴膜', amountMinor: 0, costMinor: 87_654, costMasked: false },
  ],
} as const satisfies QuotePaper

const paper: ContractPaper = {
  id,
  number: 'H26-1',
  priceMinor: 20_000_000,
  currency: 'CNY',
  depositType: 'earnest-money',
  depositMinor: 5_000_000,
  signedBy: person,
  signedAt: at,
  parties: {
    buyer,
    title: { name: '蓝天公司', nameMasked: false, creditCode: '91310000607378560E', customerId: null },
    contact: buyer,
  },
  addenda: [],
}

const payment: PaymentPaper = {
  id,
  number: 'P26-1',
  purpose: 'deposit',
  method: 'cash',
  amountMinor: 5_000_050,
  currency: 'CNY',
  reference: '',
  reversesId: null,
  reversed: false,
  receiptNumber: 'R26-000009',
  recordedBy: person,
  recordedAt: at,
}

test('the quote shows the price on the road and nothing that it costs the store', async () => {
  const zh = drawn(<QuoteSheet page={pageWith()} quote={quote} />)
  for (const part of ['一店', 'Q26-1', '王小明', '脚垫', '¥1,000.00', '-¥6,000.00', '第 2 版', '2020/01/31'])
    expect(zh).toContain(part)
  for (const cost of ['432.10', '876.54', '198,765']) expect(zh).not.toContain(cost)
  expect(zh).toContain('本报价已过有效期')
  await speakForNow('en')
  expect(drawn(<QuoteSheet page={pageWith()} quote={quote} />)).toMatch(/Store one.+has expired.+31 Jan 2020/)
})

test('each sheet names who sells, from the letterhead of the store', () => {
  headed(letterhead)
  const page = pageWith()
  const sheets = [
    <QuoteSheet key="quote" page={page} quote={quote} />,
    <ContractSheet key="contract" page={page} paper={paper} />,
    <ReceiptSheet key="receipt" page={page} payment={payment} all={[payment]} />,
    <DeliverySheet key="delivery" page={page} />,
  ]
  for (const sheet of sheets)
    for (const part of Object.values(letterhead)) expect(drawn(sheet)).toContain(part)
  expect(drawn(<ContractSheet page={page} paper={paper} />)).toMatch(/卖方 一店汽车有限公司/)
})

test('what a store does not say of itself is a line to write it on', () => {
  const blanks = () => {
    const sheet = <QuoteSheet page={pageWith()} quote={quote} />
    const html = renderToStaticMarkup(<QueryClientProvider client={queryClient}>{sheet}</QueryClientProvider>)
    return html.split('paper-blank').length
  }
  headed(letterhead)
  const whole = blanks()
  headed({ ...letterhead, telephone: '', bankAccount: '' })
  expect(blanks()).toBe(whole + 2)
})

test('a draft says on paper that it is none', () => {
  const sheet = <QuoteSheet page={pageWith()} quote={{ ...quote, state: 'draft' }} />
  expect(drawn(sheet)).toContain('草稿：未发送')
})

test('the contract parts 定金 at the fifth of the price, in capitals, and says what the law makes of it', async () => {
  const zh = drawn(<ContractSheet page={pageWith()} paper={paper} />)
  expect(zh).toContain('人民币贰拾万元整')
  expect(zh).toMatch(/其中具定金效力 ¥40,000\.00 人民币肆万元整/)
  expect(zh).toMatch(/其余按预付款 ¥10,000\.00 人民币壹万元整/)
  expect(zh).toMatch(/第五百八十六条.+百分之二十.+第五百八十七条.+双倍返还/)
  for (const part of ['蓝天公司', '91310000607378560E', 'LFV3A23C1N3100007']) expect(zh).toContain(part)
  expect(zh).not.toContain('198,765')
  await speakForNow('en')
  expect(drawn(<ContractSheet page={pageWith()} paper={paper} />)).toMatch(/one fifth.+twofold/)
})

test('a 订金 is a prepayment: without the fifth and without the doubling', () => {
  const zh = drawn(<ContractSheet page={pageWith()} paper={{ ...paper, depositType: 'prepayment' }} />)
  expect(zh).toContain('不适用第五百八十七条的定金罚则')
  expect(zh).not.toMatch(/双倍返还|具定金效力/)
})

test('an addendum stands beside the price as signed and the price in force', () => {
  const addendum = {
    id,
    ordinal: 1,
    reason: 'price',
    priceBeforeMinor: 20_000_000,
    priceMinor: 19_500_000,
    deliveryOn: '2026-04-01',
    terms: '加装行李架',
    agreedBy: person,
    agreedAt: at,
  }
  const page = pageWith({ state: { contract: { priceMinor: 19_500_000, deliveryOn: '2026-04-01' } } })
  const zh = drawn(<ContractSheet page={page} paper={{ ...paper, addenda: [addendum] }} />)
  expect(zh).toMatch(/签约合同价 ¥200,000\.00/)
  expect(zh).toMatch(/现行合同价（含补充协议） ¥195,000\.00 人民币壹拾玖万伍仟元整/)
  expect(zh).toContain('加装行李架')
  expect(zh).toMatch(/其中具定金效力 ¥39,000\.00/)
})

test('a receipt carries its number and its amount twice', () => {
  const zh = drawn(<ReceiptSheet page={pageWith()} payment={payment} all={[payment]} />)
  for (const part of ['R26-000009', '王小明', '¥50,000.50', '人民币伍万元伍角整', '定金', '现金'])
    expect(zh).toContain(part)
  expect(zh).not.toContain('已冲销')
})

test('a receipt in another currency has no capitals of yuan', () => {
  const sheet = <ReceiptSheet page={pageWith()} payment={{ ...payment, currency: 'USD' }} all={[payment]} />
  expect(drawn(sheet)).not.toMatch(/人民币|大写/)
})

test('a reversed receipt says so, and its counterpart names it', () => {
  const reversed = { ...payment, reversed: true }
  const counterpart: PaymentPaper = {
    ...payment,
    id: '0199aaaa-0000-7000-8000-000000000002',
    purpose: 'reversal',
    amountMinor: -payment.amountMinor,
    reversesId: id,
    receiptNumber: 'R26-000010',
  }
  const all = [counterpart, reversed]
  expect(drawn(<ReceiptSheet page={pageWith()} payment={reversed} all={all} />)).toContain('此收据已冲销')
  const zh = drawn(<ReceiptSheet page={pageWith()} payment={counterpart} all={all} />)
  expect(zh).toContain('本收据冲销收据 R26-000009')
  expect(zh).toContain('人民币负伍万元伍角整')
})

test('a signed agreement is printed in the words that were signed, and says so in the other language', async () => {
  const drive = {
    id,
    episodeId: id,
    escortId: id,
    startsAt: at,
    endsAt: '2026-03-05T02:30:00.000Z',
    licence: { validUntil: '2030-01-01', licenceClass: 'C1' },
    mileageOutKm: 1200,
    mileageInKm: null,
  } as unknown as Parameters<typeof DriveSheet>[0]['drive']
  const sheet = (
    <DriveSheet
      page={pageWith()}
      drive={drive}
      title="试乘试驾协议"
      paragraphs={['甲方：一店。']}
      signedText="zh"
    >
      签名
    </DriveSheet>
  )
  await speakForNow('en')
  const en = drawn(sheet)
  expect(en).toMatch(/Licence class C1|C1, valid until 1 Jan 2030/)
  expect(en).toContain('甲方：一店。')
  expect(en).toContain('the text as it was signed')
  expect(en).toContain('1,200 km')
})

test('the delivery record names what is open, and dates the warranty from the delivery', () => {
  const open = { done: false, owedBy: 'finance', doneBy: null, doneAt: null }
  const invoice = {
    done: true,
    owedBy: 'finance',
    doneBy: person,
    doneAt: at,
    invoiceNumber: 'F-1',
    invoicedOn: '2026-03-01',
  }
  const checklist = [
    { item: 'balance', invoiceNumber: null, invoicedOn: null, ...open },
    { item: 'invoice', ...invoice },
  ]
  const before = drawn(<DeliverySheet page={pageWith({ checklist })} />)
  expect(before).toMatch(/尾款结清 ☐ 未完成/)
  expect(before).toMatch(/开具发票 ☑ 完成 发票 F-1，2026\/03\/01/)
  expect(before).toMatch(/自交付之日起算.+3 年 60,000 公里.+2 年 50,000 公里/)
  const state = { contract: {}, delivery: { deliveredOn: '2026-03-05' } }
  const after = drawn(<DeliverySheet page={pageWith({ checklist, state })} />)
  expect(after).toMatch(/自 2026\/03\/05 起算.+2029\/03\/05.+60,000 公里.+2028\/03\/05/)
})
