import { type Selectable, sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../../../platform/server/database/connect.ts'
import type { Payments, Receipts } from '../../../platform/server/database/generated.ts'
import type { Refund, Sale } from '../../process/sale.contract.ts'

type Line = Pick<
  Selectable<Payments>,
  'id' | 'sale_id' | 'purpose' | 'method' | 'amount_minor' | 'currency' | 'reverses_id' | 'takings_on'
>
type Receipt = Pick<Selectable<Receipts>, 'id' | 'sale_id' | 'payment_id' | 'amount_minor' | 'cancels_id'>

/** The ledger of each sale is its fold's, has its papers, and balances. */
export async function checkMoney(owner: Database, sales: readonly Sale[]): Promise<void> {
  const saleIds = sales.map(({ id }) => id)
  const lines: Line[] = await owner
    .selectFrom('payments')
    .select(['id', 'sale_id', 'purpose', 'method', 'amount_minor', 'currency', 'reverses_id', 'takings_on'])
    .where('sale_id', 'in', saleIds)
    .execute()
  const receipts: Receipt[] = await owner
    .selectFrom('receipts')
    .select(['id', 'sale_id', 'payment_id', 'amount_minor', 'cancels_id'])
    .where('sale_id', 'in', saleIds)
    .execute()
  for (const sale of sales) {
    const own = lines.filter(line => line.sale_id === sale.id)
    checkLedger(sale, own)
    checkPapers(
      own,
      receipts.filter(receipt => receipt.sale_id === sale.id),
    )
    if (sale.cancellation) checkDisposal(sale, sale.cancellation)
  }
}

function checkLedger(sale: Sale, lines: readonly Line[]): void {
  const cells = (line: readonly (string | number | null)[]) => JSON.stringify(line)
  expect(
    lines
      .map(each => cells([each.id, each.purpose, each.method, each.amount_minor, each.reverses_id]))
      .sort(),
    'the ledger is the fold’s',
  ).toEqual(
    sale.payments
      .map(each => cells([each.id, each.purpose, each.method, each.amountMinor, each.reverses]))
      .sort(),
  )
  expect([...new Set(lines.map(line => line.currency))].length, 'one currency').toBeLessThanOrEqual(1)
  expect(
    lines.every(line => line.takings_on !== null),
    'each line has its day',
  ).toBe(true)
  for (const reversal of lines.filter(line => line.reverses_id !== null)) {
    const undone = lines.find(line => line.id === reversal.reverses_id)
    expect(reversal.amount_minor, 'a reversal undoes its line').toBe(-(undone?.amount_minor ?? Number.NaN))
  }
}

/** Money in has its receipt, and its reversal the one that cancels it; money out has none of the store's. */
function checkPapers(lines: readonly Line[], receipts: readonly Receipt[]): void {
  const receiptOf = (paymentId: string | null) => receipts.find(each => each.payment_id === paymentId)
  const expected = lines
    .filter(line => !isMoneyOut(lines, line))
    .map(line => [line.id, line.amount_minor, line.reverses_id && (receiptOf(line.reverses_id)?.id ?? '?')])
  expect(
    receipts.map(each => JSON.stringify([each.payment_id, each.amount_minor, each.cancels_id])).sort(),
    'a receipt for each line of money in',
  ).toEqual(expected.map(each => JSON.stringify(each)).sort())
}

/** A refund, or the reversal of one. */
function isMoneyOut(lines: readonly Line[], line: Line): boolean {
  if (line.purpose === 'refund') return true
  const undone = lines.find(each => each.id === line.reverses_id)
  return undone !== undefined && isMoneyOut(lines, undone)
}

/** What was held is disposed of exactly once, and by rule 3: the earnest part is kept, returned or returned double. */
function checkDisposal(sale: Sale, { keptMinor, defaultingParty }: NonNullable<Sale['cancellation']>): void {
  const disposals = sale.refunds.filter(each => each.purpose === 'cancellation')
  const standing = disposals.filter(each => each.state !== 'refused')
  expect(standing.length, 'one disposal').toBeLessThanOrEqual(1)
  // What was paid out before the cancellation, and came back after it, is paid again beside the disposal.
  const again = sale.refunds.filter(each => each.purpose !== 'cancellation' && each.state === 'approved')
  const leftMinor = again.reduce((sum, each) => sum - each.amountMinor, paidMinor(sale))
  const held = leftMinor + standing.reduce((sum, each) => sum + paidOut(sale, each), 0)
  if (held > 0) expect(disposals.length, 'money that is held has somebody asked about it').toBeGreaterThan(0)
  const [disposal] = standing
  if (disposal?.state !== 'done') return
  const deposits = sale.payments.filter(
    each => each.purpose === 'deposit' && !sale.payments.some(other => other.reverses === each.id),
  )
  const isEarnest = sale.contract?.depositType === 'earnest-money'
  const effectiveMinor = isEarnest
    ? Math.min(
        sale.contract?.earnestMinor ?? 0,
        deposits.reduce((sum, each) => sum + each.amountMinor, 0),
        leftMinor + disposal.amountMinor,
      )
    : 0
  const expected = { buyer: effectiveMinor, dealer: 0 - effectiveMinor, none: 0 }[defaultingParty ?? 'none']
  expect(leftMinor, `the ledger of a sale given up by ${defaultingParty}`).toBe(expected)
  expect(keptMinor).toBe(Math.max(0, expected))
}

function paidOut(sale: Sale, { paymentId, amountMinor }: Refund): number {
  return sale.payments.some(each => each.id === paymentId) ? amountMinor : 0
}

function paidMinor({ payments }: Sale): number {
  return payments.reduce((sum, line) => sum + line.amountMinor, 0)
}

/** Receipts and lines of the ledger count up in each store, whatever was refused or rolled back between. */
export async function checkReceipts(owner: Database, dealerId: string): Promise<void> {
  const { rows } = await sql<{ kind: string; count: number; highest: number; drawn: number }>`
    select c.kind, c.last as drawn, count(n.number)::int as count,
           coalesce(max(substring(n.number from '[0-9]+$')::int), 0) as highest
      from app.counters c
      join lateral (
        select number from app.receipts where dealer_id = c.dealer_id and c.kind = 'receipt'
        union select number from app.payments where dealer_id = c.dealer_id and c.kind = 'payment') n on true
     where c.dealer_id = ${dealerId} and c.kind in ('receipt', 'payment') group by c.kind, c.last`.execute(
    owner,
  )
  for (const { kind, count, highest, drawn } of rows) {
    expect(count, `${kind} numbers without a gap`).toBe(highest)
    expect(highest, `every ${kind} number drawn is used`).toBe(drawn)
  }
}
