import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkVin } from '../../src/inventory/vehicles/vin.rules.ts'
import { replay } from '../../src/sales/process/apply.rules.ts'
import type { SaleEvent } from '../../src/sales/process/event.contract.ts'
import { balanceOf } from '../../src/sales/process/ledger.rules.ts'
import type { Sale } from '../../src/sales/process/sale.contract.ts'
import { type DealerHistory, makeHistory } from './dealer-history.ts'
import { nounBatches } from './dealer-rows.ts'
import { planDemo } from './demo-plan.ts'
import type { EventRow } from './sale-run.ts'

const today = '2026-10-07'

function histories(seed: string, scale: number): DealerHistory[] {
  return planDemo({ seed, today, scale }).tasks.map(makeHistory)
}

function fingerprint(made: DealerHistory[]): string {
  const hash = createHash('sha256')
  for (const { customers, leads, cars, runs, events } of made) {
    hash.update(JSON.stringify([customers, leads, cars.map(({ car, holds }) => [car.vin, holds])]))
    hash.update(JSON.stringify([runs.map(run => [run.sale, run.rows]), events]))
  }
  return hash.digest('hex')
}

let made: DealerHistory[]
let sales: Sale[]
beforeAll(() => {
  made = histories('test', 0.06)
  sales = made.flatMap(history => history.runs.map(run => run.sale!))
})

test('the same seed and day make the same network, another seed another', () => {
  const one = fingerprint(histories('one', 0.02))
  expect(fingerprint(histories('one', 0.02))).toBe(one)
  expect(fingerprint(histories('other', 0.02))).not.toBe(one)
})

test('every sale is the fold of its events', () => {
  for (const { runs, events } of made) {
    const bySale = groupBySale(events)
    for (const { sale, saleId } of runs) expect(replay(bySale.get(saleId)!)).toEqual(sale)
  }
})

test('the history ends before the day of loading, and appointments reach into it', () => {
  const end = Date.parse(`${today}T00:00:00+08:00`)
  for (const { events } of made) {
    for (const event of events) expect(Date.parse(event.recorded_at as string)).toBeLessThan(end)
  }
  const booked = sales.flatMap(sale => sale.testDrives).filter(drive => drive.state === 'booked')
  expect(booked.length).toBeGreaterThan(0)
  for (const drive of booked) expect(Date.parse(drive.startsAt)).toBeGreaterThanOrEqual(end)
})

test('whose car is there comes for it on the day of loading or later', () => {
  const end = Date.parse(`${today}T00:00:00+08:00`)
  const ready = sales.filter(
    ({ stage, contract, delivery }) =>
      /^(contract|delivery)$/.test(stage) && contract?.episodeId && !delivery,
  )
  expect(ready.length).toBeGreaterThan(0)
  for (const { appointment } of ready)
    expect(Date.parse(appointment?.startsAt ?? '')).toBeGreaterThanOrEqual(end)
  expect(ready.some(({ appointment }) => appointment?.startsAt.startsWith(today))).toBe(true)
})

test('every row of a sale is loaded, and one of a table that nobody ordered is named', () => {
  const runs = made.flatMap(history => history.runs)
  const rows = nounBatches(runs).flatMap(batch => batch.rows)
  expect(rows).toHaveLength(runs.flatMap(run => run.rows).length)
  const strange = { rows: [{ table: 'gifts', row: {} }] }
  expect(() => nounBatches([...runs, strange])).toThrow('rows of gifts')
})

test('sales stand in every stage, and follow-ups are done, due and overdue', () => {
  const stages = new Set(sales.map(sale => sale.stage))
  for (const stage of ['inquiry', 'showing', 'negotiation', 'contract', 'after-sales', 'lost', 'cancelled']) {
    expect(stages).toContain(stage)
  }
  const due = sales.flatMap(sale => sale.followUp?.dueOn ?? [])
  expect(due.some(day => day < today)).toBe(true)
  expect(due.some(day => day >= today)).toBe(true)
})

test('discounts and refunds are decided, and the last of them wait', () => {
  const approvals = sales.flatMap(sale => sale.approvals)
  expect(approvals.filter(({ state }) => state === 'given').length).toBeGreaterThan(0)
  const refunds = sales.flatMap(sale => sale.refunds)
  expect(refunds.filter(({ state }) => state === 'done').length).toBeGreaterThan(0)
  for (const { requestedBy, decidedBy } of [...approvals, ...refunds])
    if (decidedBy) expect(decidedBy).not.toBe(requestedBy)
})

