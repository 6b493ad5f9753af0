import type { Occasion, ReceptionKind } from '../../src/sales/receptions/receptions.contract.ts'
import { dateOf, dayMs } from './calendar.ts'
import type { Batch } from './copy-rows.ts'
import type { DealerHistory } from './dealer-history.ts'
import { chance, type Random, seededRandom, uuidAt } from './random.ts'
import type { SaleRun } from './sale-run.ts'

/** How far back the demo's register goes. */
const registerDays = 60

/** The register of who came or called, and what those said yes or no to. */
export function doorRows(history: DealerHistory, end: number): Batch[] {
  const { dealerId, runs } = history
  const random = seededRandom(`${dealerId}/door`)
  const from = end - registerDays * dayMs
  const received = runs.flatMap((run, index) => {
    const kind = kindOf(run)
    if (!kind || run.course.openedAt < from) return []
    const isKnown = runs.slice(0, index).some(each => each.customerId === run.customerId)
    return [{ run, row: receptionRow(dealerId, run, kind, isKnown ? 'repeat' : 'first', random) }]
  })
  const firsts = received.filter(({ row }) => row.occasion === 'first')
  return [
    { table: 'app.receptions', rows: received.map(({ row }) => row) },
    { table: 'app.consents', rows: firsts.flatMap(({ run, row }) => consentRows(row, run, random)) },
  ]
}

function kindOf({ course }: SaleRun): ReceptionKind | null {
  const { channel } = course.source
  return channel === 'visit' || channel === 'call' ? channel : null
}

function receptionRow(
  dealerId: string,
  { course, customerId, saleId }: SaleRun,
  kind: ReceptionKind,
  occasion: Occasion,
  random: Random,
) {
  const { openedAt, openingLevel, source, consultant, trim } = course
  return {
    dealer_id: dealerId,
    id: uuidAt(random, openedAt),
    kind,
    occasion,
    received_at: new Date(openedAt).toISOString(),
    received_on: dateOf(openedAt),
    received_by: consultant.staff.id,
    customer_id: customerId,
    owner_id: consultant.staff.id,
    sale_id: saleId,
    model_id: trim.modelId,
    intent_level: openingLevel,
    source: source.code,
    outcome: 'opened',
    note: '',
  }
}

/** Most let themselves be called; fewer want news. */
function consentRows(row: ReturnType<typeof receptionRow>, { course }: SaleRun, random: Random): object[] {
  const asked = [
    { purpose: 'call', willing: 0.95 },
    { purpose: 'message', willing: 0.9 },
    { purpose: 'marketing', willing: 0.55 },
  ]
  return asked.map(({ purpose, willing }) => ({
    dealer_id: row.dealer_id,
    id: uuidAt(random, course.openedAt),
    customer_id: row.customer_id,
    purpose,
    decision: chance(random, willing) ? 'given' : 'refused',
    text_version: 1,
    channel: row.kind,
    recorded_by: row.received_by,
    decided_at: row.received_at,
  }))
}
