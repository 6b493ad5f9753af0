import iconv from 'iconv-lite'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from '../../testing/importing.ts'
import { type ProductServer, startProductServer } from '../../testing/product-server.ts'
import { checkDigit } from './vin.rules.ts'

let server: ProductServer
let imports: Importing

beforeAll(async () => {
  server = await startProductServer()
  imports = await importing(server)
})
afterAll(async () => {
  await imports.close()
  await server.close()
})

function vinOf(serial: number): string {
  const draft = `LFAB1A120PA${String(serial).padStart(6, '0')}`
  return draft.slice(0, 8) + checkDigit(draft) + draft.slice(9)
}

interface Kept {
  vin: string | null
  number: string
  model: string
  priceMinor: number | null
  currency: string
  state: string
  version: number
}

async function carsOf(make: string): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select v.vin, e.stock_number as number, v.model_name as model, e.price_minor as "priceMinor", e.currency,
           e.state, v.version
      from app.vehicles v join app.stock_episodes e on e.dealer_id = v.dealer_id and e.vehicle_id = v.id
     where v.make = ${make} order by e.stock_number, e.id`.execute(server.owner)
  return rows
}

test('each fault of a stock list comes back with its reason, and the good rows are in', async () => {
  const bad = vinOf(11).replace(/^(.{8})./, (_, head: string) => `${head}${vinOf(11)[8] === '9' ? '8' : '9'}`)
  const done = await imports.run(
    'stock',
    [
      '车架号,库存编号,品牌,车系,售价,成本价,里程,能源类型,入库日期,库存状态',
      `${vinOf(10)},A-1,错车,远山,"226,000",205000,35 km,汽油,2026-03-05,在库`,
      `${bad},A-2,错车,远山,226000,,,,,`,
      `LFAB1A120PA00001,A-3,错车,远山,226000,,,,,`,
      `LFAB1A12OPA000012,A-4,错车,远山,226000,,,,,`,
      `11111111111111111,A-5,错车,远山,226000,,,,,`,
      `${vinOf(12)},A-6,错车,,226000,,,,,`,
      `${vinOf(13)},A-7,错车,远山,-5,,,,,`,
      `${vinOf(14)},A-8,错车,远山,很贵,,,,,飞了`,
      `${vinOf(15)},A-9,错车,远山,$100,¥90,,,,`,
      `${vinOf(16)},A-10,错车,远山,1,,,,2026-02-30,`,
      `${vinOf(10)},A-1,错车,近海,1,,,,,`,
      `${vinOf(17)},A-1,错车,远山,1,,,,,`,
      `WVGZZZ5NZEW069297,A-12,错车,途锐,300000,,,,,在途`,
      `${vinOf(10)},A-1,错车,远山,"226,000",205000,35 km,汽油,2026-03-05,在库`,
    ].join('\n'),
  )
  expect(done.reasons).toEqual({
    3: ['vin-check-digit'],
    4: ['vin-length'],
    5: ['vin-character'],
    6: ['vin-repeated'],
    7: ['model-missing'],
    8: ['amount-negative'],
    9: ['not-a-number', 'unknown-code'],
    10: ['currencies-differ'],
    11: ['not-a-date'],
    12: ['same-key-other-values'],
    13: ['value-taken'],
  })
  expect(countsOf(done.result)).toEqual({ rows: 14, new: 2, updated: 0, unchanged: 1, refused: 11 })
  expect(done.result.findings.filter(({ severity }) => severity === 'warning')).toEqual([
    expect.objectContaining({ code: 'vin-check-digit', rows: [14] }),
    expect.objectContaining({ code: 'repeated-row', rows: [15] }),
  ])
  expect(countsOf(done.preview.result)).toEqual(countsOf(done.result))
  expect(await carsOf('错车')).toEqual([
    expect.objectContaining({
      vin: vinOf(10),
      number: 'A-1',
      priceMinor: 22_600_000,
      currency: 'CNY',
      state: 'in-stock',
    }),
    expect.objectContaining({ vin: 'WVGZZZ5NZEW069297', number: 'A-12', state: 'in-transit' }),
  ])
})

test('the file of refused rows can be corrected and imported as it is', async () => {
  const { readFile } = await import('node:fs/promises')
  const first = await imports.run(
    'stock',
    `VIN,make,model,price\n${vinOf(20)},改正,远山,abc\n${vinOf(21)},改正,远山,5`,
  )
  const rejected = await readFile(first.rejectFile, 'utf8')
  expect(rejected).toContain('Reason not imported')
  expect(rejected).toContain('“abc” is not a number')
  const again = await imports.run(
    'stock',
    await imports.write('corrected.csv', rejected.replace('abc', '126800')),
  )
  expect(countsOf(again.result)).toEqual({ rows: 1, new: 1, updated: 0, unchanged: 0, refused: 0 })
  expect((await carsOf('改正')).map(({ priceMinor }) => priceMinor).sort()).toEqual([12_680_000, 500])
})

test('equal rows without VIN and number are as many cars, and the same ones next time', async () => {
  const file =
    'make,model,year,price,mileage\n双胞,A1,2017,12500,15735\n双胞,A1,2017,12500,15735\n双胞,A3,2018,1,2'
  const first = await imports.run('stock', file, { choices: { currency: 'GBP' } })
  expect(countsOf(first.result)).toEqual({ rows: 3, new: 3, updated: 0, unchanged: 0, refused: 0 })
  const cars = await carsOf('双胞')
  expect(cars.map(({ model, currency }) => [model, currency])).toEqual([
    ['A1', 'GBP'],
    ['A1', 'GBP'],
    ['A3', 'GBP'],
  ])
  expect(new Set(cars.map(({ number }) => number)).size).toBe(3)
  const otherOrder = file.replace('make,model,year,price,mileage', 'make,model,year,price,mileage')
  expect(
    countsOf((await imports.run('stock', otherOrder, { choices: { currency: 'GBP' } })).result),
  ).toMatchObject({
    unchanged: 3,
  })
})

test('a later list changes what it says and leaves the rest', async () => {
  const [one, two] = [vinOf(30), vinOf(31)]
  await imports.run('stock', `VIN,品牌,车系,售价,库位\n${one},更新,远山,100,A区\n${two},更新,远山,100,B区`)
  const later = await imports.run('stock', `VIN,品牌,车系,售价\n${one},更新,远山,100\n${two},更新,远山,90`)
  expect(countsOf(later.result)).toEqual({ rows: 2, new: 0, updated: 1, unchanged: 1, refused: 0 })
  expect(
    (await carsOf('更新')).map(({ vin, priceMinor, version }) => ({ vin, priceMinor, version })),
  ).toEqual([
    { vin: one, priceMinor: 10_000, version: 1 },
    { vin: two, priceMinor: 9_000, version: 2 },
  ])
  const { rows } = await sql<{ location: string }>`
    select e.location from app.stock_episodes e join app.vehicles v on v.id = e.vehicle_id where v.vin = ${two}`.execute(
    server.owner,
  )
  expect(rows).toEqual([{ location: 'B区' }])
})

test('a car that came in by its stock number gets its VIN from a later list', async () => {
  await imports.run('stock', '库存编号,品牌,车系\nN-1,补码,远山\nN-2,补码,远山')
  const done = await imports.run(
    'stock',
    `库存编号,VIN,品牌,车系\nN-1,${vinOf(40)},补码,远山\nN-2,${vinOf(40)},补码,远山`,
  )
  expect(countsOf(done.result)).toEqual({ rows: 2, new: 0, updated: 1, unchanged: 0, refused: 1 })
  expect((await carsOf('补码')).map(({ vin }) => vin)).toEqual([vinOf(40), null])
  const taken = await imports.run(
    'stock',
    `库存编号,VIN,品牌,车系\nN-1,${vinOf(41)},补码,远山\nN-3,${vinOf(40)},补码,远山`,
  )
  expect(taken.reasons).toEqual({ 2: ['stock-number-taken'] })
  expect((await carsOf('补码')).map(({ vin, number }) => [vin, number])).toEqual([
    [null, 'N-2'],
    [vinOf(40), 'N-3'],
  ])
})

test('a car that another store holds is refused, in the preview too, without saying where', async () => {
  const file = `VIN,品牌,车系\n${vinOf(50)},别店,远山\n${vinOf(51)},别店,远山`
  await imports.run('stock', `VIN,品牌,车系\n${vinOf(50)},别店,远山`, { dealer: 'D2' })
  const done = await imports.run('stock', file)
  expect(done.reasons).toEqual({ 2: ['held-elsewhere'] })
  expect(countsOf(done.preview.result)).toEqual(countsOf(done.result))
  expect(JSON.stringify(done.rejects)).not.toContain(server.network.ids.D2)
})

test('a car that was delivered stays away until a list says that it came in later', async () => {
  const vin = vinOf(60)
  await imports.run('stock', `VIN,品牌,车系,入库日期\n${vin},回购,远山,2025-01-05`)
  await sql`update app.stock_episodes e set state = 'delivered', availability = 'closed', closed_at = '2025-06-01T08:00:00Z'
              from app.vehicles v where v.id = e.vehicle_id and v.vin = ${vin}`.execute(server.owner)
  await sql`delete from app.vin_registry where vin = ${vin}`.execute(server.owner)
  const old = await imports.run('stock', `VIN,品牌,车系,入库日期\n${vin},回购,远山,2025-01-05`)
  expect(countsOf(old.result)).toMatchObject({ unchanged: 1 })
  expect(old.result.findings).toEqual([expect.objectContaining({ code: 'car-has-left' })])
  const back = await imports.run('stock', `VIN,品牌,车系,入库日期\n${vin},回购,远山,2026-02-01`)
  expect(countsOf(back.result)).toMatchObject({ new: 1 })
  expect((await carsOf('回购')).map(({ state }) => state).sort()).toEqual(['delivered', 'in-stock'])
})

test('a GBK file of a local system is read, and drawn numbers step around given ones', async () => {
  const [drawn] = await carsOf('双胞')
  const prefix = drawn?.number.slice(0, 4)
  const next = `${prefix}${String(Number(drawn?.number.slice(4)) + 50).padStart(6, '0')}`
  const text = `车架号,库存编号,品牌,车系,外观颜色\n${vinOf(70)},${next},国标,远山,珠光白\n`
  const path = await imports.write('gbk.csv', iconv.encode(text, 'gbk'))
  expect(countsOf((await imports.run('stock', path)).result)).toMatchObject({ new: 1 })
  const more = Array.from({ length: 60 }, (_, index) => `${vinOf(100 + index)},国标,远山`).join('\n')
  expect(countsOf((await imports.run('stock', `车架号,品牌,车系\n${more}`)).result)).toMatchObject({
    new: 60,
  })
  const numbers = (await carsOf('国标')).map(({ number }) => number)
  expect(new Set(numbers).size).toBe(61)
})

test('a trim of the catalogue is found by code or spelling, and a car outside it keeps its own words', async () => {
  await imports.run('models', '车系,车型,英文名,车型代码,指导价,能源\n远山,舒适版,GTX Pro,FH-GTX,226000,纯电')
  await imports.run(
    'stock',
    [
      'VIN,品牌,车系,车型,车型代码',
      `${vinOf(80)},配型,,,fh-gtx`,
      `${vinOf(81)},配型,远山,gtxpro,`,
      `${vinOf(82)},配型,别的,GTX Pro,`,
    ].join('\n'),
  )
  const { rows } = await sql<{ vin: string; trim: string | null; model: string; energy: string | null }>`
    select v.vin, t.code as trim, v.model_name as model, v.energy from app.vehicles v left join app.trims t on t.id = v.trim_id
     where v.make = '配型' order by right(v.vin, 6)`.execute(server.owner)
  expect(rows).toEqual([
    { vin: vinOf(80), trim: 'FH-GTX', model: '远山', energy: 'electric' },
    { vin: vinOf(81), trim: 'FH-GTX', model: '远山', energy: 'electric' },
    { vin: vinOf(82), trim: null, model: '别的', energy: null },
  ])
})

test('a store that is the whole network gets its catalogue from its stock list, but not from used cars', async () => {
  const file = [
    '车架号,库存编号,品牌,车系,配置,指导价,动力,新旧,里程',
    `${vinOf(170)},G-1,独店,江影,舒享版,186000,燃油,新车,8`,
    `${vinOf(171)},G-2,独店,江影,舒享版,185000,燃油,新车,8`,
    `${vinOf(172)},G-3,独店,江影,尊贵版,226000,纯电,试驾车,900`,
    `${vinOf(173)},G-4,独店,旧影,标准版,60000,燃油,二手车,80000`,
    `${vinOf(174)},G-5,独店,无价,标准版,面议,燃油,新车,8`,
  ].join('\n')
  const trims = async () => {
    const { rows } = await sql<{ model: string; trim: string; price: number; cars: number }>`
      select m.name_zh as model, t.name_zh as trim, t.list_price_minor::int as price, t.energy,
             (select count(*)::int from app.vehicles v where v.trim_id = t.id) as cars
        from app.models m join app.trims t on t.model_id = m.id where m.make = '独店' order by t.id`.execute(
      server.owner,
    )
    return rows
  }
  expect(countsOf((await imports.run('stock', file)).result)).toMatchObject({ new: 5, refused: 0 })
  expect(await trims()).toEqual([]) // the catalogue of a network is not the store's to fill
  expect(countsOf((await imports.run('stock', file, { alone: true })).result)).toMatchObject({
    updated: 3,
    unchanged: 2,
  })
  expect(await trims()).toEqual([
    { model: '江影', trim: '舒享版', price: 18_600_000, energy: 'petrol', cars: 2 },
    { model: '江影', trim: '尊贵版', price: 22_600_000, energy: 'electric', cars: 1 },
  ])
  expect(countsOf((await imports.run('stock', file, { alone: true })).result)).toMatchObject({ unchanged: 5 })
})
