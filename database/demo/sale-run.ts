import type { Role } from '../../src/platform/permissions.ts'
import { eventRow } from '../../src/sales/acts/act-on-sale.ts'
import { type Details, nounRows } from '../../src/sales/acts/noun-rows.rules.ts'
import type { Write } from '../../src/sales/acts/writes.ts'
import type { Actor, BeforeDelivery, QuoteLine, SaleAction } from '../../src/sales/process/action.contract.ts'
import { apply } from '../../src/sales/process/apply.rules.ts'
import { decide } from '../../src/sales/process/decide.rules.ts'
import type { SaleEvent } from '../../src/sales/process/event.contract.ts'
import type { ProcessDefinition } from '../../src/sales/process/process.contract.ts'
import type { Sale } from '../../src/sales/process/sale.contract.ts'
import { dateOf, timeZone } from './calendar.ts'
import { type CarState, followEvent } from './car-holds.ts'
import type { Course } from './course.ts'
import type { Numbering } from './numbering.ts'
import type { DemoStaff } from './people.ts'
import { type Random, uuidAt } from './random.ts'
import type { DriveSlot } from './timetable.ts'

export type EventRow = ReturnType<typeof eventRow>
export type NounRow = { table: string; row: Record<string, unknown> }

/** What the sales of one dealer share while they go on. */
export interface Store {
  process: ProcessDefinition
  dealerId: string
  numbering: Numbering
  ids: Random
  cars: Map<string, CarState>
  events: EventRow[]
  invoices: number
}

/** One sale while it is made: its folded state and the rows of its nouns. */
export interface SaleRun {
  course: Course
  customerId: string
  saleId: string
  sale: Sale | null
  rows: NounRow[]
  updatedAt: number
  /** What was offered last, and the ids of its test drives. */
  offer: (Offer & { lineLabels: string[] }) | null
  drives: Map<DriveSlot, string>
  /** How it stood when the keys changed hands. */
  beforeDelivery: BeforeDelivery | null
}

export interface Offer {
  listPriceMinor: number
  discountMinor: number
  lines: QuoteLine[]
}

/** Does one action as a live request would, at the given moment.
 *  @throws Error when the process refuses: the demo plans nothing that a person could not do */
export function act(store: Store, run: SaleRun, action: SaleAction, at: number, details: Details = {}): Sale {
  const now = new Date(at).toISOString()
  const decision = decide(store.process, run.sale, action, { at: now, timeZone })
  if ('refusal' in decision) {
    const { code, facts } = decision.refusal
    throw new Error(`${action.kind} at ${now} was refused: ${code} ${JSON.stringify(facts)}`)
  }
  const by = { requestId: '', newId: () => uuidAt(store.ids, at) }
  for (const event of decision.events) {
    const before = run.sale
    const after = event.sequence === decision.sale.sequence ? decision.sale : apply(before, event)
    run.sale = after
    write(run, nounRows(before, event, after, details, now))
    receipt(store, run, event, at)
    followEvent(store.cars, event, after, at)
    store.events.push({ ...eventRow(event, by, now), request_id: null })
  }
  run.updatedAt = at
  return decision.sale
}

/** Money in counts for the day on which it came, and gets its receipt. */
function receipt(store: Store, run: SaleRun, event: SaleEvent, at: number): void {
  if (event.action !== 'payment-recorded') return
  const line = run.rows.findLast(({ table, row }) => table === 'payments' && row.id === event.facts.paymentId)
  if (!line) throw new Error('a payment was recorded without its line')
  line.row.takings_on = dateOf(at)
  const {
    dealer_id,
    sale_id,
    amount_minor,
    currency,
    recorded_by: issued_by,
    recorded_at: issued_at,
  } = line.row
  const number = store.numbering.next('receipt', at)
  const row = { dealer_id, sale_id, amount_minor, currency, issued_by, issued_at, number, cancels_id: null }
  run.rows.push({ table: 'receipts', row: { ...row, id: uuidAt(store.ids, at), payment_id: line.row.id } })
}

export function staffActor(staff: DemoStaff, dealerId: string): Actor {
  const roles: Role[] = staff.roles.filter(each => each.organisationId === dealerId).map(each => each.role)
  return { kind: 'staff', id: staff.id, roles, discountLimitBps: null }
}

export const systemActor: Actor = { kind: 'system', id: null, roles: [], discountLimitBps: null }

function write(run: SaleRun, writes: readonly Write[]): void {
  for (const each of writes) {
    if ('insert' in each) run.rows.push({ table: each.insert, row: { ...each.row } })
    else if ('remove' in each) run.rows = run.rows.filter(row => !isRemoved(row, each))
    else change(run.rows, each.update, each.where, each.set)
  }
}

function isRemoved(
  { table, row }: NounRow,
  { remove, where, from }: Extract<Write, { remove: string }>,
): boolean {
  const isMeant = Object.entries(where).every(([column, value]) => row[column] === value)
  return table === remove && isMeant && Number(row.position) >= from
}

/** All rows that a sale's events may change are its own. */
function change(rows: readonly NounRow[], table: string, where: object, set: object): void {
  const tests = Object.entries(where)
  for (const { table: each, row } of rows) {
    if (each !== table || !tests.every(([column, value]) => (row[column] ?? null) === value)) continue
    Object.assign(row, set)
  }
}
