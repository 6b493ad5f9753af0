import type { ProcessDefinition } from '../../src/sales/process/process.contract.ts'
import { minuteMs } from './calendar.ts'
import { type CarState, carState, factsOf } from './car-holds.ts'
import { appointComing } from './coming-deliveries.ts'
import type { Course } from './course.ts'
import { doDeed } from './deeds.ts'
import type { Numbering } from './numbering.ts'
import type { DealerPlan } from './plan-dealer.ts'
import { type Random, uuidAt } from './random.ts'
import { act, type EventRow, type SaleRun, type Store, staffActor } from './sale-run.ts'

export interface Performance {
  runs: SaleRun[]
  events: EventRow[]
  cars: CarState[]
}

/** Lets the plans of a dealer happen, all sales in the order of time, up to the end.
 *  @param customerOf who asks; every course has a customer */
export function perform(
  plan: DealerPlan,
  setting: { process: ProcessDefinition; end: number; ids: Random; numbering: Numbering },
  customerOf: (course: Course) => string,
): Performance {
  const { dealer, cars } = plan.lot
  const store: Store = {
    process: setting.process,
    dealerId: dealer.organisation.id,
    numbering: setting.numbering,
    ids: setting.ids,
    cars: new Map(cars.map(car => [car.episodeId, carState(car)])),
    events: [],
    invoices: 0,
  }
  const runs = plan.courses.map(course => startRun(course, customerOf(course), setting.ids))
  const agenda = runs
    .flatMap(run => run.course.steps.filter(step => step.at < setting.end).map(step => ({ run, step })))
    .sort((one, other) => one.step.at - other.step.at)
  for (const { run, step } of agenda) doDeed(store, run, step)
  queue(store, runs, setting.end)
  appointComing(store, runs, setting.end)
  mistake(store, runs, setting.end)
  return { runs, events: store.events, cars: [...store.cars.values()] }
}

/** Two buyers wait for a car that somebody else has reserved. */
function queue(store: Store, runs: readonly SaleRun[], end: number): void {
  const taken = runs.find(run => run.sale?.reservation && !run.sale.delivery)?.sale?.reservation
  const car = taken && store.cars.get(taken.episodeId)
  if (!car) return
  const waiting = runs.filter(
    run => run.sale?.stage === 'negotiation' && !run.sale.reservation && !run.sale.loss,
  )
  for (const [place, run] of waiting.slice(0, 2).entries()) {
    const at = Math.max(run.updatedAt, end - (2 - place) * 3_600_000)
    const { course } = run
    act(
      store,
      run,
      {
        kind: 'join-waitlist',
        actor: staffActor(course.consultant.staff, store.dealerId),
        origin: 'demo',
        waitId: uuidAt(store.ids, at),
        trimId: null,
        vehicle: factsOf(car, at),
        spareCars: 0,
      },
      at,
      { note: '客户愿等这台车' },
    )
  }
}

/** The newest delivery was recorded on the wrong sale: the manager has just taken it back. */
function mistake(store: Store, runs: readonly SaleRun[], end: number): void {
  const delivered = runs.filter(({ sale }) => sale?.delivery && !sale.handOver)
  const run = delivered.toSorted((one, other) => one.updatedAt - other.updatedAt).at(-1)
  if (!run?.beforeDelivery) return
  const at = Math.max(run.updatedAt + minuteMs, end - 90 * minuteMs)
  const { salesManager } = run.course.dealer
  const action = {
    kind: 'take-back-delivery',
    actor: staffActor(salesManager, store.dealerId),
    origin: 'demo',
    reason: 'wrong-sale',
    reservationId: uuidAt(store.ids, at),
    before: run.beforeDelivery,
    whereabouts: 'with-customer',
  } as const
  act(store, run, action, at, { note: '应登记在同名客户的销售单上' })
}

function startRun(course: Course, customerId: string, ids: Random): SaleRun {
  return {
    course,
    customerId,
    saleId: uuidAt(ids, course.openedAt),
    sale: null,
    rows: [],
    updatedAt: course.openedAt,
    offer: null,
    drives: new Map(),
    beforeDelivery: null,
  }
}
