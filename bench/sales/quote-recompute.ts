import { quoteSheet, quoteTax } from '../../src/sales/quotes/quote-sheet.rules.ts'
import type { DatedRate } from '../../src/sales/quotes/quote-tax.contract.ts'
import { statutoryRates } from '../../src/sales/quotes/statutory-rates.rules.ts'
import { atMost, type BenchRow, percentile, rounded } from '../bench-row.ts'
import { withDemoServer } from '../server/demo-server.ts'
import { asPerson, signIn } from '../server/sign-in.ts'

const name = 'quote-recompute'
const limit = 5
const sheets = 20_000
const requests = 200
const warmUps = 40

/** The sheet of a quote with its purchase tax, by the function that browser and server share; and beside it what a
 *  whole request takes that revises a draft, over HTTP, with its look-ups, its event and its audit line. */
export async function row(): Promise<BenchRow[]> {
  const pure = recompute()
  const whole = await withDemoServer(({ address }) => revise(address))
  const figure = (values: readonly number[]) =>
    `p50 ${rounded(percentile(values, 0.5))} ms, p95 ${rounded(percentile(values, 0.95))} ms`
  const note = `sheet of 12 lines with its tax, ${figure(pure)} of ${sheets}; a request that revises a quote: ${figure(whole)} of ${requests}, one after the other`
  return [atMost({ name, value: percentile(pure, 0.95), unit: 'ms p95', limit, note })]
}

const rates: DatedRate[] = statutoryRates.map((rate, index) => ({
  ...rate,
  id: `00000000-0000-7000-8000-00000000000${index}`,
}))
const kinds = [
  'accessory',
  'gift',
  'service',
  'compulsory-insurance',
  'commercial-insurance',
  'plate',
] as const
const lines = [...kinds, ...kinds].map((kind, index) => ({
  kind,
  label: `${kind} ${index}`,
  amountMinor: kind === 'gift' ? 0 : 100_000 + index,
  costMinor: kind === 'gift' ? 30_000 : null,
}))

function recompute(): number[] {
  const took: number[] = []
  for (let round = 0; round < sheets; round += 1) {
    const terms = {
      listPriceMinor: 22_600_000 + round,
      discountMinor: 100_000 + (round % 1000),
      tradeInMinor: 0,
      currency: 'CNY',
      purchaseTax: 'included' as const,
      lines,
    }
    const from = performance.now()
    const tax = quoteTax(terms, { newEnergy: round % 2 === 0, rates }, '2026-06-01')
    const { totalMinor } = quoteSheet({ ...terms, tax })
    took.push(performance.now() - from)
    if (totalMinor <= 0) throw new Error('a sheet came to nothing')
  }
  return took
}

interface Acted {
  readonly id: string
  readonly version: number
}

async function revise(address: string): Promise<number[]> {
  const send = asPerson(address, await signIn(address, 'consultant.d01'))
  const { items } = await send<{ items: { trims: { id: string }[] }[] }>('GET', '/api/models')
  const trimId = items[0]?.trims[0]?.id
  const tail = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
  const person = { kind: 'person', name: '测试报价', contactPoints: [{ kind: 'phone', value: `155${tail}` }] }
  const customer = await send<{ id: string }>('POST', '/api/customers', person)
  const opened = await send<Acted>('POST', '/api/inquiries', {
    customerId: customer.id,
    source: 'walk-in',
    trimId,
  })
  const path = `/api/sales/${opened.id}/quotes`
  let { version } = await send<Acted>('POST', path, { trimId, lines }, opened.version)
  const quotes = await send<{ items: { id: string }[] }>('GET', path)
  const took: number[] = []
  for (let round = 0; round < warmUps + requests; round += 1) {
    const from = performance.now()
    const body = { trimId, lines, discountMinor: round * 100 }
    const acted = await send<Acted>('POST', `${path}/${quotes.items[0]?.id}/revision`, body, version)
    if (round >= warmUps) took.push(performance.now() - from)
    version = acted.version
  }
  return took
}
