import type { ActionKind } from './action.contract.ts'
import { balanceOf } from './ledger.rules.ts'
import type { ProcessDefinition, StageCheck } from './process.contract.ts'
import type { Refusal } from './refusal.contract.ts'
import type { Sale, StageCode } from './sale.contract.ts'
import { refuse } from './scene.rules.ts'

const passes: Readonly<Record<StageCheck, (sale: Sale) => boolean>> = {
  'customer-known': sale => sale.customerId !== null,
  'showing-recorded': sale => sale.showings > 0,
  'test-drive-returned': sale => sale.testDrives.some(drive => drive.state === 'returned'),
  'quote-sent': sale => sale.quotes.some(quote => quote.state === 'sent' || quote.state === 'accepted'),
  'car-named': sale => (sale.contract?.episodeId ?? sale.reservation?.episodeId ?? null) !== null,
  'deposit-paid': sale => balanceOf(sale).depositMinor > 0,
}

/** Checks that an action can meet by itself, so that they are not held against it beforehand. */
const metBy: Readonly<Partial<Record<ActionKind, readonly StageCheck[]>>> = {
  'record-showing': ['showing-recorded'],
  'send-quote': ['quote-sent'],
  'return-test-drive': ['test-drive-returned'],
  'sign-contract': ['deposit-paid', 'car-named'],
  'record-payment': ['deposit-paid'],
  'reserve-car': ['car-named'],
  'match-car': ['car-named'],
  'swap-car': ['car-named'],
  'link-customer': ['customer-known'],
}

/** The first check that keeps the sale as it is out of a stage. */
export function checkRefusal(
  process: ProcessDefinition,
  sale: Sale,
  stage: StageCode,
  before?: ActionKind,
): Refusal | null {
  const spared = (before && metBy[before]) ?? []
  const failed = process.checks.find(
    each => each.stage === stage && !spared.includes(each.check) && !passes[each.check](sale),
  )
  return failed ? refuse('sale.check-failed', { stage, check: failed.check }) : null
}