describe('cars', () => {
  test('have valid VINs, each once', () => {
    const vins = made.flatMap(history => history.cars.map(({ car }) => car.vin))
    for (const vin of vins) expect(checkVin(vin)).toMatchObject({ ok: true, warnings: [] })
    expect(new Set(vins).size).toBe(vins.length)
    expect(vins[0]).toMatch(/^L/)
  })

  test('are sold once, held by one sale at a time, and match their sales', () => {
    const delivered = sales.flatMap(sale => sale.delivery?.episodeId ?? [])
    expect(new Set(delivered).size).toBe(delivered.length)
    for (const { cars } of made) {
      for (const { car, holds, availability } of cars) {
        const active = holds.filter(hold => hold.state === 'active')
        expect(active.length).toBe(availability === 'reserved' || availability === 'sold' ? 1 : 0)
        expect(availability === 'closed').toBe(delivered.includes(car.episodeId))
        requireApart(holds.map(hold => [hold.reservedAt, hold.endedAt ?? '9999']))
      }
    }
  })

  test('and escorts are on one test drive at a time', () => {
    const taken = new Map<string, [string, string][]>()
    for (const drive of sales.flatMap(sale => sale.testDrives)) {
      for (const id of [drive.vehicleId, drive.escortId]) {
        taken.set(id, [...(taken.get(id) ?? []), [drive.startsAt, drive.blockedUntil]])
      }
    }
    expect(taken.size).toBeGreaterThan(20)
    for (const spans of taken.values()) requireApart(spans)
  })
})

describe('money', () => {
  test('of a delivered car is its contract price, to the fen', () => {
    const delivered = sales.filter(sale => sale.delivery)
    expect(delivered.length).toBeGreaterThan(100)
    for (const sale of delivered) {
      expect(balanceOf(sale)).toMatchObject({
        paidMinor: sale.contract?.priceMinor,
        dueMinor: 0,
        creditMinor: 0,
      })
    }
  })

  test('of a cancelled sale is kept or goes back; a dealer in default doubles the earnest money', () => {
    const cancelled = sales.filter(sale => sale.cancellation)
    expect(cancelled.length).toBeGreaterThan(3)
    for (const { cancellation, payments, contract } of cancelled) {
      const received = payments.filter(({ purpose }) => purpose !== 'refund')
      const paid = received.reduce((sum, payment) => sum + payment.amountMinor, 0)
      const doubled = cancellation!.disposition === 'returned-double' ? contract!.earnestMinor : 0
      expect(cancellation!.keptMinor + cancellation!.refundMinor).toBe(paid + doubled)
    }
  })

  test('in the rows of the ledger is the money in the sales', () => {
    const inRows = made
      .flatMap(history => history.runs.flatMap(run => run.rows))
      .filter(each => each.table === 'payments')
      .reduce((sum, { row }) => sum + Number(row.amount_minor), 0)
    expect(inRows).toBe(sales.reduce((sum, sale) => sum + balanceOf(sale).paidMinor, 0))
  })
})

function groupBySale(rows: readonly EventRow[]): Map<string, SaleEvent[]> {
  const bySale = new Map<string, SaleEvent[]>()
  for (const row of rows) {
    const events = bySale.get(row.subject_id) ?? []
    events.push(eventOf(row))
    bySale.set(row.subject_id, events)
  }
  return bySale
}

/** The event as the log tells it. */
function eventOf(row: EventRow): SaleEvent {
  return JSON.parse(
    JSON.stringify({
      action: row.action,
      saleId: row.sale_id,
      dealerId: row.dealer_id,
      sequence: row.sequence,
      stageBefore: row.stage_before,
      stageAfter: row.stage_after,
      actor: { kind: row.actor_kind, id: row.actor_id },
      occurredAt: row.occurred_at,
      durationSeconds: row.duration_seconds,
      processVersion: row.process_version,
      origin: row.origin,
      channel: row.channel,
      facts: row.facts,
    }),
  )
}

function requireApart(spans: readonly (readonly [string, string])[]): void {
  const inOrder = spans.toSorted(([one], [other]) => one.localeCompare(other))
  for (const [index, [from]] of inOrder.entries()) {
    if (index > 0) expect(from >= inOrder[index - 1]![1]).toBe(true)
  }
}
