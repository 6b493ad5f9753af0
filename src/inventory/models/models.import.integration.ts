import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf, type Importing, importing } from '../../testing/importing.ts'
import { type ProductServer, startProductServer } from '../../testing/product-server.ts'

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

async function catalogue() {
  const { rows } = await sql<Record<string, unknown>>`
    select m.code as model, m.make, t.code, t.name_zh as zh, t.name_en as en, t.energy,
           t.list_price_minor::int as price, t.currency, t.version
      from app.trims t join app.models m on m.id = t.model_id order by t.id`.execute(server.owner)
  return rows
}

test('trims come in with their model, once, and a new price finds them by any spelling', async () => {
  const file =
    '车系,车型,英文名,指导价,能源,品牌\n远山,舒适版,GTX Pro,"226,000",纯电,星途\n远山,豪华版,GTX Lux,25.8万,插混,星途'
  expect(countsOf((await imports.run('models', file)).result)).toMatchObject({ new: 2 })
  const common = { model: 'YUANSHAN', make: '星途', currency: 'CNY' }
  expect(await catalogue()).toEqual([
    {
      ...common,
      code: 'GTX-PRO',
      zh: '舒适版',
      en: 'GTX Pro',
      energy: 'electric',
      price: 22_600_000,
      version: 1,
    },
    {
      ...common,
      code: 'GTX-LUX',
      zh: '豪华版',
      en: 'GTX Lux',
      energy: 'plug-in-hybrid',
      price: 25_800_000,
      version: 1,
    },
  ])
  expect(countsOf((await imports.run('models', file)).result)).toMatchObject({ unchanged: 2 })
  const later = await imports.run(
    'models',
    'series,product,sales_price\n远山,gtxpro,230000\n远山,舒适版,230000\n近海,,1',
  )
  expect(countsOf(later.result)).toMatchObject({ updated: 1, unchanged: 1, refused: 1 })
  expect(later.reasons).toEqual({ 4: ['value-missing'] })
  expect((await catalogue()).map(({ en, price, version }) => [en, price, version])).toEqual([
    ['GTX Pro', 23_000_000, 2],
    ['GTX Lux', 25_800_000, 1],
  ])
})

test('names that make one code get codes of their own', async () => {
  await imports.run('models', 'series,product,price\nAlpha,One!,1\nBeta,One,1')
  const codes = (await catalogue()).filter(({ en }) => String(en).startsWith('One')).map(({ code }) => code)
  expect(codes).toEqual(['ONE', 'ONE-2'])
})
