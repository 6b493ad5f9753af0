import { addDays } from '../../src/platform/business-date.ts'
import type { QuoteLine } from '../../src/sales/process/action.contract.ts'
import { isNewEnergy } from '../../src/sales/quotes/energy.rules.ts'
import { concessionOf } from '../../src/sales/quotes/quote-sheet.rules.ts'
import type { TaxFacts } from '../../src/sales/quotes/quote-tax.contract.ts'
import { dateOf } from './calendar.ts'
import type { DemoStaff } from './people.ts'
import type { Offer } from './sale-run.ts'
import { currency, type Scene, type StepOf, saleOf } from './scene.ts'
import type { DemoLine } from './steps.ts'
import { demoTaxRates } from './tax-rates.ts'

/** Quotes a price less a discount, with gifts and accessories, and what it takes to drive away. */
export function quote(scene: Scene, { discountBps, lines }: StepOf<'quote'>): void {
  const { run } = scene
  const { trim } = run.course
  const listPriceMinor = trim.listPriceMinor
  const discountMinor = Math.round((listPriceMinor * discountBps) / 1_000_000) * 100
  const all = [...lines, ...roadLines(listPriceMinor)]
  offer(
    scene,
    { listPriceMinor, discountMinor, lines: all.map(plainLine) },
    all.map(line => line.label),
  )
}

/** The next version of the quote, sent by whoever may give so much away. */
function offer(scene: Scene, terms: Offer, lineLabels: string[]): void {
  const { store, run, at, owner } = scene
  run.offer = { ...terms, lineLabels }
  const sent = run.sale?.quotes.find(each => each.state === 'sent')
  const quoteId = scene.id()
  const taxFacts = taxFactsOf(scene)
  const shape = {
    trimId: run.course.trim.id,
    vehicle: null,
    currency,
    tradeInMinor: 0,
    purchaseTax: 'included' as const,
    taxFacts,
    ...terms,
    validUntil: null,
  }
  const details = { quoteNumber: store.numbering.next('quote', at), lineLabels }
  if (sent)
    scene.do({ kind: 'revise-quote', ...owner, quoteId: sent.id, newQuoteId: quoteId, ...shape }, details)
  else scene.do({ kind: 'draft-quote', ...owner, quoteId, ...shape }, details)
  const giver = whoMayGive(scene, terms)
  if (giver.id !== run.course.consultant.staff.id) {
    const approvalId = scene.id()
    const reason = run.course.competitor ? 'competitor-offer' : 'month-end'
    scene.do({ kind: 'request-approval', ...owner, approvalId, quoteId, reason })
    if (isLastWord(scene)) return
    scene.do({ kind: 'give-approval', ...scene.as(giver), approvalId })
  }
  scene.do({ kind: 'send-quote', ...owner, quoteId, taxFacts })
}

const waitingMs = 4 * 24 * 3_600_000

/** Asked for in the last days, with nothing offered or signed after it: it still waits. */
function isLastWord({ run, at }: Scene): boolean {
  const { steps, endsAt } = run.course
  const goesOn = steps.some(
    step => (step.do === 'sign' ? step.at >= at : step.do === 'quote' && step.at > at) && step.at < endsAt,
  )
  return at > endsAt - waitingMs && !goesOn
}

/** Insurance and plate, as every car needs them: the compulsory one by its tariff, the other by the price. */
function roadLines(listPriceMinor: number): DemoLine[] {
  const commercialMinor = 180_000 + Math.round((listPriceMinor * 0.0115) / 100) * 100
  return [
    { kind: 'compulsory-insurance', label: '交强险及车船税', amountMinor: 131_000, costMinor: null },
    {
      kind: 'commercial-insurance',
      label: '车损、三者 200 万、座位',
      amountMinor: commercialMinor,
      costMinor: null,
    },
    { kind: 'plate', label: '上牌服务', amountMinor: 60_000, costMinor: null },
  ]
}

function taxFactsOf({ run }: Scene): TaxFacts {
  return { newEnergy: isNewEnergy(run.course.trim.energy), rates: [...demoTaxRates] }
}

function whoMayGive({ store, run }: Scene, { discountMinor, lines, listPriceMinor }: Offer): DemoStaff {
  const { consultant, dealer } = run.course
  const concession = concessionOf(discountMinor, lines) * 10_000
  const mayGive = (role: string) =>
    store.process.discountLimitsBps.some(
      each => each.role === role && concession <= each.bps * listPriceMinor,
    )
  if (mayGive('consultant')) return consultant.staff
  return mayGive('sales-manager') ? dealer.salesManager : dealer.dealerManager
}

function plainLine({ kind, amountMinor, costMinor }: DemoLine): QuoteLine {
  return { kind, amountMinor, costMinor }
}

/** Signs what was quoted last, quoted again when that is no longer valid. */
/** Why they sign, by a digit that is as good as drawn; some do not say. */
const signReasons: readonly (string | undefined)[] = [
  'price',
  'price',
  'price',
  'price',
  'product',
  'product',
  'product',
  'test-drive',
  'test-drive',
  'brand',
  'service',
  'delivery-time',
  'financing',
  'referral',
]

export function sign(scene: Scene, { car, deposit }: StepOf<'sign'>): void {
  const { store, run, at, owner } = scene
  const last = saleOf(run).quotes.find(each => each.state === 'sent')
  if (!last || !run.offer) throw new Error('nothing was offered')
  if (last.validUntil < dateOf(at)) offer(scene, run.offer, run.offer.lineLabels)
  const sent = saleOf(run).quotes.find(each => each.state === 'sent')!
  const luck = Number.parseInt(run.saleId.slice(-1), 16)
  const title = luck === 3 ? { name: '海峡远行商贸有限公司', creditCode: '91350100M000100Y43' } : null
  scene.do(
    {
      kind: 'sign-contract',
      ...owner,
      contractId: scene.id(),
      quoteId: sent.id,
      trimId: run.course.trim.id,
      vehicle: car ? scene.facts(car) : null,
      reservationId: car ? scene.id() : null,
      currency,
      listPriceMinor: sent.listPriceMinor,
      priceMinor: sent.totalMinor - sent.passedOnMinor,
      depositType: deposit?.type ?? null,
      depositMinor: deposit?.minor ?? 0,
      depositPayment: null,
      winReason: signReasons[luck] ?? null,
      parties: title ? { buyerId: null, titleId: null, titleTyped: true, contactId: null } : null,
    },
    { contractNumber: store.numbering.next('contract', at), title },
  )
  if (luck === 5) promise(scene)
}

/** An addendum about the day of delivery, four weeks on. */
function promise({ owner, at, id, do: act }: Scene): void {
  act(
    {
      kind: 'agree-addendum',
      ...owner,
      addendumId: id(),
      listPriceMinor: null,
      priceMinor: null,
      deliveryOn: addDays(dateOf(at), 28),
      hasTerms: true,
      reason: 'delivery-date',
    },
    { terms: '厂家排产延后，承诺四周内交车。' },
  )
}
